import { liveStatus, stayWithoutUse } from "../../localcloud/control-client";
import { serviceTable } from "../cloud/tables";
import { table } from "../../tools/shared/table";
import { IDLE_MINUTES, run } from "../live/running";
import type { Report } from "./session";

/**
 * Has what is deployed run while a command deploys it, shows the services then, with the reason for each that doesn't
 * run, and leaves them running in the background.
 * @param speed undefined where nothing is to run.
 * @returns the command's exit code
 */
export async function running(
  controlUrl: string,
  speed: number | undefined,
  report: Report,
  command: () => Promise<number>,
): Promise<number> {
  if (speed === undefined) return command();
  await run(controlUrl, { speed }, report);
  const code = await command();
  const { services } = await liveStatus(controlUrl);
  if (services.length === 0) {
    report("no service is deployed, so nothing runs");
    return code;
  }
  const { headings, rows } = serviceTable(services);
  report(table(headings, rows));
  await stayWithoutUse(controlUrl, IDLE_MINUTES * 60_000);
  report(`It runs on in the background until npm run stop, or ${IDLE_MINUTES} minutes without a request or command.`);
  return code;
}

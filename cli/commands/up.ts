import type { Command } from "../command";
import { BOOTSTRAP, environmentArguments, environmentDetails, requirePreview } from "../environment-arguments";
import { liveOptions } from "../live/live-options";
import { type AfterDeployment, IDLE_MINUTES, run, verifyAndStay } from "../live/running";
import { isProperties } from "../../localcloud/model/values";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";

export const command: Command = {
  help: {
    summary: "Deploys an environment into the local cloud, after a preview, and has it run on this machine.",
    usage: ["npm run up -- [environment] [--speed <factor>] [--once] [--no-run] [options of pulumi up]"],
    details: [
      ...environmentDetails("up"),
      "What was deployed runs ten times as fast as real time, or as --speed has it, is verified, and runs on until",
      `npm run stop or ${IDLE_MINUTES} minutes without use; with --once, or CI=true, it ends with the command. --no-run only deploys.`,
    ],
    examples: [
      ["npm run up", "deploys development"],
      ["npm run up -- production --diff", "deploys production, and shows every property that changes"],
      ["npm run up -- staging --refresh", "looks first for what was changed behind the engine's back"],
      ["npm run up -- bootstrap", "deploys what an AWS account needs once"],
    ],
  },
  run: ({ root, args, report }) => up(root, args, report),
};

/**
 * `npm run up -- [environment]`: deploys an environment into the local cloud, previewing first; what was deployed then
 * runs, and is verified.
 */
export function up(root: string, argv: readonly string[], report: Report): Promise<number> {
  const live = liveOptions(argv);
  const { environment, options, policies, projectOf } = environmentArguments(live.others, localPaths(root));
  requirePreview(options);
  const runs = live.runs && environment !== BOOTSTRAP;
  return LocalSession.during(root, projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    if (ready !== 0) return ready;
    if (runs) await run(session.controlUrl, live, report);
    const args = ["up", "--yes", "--stack", environment, ...policies, ...options];
    const { code, updated } = await session.aloneUpdating(environment, () => session.pulumi(args));
    if (updated) report(whatNext(environment, options));
    if (updated && runs) await verifyAndStay({ ...afterDeployment(session, environment), options: live, report });
    return code;
  });
}

function afterDeployment(
  session: LocalSession,
  environment: string,
): Pick<AfterDeployment, "controlUrl" | "environment" | "healthUrls"> {
  const { healthUrls } = session.outputs(environment);
  const urls = isProperties(healthUrls) ? Object.values(healthUrls).flat() : [];
  return {
    controlUrl: session.controlUrl,
    environment,
    healthUrls: urls.filter((url): url is string => typeof url === "string"),
  };
}

/** Options that restrict an update to a part of the resources. */
const PARTIAL = /^(?:--target|-t|--exclude|--target-replace)(?:=|$)/;

/** The lines that follow a deployment. */
export function whatNext(environment: string, options: readonly string[]): string {
  const deployed = options.some((option) => PARTIAL.test(option)) ? `What was chosen of ${environment}` : environment;
  return [
    `${deployed} is deployed in the local cloud, a rehearsal: nothing was created on AWS. What next:`,
    `  npm run local -- cloud list                                  what the local cloud holds`,
    `  npm run local -- pulumi stack history --stack ${environment}`,
    `  npm run destroy -- ${environment}`,
  ].join("\n");
}

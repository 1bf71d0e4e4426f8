import { stopRunningCloud } from "../../localcloud/client";
import { type Command, UsageError } from "../command";
import { BOOTSTRAP, environmentDetails } from "../environment-arguments";
import { deploy } from "../live/deployment";
import { liveOptions } from "../live/live-options";
import type { ScreenSize } from "../live/view";
import { watch } from "../live/watch";
import { localPaths } from "../local/paths";
import type { Report } from "../local/session";
import { untilInterrupted } from "../until-interrupted";

export const command: Command = {
  help: {
    summary: "Deploys an environment into the local cloud, has it run, and shows what it does until Ctrl-C.",
    usage: ["npm run live -- [environment] [--speed <factor>] [options of pulumi up]"],
    details: [
      ...environmentDetails("up"),
      "It runs in real time, or as --speed has it. Services, tasks, targets, traffic, alarms and events are shown anew",
      "each second; without a terminal, events are lines. Ctrl-C ends everything that runs; what is deployed stays.",
    ],
    examples: [
      ["npm run live -- production", "production in real time; npm run load sends it requests"],
      ["npm run live -- staging --speed 10", "a minute of AWS's time takes six seconds"],
    ],
  },
  run: ({ root, args, print, report }) => live(root, args, print, report),
};

/** `npm run live -- [environment]`: deploys an environment, has it run in the foreground, and leaves nothing behind. */
export async function live(root: string, argv: readonly string[], print: Report, report: Report): Promise<number> {
  const options = liveOptions(argv, { defaultSpeed: 1 });
  requireRunning(options.runs, options.others);
  return deploy(root, options, report, async ({ code, controlUrl, environment, healthUrls }) => {
    if (code !== 0) return code;
    try {
      await untilInterrupted((signal) =>
        watch({ controlUrl, environment, healthUrls, print, screen: () => sizeOf(process.stdout), signal }),
      );
    } finally {
      await stopRunningCloud(localPaths(root).cloud);
    }
    report("everything that ran has ended; what is deployed stays");
    return 0;
  });
}

function requireRunning(runs: boolean, [environment]: readonly string[]): void {
  if (environment === BOOTSTRAP) {
    throw new UsageError("nothing of bootstrap runs", "Deploy it: npm run up -- bootstrap");
  }
  if (runs) return;
  throw new UsageError(
    "--no-run, or LOCALCLOUD_RUN=no, is not for this command, which runs what is deployed",
    "Leave it out, or only deploy: npm run up -- --no-run",
  );
}

function sizeOf(stream: NodeJS.WriteStream): ScreenSize | undefined {
  return stream.isTTY ? { columns: stream.columns, rows: stream.rows } : undefined;
}

import type { Command } from "../command";
import { environmentDetails } from "../environment-arguments";
import { deploy } from "../live/deployment";
import { liveOptions } from "../live/live-options";
import { IDLE_MINUTES, verifyAndStay } from "../live/running";
import type { Report } from "../local/session";

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
  return deploy(root, live, report, async ({ code, isUpdated, runs, options, ...deployed }) => {
    if (isUpdated) report(whatNext(deployed.environment, options));
    if (isUpdated && runs) await verifyAndStay({ ...deployed, options: live, report });
    return code;
  });
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

import type { Command } from "../command";
import { environmentArguments, environmentDetails, requirePreview } from "../environment-arguments";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";

export const command: Command = {
  help: {
    summary: "Deploys an environment into the local cloud, after a preview.",
    usage: ["npm run up -- [environment] [options of pulumi up]"],
    details: environmentDetails("up"),
    examples: [
      ["npm run up", "deploys development"],
      ["npm run up -- production --diff", "deploys production, and shows every property that changes"],
      ["npm run up -- staging --refresh", "looks first for what was changed behind the engine's back"],
      ["npm run up -- bootstrap", "deploys what an AWS account needs once"],
    ],
  },
  run: ({ root, args, report }) => up(root, args, report),
};

/** `npm run up -- [environment]`: deploys an environment into the local cloud, previewing first. */
export function up(root: string, argv: readonly string[], report: Report): Promise<number> {
  const { environment, options, policies, projectOf } = environmentArguments(argv, localPaths(root));
  requirePreview(options);
  return LocalSession.during(root, projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    if (ready !== 0) return ready;
    const args = ["up", "--yes", "--stack", environment, ...policies, ...options];
    return session.alone(environment, async () => {
      const { code, updated } = await session.updates(environment, () => session.pulumi(args));
      if (updated) report(whatNext(environment, options));
      return code;
    });
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

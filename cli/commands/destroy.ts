import type { Command } from "../command";
import { environmentArguments, environmentDetails } from "../environment-arguments";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";
import { endIfNothingRuns } from "../live/running";

export const command: Command = {
  help: {
    summary: "Takes an environment out of the local cloud; its history stays.",
    usage: ["npm run destroy -- [environment] [options of pulumi destroy]"],
    details: environmentDetails("destroy"),
    examples: [
      ["npm run destroy -- staging", "deletes all that is deployed of staging"],
      ["npm run destroy -- development --preview-only", "what would be deleted of development"],
    ],
  },
  run: ({ root, args, report }) => destroy(root, args, report),
};

/** `npm run destroy -- [environment]`: takes an environment out of the local cloud; its history stays. */
export function destroy(root: string, argv: readonly string[], report: Report): Promise<number> {
  const { environment, options, projectOf } = environmentArguments(argv, localPaths(root));
  return LocalSession.during(localPaths(root), projectOf, report, async (session) => {
    if (!session.hasStack(environment)) {
      report(`${environment} is not deployed in the local cloud`);
      return 0;
    }
    const ready = await session.recover(environment);
    if (ready !== 0) return ready;
    const args = ["destroy", "--yes", "--stack", environment, ...options];
    const code = await session.alone(environment, () => session.pulumi(args));
    if (code === 0) await endIfNothingRuns(session.controlUrl);
    return code;
  });
}

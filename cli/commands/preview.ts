import type { Command } from "../command";
import { environmentArguments, environmentDetails } from "../environment-arguments";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";

export const command: Command = {
  help: {
    summary: "Shows what npm run up would change.",
    usage: ["npm run preview -- [environment] [options of pulumi preview]"],
    details: environmentDetails("preview"),
    examples: [
      ["npm run preview", "what would change in development"],
      ["npm run preview -- staging --diff", "every property that would change in staging"],
      ["npm run --silent preview -- production --json", "the same of production, for programs"],
    ],
  },
  run: ({ root, args, report }) => preview(root, args, report),
};

/** `npm run preview -- [environment]`: shows what `up` would change. */
export function preview(root: string, argv: readonly string[], report: Report): Promise<number> {
  const { environment, options, policies, projectOf } = environmentArguments(argv, localPaths(root));
  return LocalSession.during(localPaths(root), projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    return ready !== 0 ? ready : session.pulumi(["preview", "--stack", environment, ...policies, ...options]);
  });
}

import { LocalSession, type Report } from "../local/session";
import { localPaths } from "../local/paths";
import { environmentArguments } from "./environment-arguments";

/** `npm run preview -- [environment]`: shows what `up` would change. */
export function preview(root: string, argv: readonly string[], report: Report): Promise<number> {
  const { environment, options, policies, projectOf } = environmentArguments(argv, localPaths(root));
  return LocalSession.during(root, projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    return ready !== 0 ? ready : session.pulumi(["preview", "--stack", environment, ...policies, ...options]);
  });
}

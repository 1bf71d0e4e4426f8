import { LocalSession, type Report } from "../local/session";
import { localPaths } from "../local/paths";
import { environmentArguments } from "./environment-arguments";

/** `npm run destroy -- [environment]`: takes an environment out of the local cloud; its history stays. */
export function destroy(root: string, argv: readonly string[], report: Report): Promise<number> {
  const { environment, options, projectOf } = environmentArguments(argv, localPaths(root));
  return LocalSession.during(root, projectOf, report, async (session) => {
    if (!session.hasStack(environment)) {
      report(`${environment} is not deployed in the local cloud`);
      return 0;
    }
    const ready = await session.recover(environment);
    if (ready !== 0) return ready;
    const args = ["destroy", "--yes", "--stack", environment, ...options];
    return session.alone(environment, () => session.pulumi(args));
  });
}

import { asksForHelp, helpPage } from "../help";
import { LocalProject } from "../local/project";
import { LocalSession, type Report } from "../local/session";
import { localPaths } from "../local/paths";
import { UsageError } from "../usage-error";
import { cloud, CLOUD_HELP } from "./cloud";
import { BOOTSTRAP, stackOption } from "./environment-arguments";

/** Commands of Pulumi, with their short names, before which an interrupted run has to be settled. */
const ACTING = ["up", "update", "preview", "pre", "refresh", "ref", "destroy", "down", "dn"];

/**
 * `npm run local -- <command>`: any command with the engine on PATH and the local cloud up. A stack that `--stack` names
 * is created where it has a configuration file but was never deployed.
 * @param print shows what `cloud` was asked for.
 */
export async function local(root: string, argv: readonly string[], report: Report, print: Report): Promise<number> {
  const [command, ...args] = argv;
  if (command === undefined) {
    throw new UsageError("no command was given", "Name one: npm run local -- pulumi stack history --stack development");
  }
  if (command === "cloud" && asksForHelp(args)) {
    print(helpPage(CLOUD_HELP));
    return 0;
  }
  const stack = command === "pulumi" && !asksForHelp(args) ? stackOption(args) : undefined;
  const paths = localPaths(root);
  const project = stack === BOOTSTRAP ? LocalProject.bootstrap(paths) : LocalProject.environments(paths);
  return LocalSession.during(
    root,
    () => project,
    report,
    async (session) => {
      if (command === "cloud") return cloud(session.controlUrl, args, print);
      const ready = stack !== undefined && project.stacks().includes(stack) ? await makeReady(session, stack, args) : 0;
      return ready !== 0 ? ready : session.run(command, args);
    },
  );
}

async function makeReady(session: LocalSession, stack: string, [verb = ""]: readonly string[]): Promise<number> {
  return (await session.ensureStack(stack)) || (ACTING.includes(verb) ? session.recover(stack) : 0);
}

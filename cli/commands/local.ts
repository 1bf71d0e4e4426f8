import { asksForHelp, helpPage } from "../help";
import { LocalProject } from "../local/project";
import { LocalSession, type Report } from "../local/session";
import { localPaths, type LocalPaths } from "../local/paths";
import { UsageError } from "../usage-error";
import { cloud, CLOUD_HELP } from "./cloud";
import { BOOTSTRAP, stackOption } from "./environment-arguments";

/** Commands of Pulumi, with their short names, that change a stack. */
const CHANGING = ["up", "update", "refresh", "ref", "destroy", "down", "dn"];

/** Those before which an interrupted run has to be settled. */
const ACTING = [...CHANGING, "preview", "pre"];

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
  if (command !== "cloud") return inSession(root, command, args, report);
  if (asksForHelp(args)) {
    print(helpPage(CLOUD_HELP));
    return 0;
  }
  const projectOf = (paths: LocalPaths) => LocalProject.environments(paths);
  return LocalSession.during(root, projectOf, report, (session) => cloud(session.controlUrl, args, print));
}

function inSession(root: string, command: string, args: readonly string[], report: Report): Promise<number> {
  const { project, stack } = named(localPaths(root), command, args);
  if (stack !== undefined) project.requireReadable(stack);
  return LocalSession.during(
    root,
    () => project,
    report,
    async (session) => {
      const run = () => session.run(command, args);
      if (stack === undefined) return run();
      const [verb = ""] = args;
      const ready = await makeReady(session, stack, verb);
      if (ready !== 0) return ready;
      return CHANGING.includes(verb) ? session.alone(stack, run) : run();
    },
  );
}

/** The project that a command works in, and the stack that it names, where that has a configuration file. */
function named(
  paths: LocalPaths,
  command: string,
  args: readonly string[],
): { readonly project: LocalProject; readonly stack: string | undefined } {
  const stack = command === "pulumi" && !asksForHelp(args) ? stackOption(args) : undefined;
  const project = stack === BOOTSTRAP ? LocalProject.bootstrap(paths) : LocalProject.environments(paths);
  return { project, stack: stack !== undefined && project.stacks().includes(stack) ? stack : undefined };
}

async function makeReady(session: LocalSession, stack: string, verb: string): Promise<number> {
  return (await session.ensureStack(stack)) || (ACTING.includes(verb) ? session.recover(stack) : 0);
}

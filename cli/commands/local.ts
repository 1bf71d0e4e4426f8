import { LocalProject } from "../local/project";
import { LocalSession, type Report } from "../local/session";
import { localPaths } from "../local/paths";
import { UsageError } from "../usage-error";
import { cloud } from "./cloud";
import { BOOTSTRAP, stackOption } from "./environment-arguments";

/** Commands of Pulumi, with their short names, before which an interrupted run has to be settled. */
const ACTING = ["up", "update", "preview", "pre", "refresh", "ref", "destroy", "down", "dn"];

/**
 * `npm run local -- <command>`: any command with the engine on PATH and the local cloud up. A stack that `--stack` names
 * is created where it has a configuration file but was never deployed.
 */
export function local(root: string, argv: readonly string[], report: Report): Promise<number> {
  const [command, ...args] = argv;
  if (command === undefined) {
    throw new UsageError("no command was given", "Name one: npm run local -- pulumi stack history --stack development");
  }
  const stack = command === "pulumi" ? stackOption(args) : undefined;
  const paths = localPaths(root);
  const project = stack === BOOTSTRAP ? LocalProject.bootstrap(paths) : LocalProject.environments(paths);
  return LocalSession.during(
    root,
    () => project,
    report,
    async (session) => {
      if (command === "cloud") return cloud(session.controlUrl, args, report);
      const ready = stack !== undefined && project.stacks().includes(stack) ? await makeReady(session, stack, args) : 0;
      if (ready !== 0) return ready;
      return session.run(command, args);
    },
  );
}

async function makeReady(session: LocalSession, stack: string, [verb = ""]: readonly string[]): Promise<number> {
  return (await session.ensureStack(stack)) || (ACTING.includes(verb) ? session.recover(stack) : 0);
}

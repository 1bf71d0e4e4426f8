import { LocalProject } from "../local/project";
import { LocalSession, type Report } from "../local/session";
import { UsageError } from "../usage-error";
import { cloud } from "./cloud";

/** `npm run local -- <command>`: any command with the engine on PATH and the local cloud up. */
export function local(root: string, argv: readonly string[], report: Report): Promise<number> {
  const [command, ...args] = argv;
  if (command === undefined) {
    throw new UsageError("no command was given", "name one: npm run local -- pulumi stack history --stack development");
  }
  return LocalSession.during(
    root,
    (paths) => LocalProject.environments(paths),
    report,
    async (session) => {
      if (command === "cloud") return cloud(session.controlUrl, args, report);
      const code = await session.run(command, args);
      session.takeBackConfiguration();
      return code;
    },
  );
}

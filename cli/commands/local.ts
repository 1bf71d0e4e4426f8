import { cloud, CLOUD_HELP } from "../cloud";
import { UsageError, type Command } from "../command";
import { BOOTSTRAP, stackOption } from "../environment-arguments";
import { asksForHelp, helpPage } from "../help";
import { localPaths, type LocalPaths } from "../local/paths";
import { LocalProject } from "../local/project";
import { LocalSession, type Report } from "../local/session";

/** Commands of Pulumi, with their short names, that change a stack. */
const CHANGING = ["up", "update", "refresh", "ref", "destroy", "down", "dn"];

/** Commands of Pulumi before which the CLI settles an interrupted run. */
const ACTING = [...CHANGING, "preview", "pre"];

export const command: Command = {
  help: {
    summary: "Runs any command with the Pulumi engine on PATH and the local cloud up for as long as it runs.",
    usage: ["npm run local -- <command> [arguments]"],
    details: [
      "A stack that --stack names is created if it has a configuration file and isn't there yet. The exit code is the",
      "command's own. npm's own lines stay away with npm run --silent; all other lines about the run are on standard error.",
    ],
    examples: [
      ["npm run local -- pulumi stack history --stack development", "what was deployed when"],
      ["npm run --silent local -- pulumi stack output --stack development --json", "outputs, for programs"],
      [
        "npm run local -- pulumi config set proofpix:logRetentionDays 90 --stack staging",
        "changes Pulumi.staging.yaml",
      ],
      ["npm run local -- cloud list", "what the local cloud holds"],
      ["npm run local -- cloud --help", "looking into the local cloud, drift and faults"],
      ["npm run local -- aws ecs list-clusters", "AWS's command line on what runs, after npm run up"],
      ["npm run local -- bash", "a shell in which plain pulumi works on the rehearsal"],
    ],
  },
  runsAnother: true,
  run: ({ root, args, print, report }) => local(root, args, report, print),
};

/**
 * `npm run local -- <command>`: runs any command with the engine on PATH and the local cloud up. A stack that `--stack`
 * names is created where it has a configuration file but was never deployed.
 * @param print shows what `cloud` was asked for.
 */
export async function local(root: string, argv: readonly string[], report: Report, print: Report): Promise<number> {
  const [program, ...args] = argv;
  if (program === undefined) {
    throw new UsageError("no command was given", "Name one: npm run local -- pulumi stack history --stack development");
  }
  if (program !== "cloud") return inSession(root, program, args, report);
  if (asksForHelp(args)) {
    print(helpPage(CLOUD_HELP));
    return 0;
  }
  const projectOf = (paths: LocalPaths) => LocalProject.environments(paths);
  return LocalSession.during(root, projectOf, report, (session) => cloud(session.controlUrl, args, print));
}

function inSession(root: string, program: string, args: readonly string[], report: Report): Promise<number> {
  const { project, stack } = named(localPaths(root), program, args);
  if (stack !== undefined) project.requireReadable(stack);
  return LocalSession.during(
    root,
    () => project,
    report,
    async (session) => {
      const run = () => session.run(program, args);
      if (stack === undefined) return run();
      const [verb = ""] = args;
      const ready = await makeReady(session, stack, verb);
      if (ready !== 0) return ready;
      return CHANGING.includes(verb) ? session.alone(stack, run) : run();
    },
  );
}

/** The project that a command works in, and the stack that it names if that stack has a configuration file. */
function named(
  paths: LocalPaths,
  program: string,
  args: readonly string[],
): { readonly project: LocalProject; readonly stack: string | undefined } {
  const stack = program === "pulumi" && !asksForHelp(args) ? stackOption(args) : undefined;
  const project = stack === BOOTSTRAP ? LocalProject.bootstrap(paths) : LocalProject.environments(paths);
  return { project, stack: stack !== undefined && project.stacks().includes(stack) ? stack : undefined };
}

async function makeReady(session: LocalSession, stack: string, verb: string): Promise<number> {
  return (await session.ensureStack(stack)) || (ACTING.includes(verb) ? session.recover(stack) : 0);
}

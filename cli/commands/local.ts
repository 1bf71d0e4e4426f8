import { cloud, CLOUD_HELP } from "../cloud";
import { UsageError, type Command } from "../command";
import { BOOTSTRAP } from "../environment-arguments";
import { asksForHelp, helpPage } from "../help";
import { localPaths, type LocalPaths } from "../local/paths";
import { LocalProject } from "../local/project";
import { REHEARSAL_OPTIONS, type RehearsalOptions, rehearsalOptions } from "../local/rehearsal-options";
import { running } from "../local/rehearsal-run";
import { namesFolder, runOnStack, stackNamed } from "../local/run-command";
import { LocalSession, type Report } from "../local/session";

export const command: Command = {
  help: {
    summary: "Runs any command with the Pulumi engine on PATH and the local cloud up for as long as it runs.",
    usage: ["npm run local -- [options] <command> [arguments]"],
    details: [
      ...REHEARSAL_OPTIONS,
      "",
      "A stack that --stack names is created if it has a configuration file and isn't there yet. The exit code is the",
      "command's own. npm's own lines stay away with npm run --silent; all other lines about the run are on standard error.",
      "In a shell, plain pulumi works on the project of any folder: of this one, on the rehearsal's copies of its files.",
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
      ["npm run local -- --seeds seeds.yaml bash", "the same with a hosted zone and images of your own"],
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
  const options = rehearsalOptions(argv, process.env.INIT_CWD ?? process.cwd());
  const [program, ...args] = options.command;
  if (program === undefined) {
    throw new UsageError("no command was given", "Name one: npm run local -- pulumi stack history --stack development");
  }
  if (program !== "cloud") return inSession(root, options, program, args, report);
  if (asksForHelp(args)) {
    print(helpPage(CLOUD_HELP));
    return 0;
  }
  const projectOf = (paths: LocalPaths) => LocalProject.environments(paths);
  return LocalSession.during(localPaths(root), projectOf, report, (session) => cloud(session.controlUrl, args, print));
}

function inSession(
  root: string,
  { settings, speed }: RehearsalOptions,
  program: string,
  args: readonly string[],
  report: Report,
): Promise<number> {
  const paths = localPaths(root);
  const { project, stack } = named(paths, program, args);
  if (stack !== undefined) project.requireReadable(stack);
  const isInAnyProject = program !== "pulumi";
  return LocalSession.during(
    paths,
    () => project,
    report,
    async (session) =>
      running(session.controlUrl, speed, report, () => {
        const run = () => session.run(program, args, { isInAnyProject });
        return stack === undefined ? run() : runOnStack(session, stack, args, run);
      }),
    { ...settings, ...(isInAnyProject && { others: [LocalProject.bootstrap(paths)] }) },
  );
}

/** The project that a command works in, and the stack that it names if that stack has a configuration file. */
function named(
  paths: LocalPaths,
  program: string,
  args: readonly string[],
): { readonly project: LocalProject; readonly stack: string | undefined } {
  const stack = namesFolder(args) ? undefined : stackNamed(program, args);
  const project = stack === BOOTSTRAP ? LocalProject.bootstrap(paths) : LocalProject.environments(paths);
  return { project, stack: stack !== undefined && project.stacks().includes(stack) ? stack : undefined };
}

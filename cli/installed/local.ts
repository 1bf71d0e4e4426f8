import { resolve } from "node:path";
import { cloud, CLOUD_HELP } from "../cloud";
import { type Call, type Command, UsageError } from "../command";
import { asksForHelp, helpPage } from "../help";
import { ForeignProject } from "../local/foreign-project";
import { REHEARSAL_OPTIONS, rehearsalOptions } from "../local/rehearsal-options";
import { running } from "../local/rehearsal-run";
import { folderNamed, isActing, runOnStack, stackNamed, verbOf } from "../local/run-command";
import { LocalSession } from "../local/session";
import { folderOfRuns } from "./folder-of-runs";
import { requireOwnSecrets } from "./stack-file";

/** Commands of Pulumi that make the stack which they name. */
const MAKING = ["up", "update", "preview", "pre", "config"];

/** `proofpix local -- <command>`: the rehearsal of a project that installed the package. */
export const local: Command = {
  help: {
    summary: "Runs any command against the local cloud, a stand-in for AWS on this machine.",
    usage: ["proofpix local [options] -- <command> [arguments]"],
    details: [
      ...REHEARSAL_OPTIONS,
      "",
      "pulumi, the one on PATH, then works on the project of any folder: with a backend, a passphrase and an AWS of its own.",
      "No variable of your AWS or your Pulumi reaches it. A stack that --stack names is made where it isn't there yet.",
      "All of it is kept in .proofpix, which git ignores, of the project's folder, or of the folder above it that has one.",
    ],
    examples: [
      ["proofpix local -- pulumi up --stack dev", "deploys this project into the local cloud"],
      ["proofpix local --seeds seeds.yaml -- pulumi up --stack dev", "where it looks up a hosted zone, or an image"],
      ["proofpix local --allow-unchecked aws:glue/job:Job -- pulumi up --stack dev", "with a type that isn't known"],
      ["proofpix local -- bash", "a shell in which plain pulumi works, in any project's folder"],
      ["proofpix local --run -- pulumi up --stack dev", "has the services run that Docker here has the images of"],
      ["proofpix local cloud list", "what the local cloud holds; cloud --help tells more"],
      ["proofpix stop", "ends what runs; what is deployed stays"],
    ],
  },
  runsAnother: true,
  run: rehearse,
};

async function rehearse({ root: directory, args: argv, report, print }: Call): Promise<number> {
  const options = rehearsalOptions(argv, directory);
  const [program, ...args] = options.command;
  if (program === undefined) {
    throw new UsageError("no command was given", "Name one: proofpix local -- pulumi up --stack dev");
  }
  if (program === "cloud" && asksForHelp(args)) {
    print(helpPage(CLOUD_HELP));
    return 0;
  }
  const folder = resolve(directory, (program === "pulumi" ? folderNamed(args) : undefined) ?? ".");
  const project = ForeignProject.at(folder) ?? ForeignProject.none(folder);
  const paths = folderOfRuns(folder);
  report(`rehearsal: nothing reaches AWS; state in ${paths.local}`);
  if (program === "cloud") {
    return LocalSession.during(
      paths,
      () => project,
      report,
      (session) => cloud(session.controlUrl, args, print),
    );
  }
  return LocalSession.during(
    paths,
    () => project,
    report,
    (session) => running(session.controlUrl, options.speed, report, () => runIn(session, project, program, args)),
    options.settings,
  );
}

/** Runs a command; Pulumi's on a stack that is there, after what an interrupted run left behind is settled. */
async function runIn(
  session: LocalSession<ForeignProject>,
  project: ForeignProject,
  program: string,
  args: readonly string[],
): Promise<number> {
  const run = (): Promise<number> => session.run(program, args, { isInAnyProject: true });
  const stack = stackNamed(program, args);
  if (stack !== undefined) requireOwnSecrets(project, stack, session.hasStack(stack));
  if (stack !== undefined && (session.hasStack(stack) || MAKING.includes(verbOf(args)))) {
    return runOnStack(session, stack, args, run);
  }
  const settled = program !== "pulumi" || isActing(program, args) ? await session.recoverAll() : 0;
  return settled === 0 ? run() : settled;
}

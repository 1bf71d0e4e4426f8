import { scripts } from "../package.json";
import { describeFailure } from "../tools/shared/failure.cjs";
import { projectRoot } from "../tools/shared/project-root";
import { type Command, exitCodeFor, UsageError } from "./command";
import { asksForHelp, helpPage } from "./help";

/**
 * The scripts of package.json that run this program, each by the file of its name in `commands`, where a dash stands
 * for a colon.
 */
const COMMANDS = Object.entries(scripts).flatMap(([name, script]) =>
  script === `node tools/run.mjs ${name}` ? [name] : [],
);

/**
 * Runs a command of package.json's scripts.
 * @returns its exit code: 0 for success, 2 for a command line that can't be followed, 3 for what was refused before
 * anything changed, 1 for another failure. A command that runs a program returns that program's exit code.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = "", ...args] = argv;
  try {
    const { help, run, runsAnother = false } = await commandOf(name);
    if (asksForHelp(runsAnother ? args.slice(0, 1) : args)) {
      print(helpPage(help));
      return 0;
    }
    return await run({ root: projectRoot(__dirname), args, print, report });
  } catch (error) {
    report(describeFailure(error));
    return exitCodeFor(error);
  }
}

async function commandOf(name: string): Promise<Command> {
  if (!COMMANDS.includes(name)) throw noSuchCommand(name);
  const { command } = (await import(`./commands/${name.replace(":", "-")}.ts`)) as { readonly command: Command };
  return command;
}

function noSuchCommand(name: string): UsageError {
  const known = COMMANDS.join(", ");
  return new UsageError(`there is no command "${name}"`, `There are ${known}; each tells more with --help.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

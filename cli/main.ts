import { describeFailure } from "../tools/shared/failure.cjs";
import { projectRoot } from "../tools/shared/project-root";
import { bench } from "./commands/bench";
import { destroy } from "./commands/destroy";
import { generate } from "./commands/generate";
import { local } from "./commands/local";
import { preview } from "./commands/preview";
import { test } from "./commands/test";
import { up } from "./commands/up";
import { HELP } from "./commands/help-texts";
import { asksForHelp, helpPage } from "./help";
import type { Report } from "./local/session";
import { UsageError } from "./usage-error";

/** Where a command's lines go: standard output has what it was asked for, and nothing else. */
interface Lines {
  /** What the command was asked for. */
  readonly print: Report;
  /** What happens meanwhile, on standard error. */
  readonly report: Report;
}

/** Runs with the rest of the command line and gives the exit code. */
export type Command = (root: string, argv: readonly string[], lines: Lines) => Promise<number>;

const COMMANDS: Readonly<Record<keyof typeof HELP, Command>> = {
  up: (root, argv, { report }) => up(root, argv, report),
  preview: (root, argv, { report }) => preview(root, argv, report),
  destroy: (root, argv, { report }) => destroy(root, argv, report),
  local: (root, argv, { report, print }) => local(root, argv, report, print),
  test: (root, argv, { print }) => test(root, argv, print),
  bench: (root, argv, { print }) => bench(root, argv, print),
  generate: (root, argv, { print }) => generate(root, argv, print),
};

/**
 * Runs a command of package.json's scripts.
 * @returns its exit code: 0 for success, 2 for a command line that can't be followed, 1 for another failure; where it ran
 * a program that failed, that program's.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = "", ...args] = argv;
  try {
    if (!isCommand(name)) throw noSuchCommand(name);
    // What follows npm run local is another command's, with help of its own.
    if (asksForHelp(name === "local" ? args.slice(0, 1) : args)) {
      print(helpPage(HELP[name]));
      return 0;
    }
    return await COMMANDS[name](projectRoot(__dirname), args, { print, report });
  } catch (error) {
    report(describeFailure(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

function isCommand(name: string): name is keyof typeof HELP {
  return Object.hasOwn(COMMANDS, name);
}

function noSuchCommand(name: string): UsageError {
  const known = Object.keys(COMMANDS).join(", ");
  return new UsageError(`there is no command "${name}"`, `There are ${known}; each tells more with --help.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

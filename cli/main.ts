import { describeFailure } from "../tools/shared/failure.cjs";
import { projectRoot } from "../tools/shared/project-root";
import { bench } from "./commands/bench";
import { destroy } from "./commands/destroy";
import { generate } from "./commands/generate";
import { local } from "./commands/local";
import { preview } from "./commands/preview";
import { test } from "./commands/test";
import { up } from "./commands/up";
import type { Report } from "./local/session";
import { UsageError } from "./usage-error";

/** Runs with the rest of the command line and gives the exit code. */
export type Command = (root: string, argv: readonly string[], report: Report) => Promise<number>;

const COMMANDS = new Map<string, Command>(Object.entries({ up, preview, destroy, local, test, bench, generate }));

/**
 * Runs a command of package.json's scripts.
 * @returns its exit code: 0 for success, 2 for a command line that can't be followed, 1 for another failure; where it ran
 * a program that failed, that program's.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = "", ...args] = argv;
  try {
    const command = COMMANDS.get(name);
    if (command === undefined) {
      throw new UsageError(`there is no command "${name}"`, `There are ${[...COMMANDS.keys()].join(", ")}.`);
    }
    return await command(projectRoot(__dirname), args, print);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function print(message: string): void {
  process.stdout.write(`${message}\n`);
}

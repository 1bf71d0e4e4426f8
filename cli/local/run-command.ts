import { asksForHelp } from "../help";
import { stackOption } from "../environment-arguments";
import type { LocalSession } from "./session";
import type { SessionProject } from "./session-project";

/** Commands of Pulumi, with their short names, that change a stack. */
const CHANGING = ["up", "update", "refresh", "ref", "destroy", "down", "dn"];

/** Commands of Pulumi before which the CLI settles an interrupted run. */
const ACTING = [...CHANGING, "preview", "pre"];

/** The stack that a command line of `pulumi` names; undefined for other programs, and where help is asked for. */
export function stackNamed(program: string, args: readonly string[]): string | undefined {
  return program === "pulumi" && !asksForHelp(args) ? stackOption(args) : undefined;
}

/** Whether a command of Pulumi looks at what is deployed, or changes it. */
export function isActing(program: string, args: readonly string[]): boolean {
  return program === "pulumi" && !asksForHelp(args) && ACTING.includes(verbOf(args));
}

/** The command of Pulumi that a command line has: its first word that is no option. */
export function verbOf(args: readonly string[]): string {
  return args.find((argument) => !argument.startsWith("-")) ?? "";
}

/**
 * Runs a command on a stack: makes the stack where it isn't there, settles what an interrupted run left behind, and
 * waits for nobody else who changes it.
 * @returns the command's exit code
 */
export async function runOnStack<Project extends SessionProject>(
  session: LocalSession<Project>,
  stack: string,
  args: readonly string[],
  run: () => Promise<number>,
): Promise<number> {
  const verb = verbOf(args);
  const ready = (await session.ensureStack(stack)) || (ACTING.includes(verb) ? await session.recover(stack) : 0);
  if (ready !== 0) return ready;
  return CHANGING.includes(verb) ? session.alone(stack, run) : run();
}

/** Whether a command line of Pulumi names the folder in which it works. */
export function namesFolder(args: readonly string[]): boolean {
  return folderNamed(args) !== undefined;
}

/** The folder that `--cwd` of a command line of Pulumi names. */
export function folderNamed(args: readonly string[]): string | undefined {
  const place = args.findIndex((argument) => /^(--cwd|-C)(=|$)/.test(argument));
  const [, joined] = /^(?:--cwd|-C)=(.*)$/.exec(args[place] ?? "") ?? [];
  return place < 0 ? undefined : (joined ?? args[place + 1]);
}

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { UserError } from "../../tools/shared/user-error";

/** Where a command's standard output goes: to this process's output or error, or to a file by its descriptor. */
export type Output = "output" | "error" | number;

const DESCRIPTORS = { output: 1, error: 2 } as const;

/**
 * Runs a command in this terminal and waits for it.
 *
 * Ctrl-C reaches it by itself, as it is in this process group: this process only waits, so that the engine can finish
 * what is in flight and write its state.
 * @returns its exit code; 128 and the signal's number where a signal ended it, as shells have it.
 * @throws {UserError} when there is no such command.
 */
export function runInTerminal(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  output: Output = "output",
): Promise<number> {
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  return new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: [0, typeof output === "number" ? output : DESCRIPTORS[output], 2],
      env: environment,
    });
    const terminate = (): void => void child.kill("SIGTERM");
    process.on("SIGTERM", terminate);
    child.once("error", (error: NodeJS.ErrnoException) => {
      process.off("SIGTERM", terminate);
      reject(error.code === "ENOENT" ? noSuchCommand(command) : error);
    });
    child.once("close", (code, signal) => {
      process.off("SIGTERM", terminate);
      resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]);
    });
  }).finally(() => process.off("SIGINT", ignore));
}

/** Runs `work`, which calls {@link runInTerminal}, and tells whether SIGINT or SIGTERM came meanwhile. */
export async function noticingInterrupts<T>(work: () => Promise<T>): Promise<{ result: T; interrupted: boolean }> {
  const signals = ["SIGINT", "SIGTERM"] as const;
  let interrupted = false;
  const note = (): void => void (interrupted = true);
  for (const signal of signals) process.on(signal, note);
  try {
    const result = await work();
    return { result, interrupted };
  } finally {
    for (const signal of signals) process.off(signal, note);
  }
}

function noSuchCommand(command: string): UserError {
  return new UserError(`there is no command ${command}`, "Check its spelling, or install it and put it on PATH.");
}

/** The result of {@link runQuietly}. */
export interface QuietRun {
  readonly code: number;
  /** Standard output and error as they came. */
  readonly output: string;
  /** Standard output alone. */
  readonly printed: string;
}

/** Runs a command without showing its output, and returns that. */
export function runQuietly(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<QuietRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: environment });
    let [output, printed] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output, printed });
    });
  });
}

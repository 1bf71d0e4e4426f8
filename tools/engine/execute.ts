import { execFile, type ExecFileException } from "node:child_process";

export interface ExecuteOptions {
  readonly directory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly timeoutMilliseconds?: number;
  /** What it reads from its standard input. @default nothing */
  readonly input?: string;
}

/**
 * Runs a program to its end; resolves to what it wrote to standard output.
 * @throws {ExecuteError} when it fails or can't be started.
 */
export type Execute = (command: string, args: readonly string[], options?: ExecuteOptions) => Promise<string>;

/** A program that failed. */
export class ExecuteError extends Error {
  override readonly name = "ExecuteError";

  constructor(
    message: string,
    /** What it wrote to standard error. */
    readonly said: string,
    /** Whether there is no such program. */
    readonly isMissing: boolean,
  ) {
    super(message);
  }
}

const MEBIBYTE = 1024 ** 2;

export const execute: Execute = (command, args, { directory, environment, timeoutMilliseconds, input } = {}) =>
  new Promise((resolve, reject) => {
    const options = {
      cwd: directory,
      env: { ...process.env, ...environment },
      timeout: timeoutMilliseconds,
      maxBuffer: 64 * MEBIBYTE,
    };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new ExecuteError(`${command} ${args[0] ?? ""} ${outcome(error)}`, stderr, error.code === "ENOENT"));
    });
    child.stdin?.on("error", () => undefined); // of a program that reads nothing, whose end tells enough
    if (input !== undefined) child.stdin?.end(input);
  });

function outcome({ killed, signal }: ExecFileException): string {
  if (killed) return "took too long";
  return signal ? `was ended by ${signal}` : "failed";
}

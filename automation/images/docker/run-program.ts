import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ProgramOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Is told each line of standard output and standard error. @default nobody */
  readonly onLine?: (line: string) => void;
}

/** How a program ended. */
export interface ProgramResult {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly output: string;
  /** The last lines that it wrote, on standard output and standard error, for a message about its failure. */
  readonly lastLines: readonly string[];
}

/** Runs a program to its end, line by line. Rejects with `ENOENT` where there is none, and when the signal ends it. */
export type RunProgram = (command: string, args: readonly string[], options: ProgramOptions) => Promise<ProgramResult>;

const REMEMBERED_LINES = 20;

export const runProgram: RunProgram = (command, args, { environment, signal, onLine }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
      signal,
    });
    const output: string[] = [];
    const lastLines: string[] = [];
    const noteFrom = (stream: NodeJS.ReadableStream, keep?: string[]): void => {
      createInterface({ input: stream }).on("line", (line) => {
        keep?.push(line);
        lastLines.push(line);
        if (lastLines.length > REMEMBERED_LINES) lastLines.shift();
        onLine?.(line);
      });
    };
    noteFrom(child.stdout, output);
    noteFrom(child.stderr);
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? undefined, output: output.join("\n"), lastLines });
    });
  });

/** Whether an error says that there is no such program. */
export function isMissingProgram(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT";
}

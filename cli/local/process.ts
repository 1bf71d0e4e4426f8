import { spawn } from "node:child_process";

/**
 * Runs a command in this terminal and waits for it.
 *
 * Ctrl-C reaches it by itself, as it is in this process group: this process only waits, so that the engine can finish
 * what is in flight and write its state.
 * @returns its exit code; 128 and the signal's number where a signal ended it, as shells have it.
 */
export function runInTerminal(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  return new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: environment });
    const terminate = (): void => void child.kill("SIGTERM");
    process.on("SIGTERM", terminate);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGTERM", terminate);
      resolve(code ?? 128 + (signal === "SIGINT" ? 2 : 15));
    });
  }).finally(() => process.off("SIGINT", ignore));
}

/** Runs a command and gathers what it says. */
export function runQuietly(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

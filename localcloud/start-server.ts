import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../tools/shared/project-root";
import { UserError } from "../tools/shared/user-error";

/**
 * Starts the local cloud's process; resolves once it can be used. It gets a process group of its own, so that Ctrl-C
 * reaches the engine but not the cloud under it.
 * @throws {UserError} with what the server reported, when it can't start.
 */
export function startServer(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const log = openSync(logPath(directory), "w", 0o600);
  const server = spawn(process.execPath, [join(projectRoot(__dirname), "localcloud", "main.cjs"), directory], {
    detached: true,
    stdio: ["ignore", "pipe", log],
  });
  closeSync(log);
  server.unref();
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(startFailure(directory));
    };
    server.once("error", reject);
    server.once("exit", fail);
    server.stdout?.once("data", () => {
      server.off("exit", fail);
      server.stdout?.destroy();
      resolve();
    });
  });
}

/** Where to look when the server says nothing. */
export function logHint(directory: string): string {
  return `Its log is ${logPath(directory)}.`;
}

function logPath(directory: string): string {
  return join(directory, "server.log");
}

/** What the server described as people read it; the log holds everything about a defect. */
function startFailure(directory: string): UserError {
  const [what = "", nextStep = ""] = readFileSync(logPath(directory), "utf8").split("\n");
  const described = what.startsWith("error: ") && nextStep !== "";
  return new UserError(
    `the local cloud could not start: ${what.replace(/^error: /, "")}`,
    described ? nextStep.trim() : logHint(directory),
  );
}

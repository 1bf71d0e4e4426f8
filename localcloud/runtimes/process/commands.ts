import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { StartFailure } from "../container-engine";

/** Where a command is looked for. */
export interface CommandPlace {
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
}

/**
 * Path of a command's program; `node` is the one that runs this process.
 * @throws {StartFailure} in ECS's words where there is none (Amazon ECS Developer Guide, "CannotStartContainerError")
 */
export function executableAt(command: string, { environment, directory }: CommandPlace): string {
  if (command === "node") return process.execPath;
  const folders = command.includes("/")
    ? [isAbsolute(command) ? "/" : directory]
    : (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = folders.map((folder) => join(folder, command)).find(isExecutable);
  if (found !== undefined) return found;
  throw new StartFailure(
    "CannotStartContainerError: Error response from daemon: failed to create task for container: unable to start " +
      `container process: exec: ${JSON.stringify(command)}: executable file not found in $PATH`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A command of a health check with the ports of this machine in place of those within the task. A Node.js program
 * finds them by itself (`network.cjs`), and others, such as curl, by their arguments.
 */
export function onTaskPorts(command: readonly string[], ports: Readonly<Record<string, number>>): readonly string[] {
  const [program = ""] = command;
  if (program === "node") return command;
  return command.map((argument) =>
    argument.replace(/\b(localhost|127\.0\.0\.1):(\d+)\b/g, (all, _host, port: string) =>
      ports[port] === undefined ? all : `127.0.0.1:${ports[port]}`,
    ),
  );
}

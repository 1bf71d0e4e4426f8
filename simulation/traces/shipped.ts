import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { projectRoot } from "../../tools/shared/project-root";
import { UserError } from "../../tools/shared/user-error";
import { parseTrace, type Trace } from "./trace";

const EXTENSION = ".csv";

/** Of this file, wherever it is loaded from. */
const FOLDER = join(projectRoot(__dirname), "simulation", "traces");

/** Names of the traces that come with the project. */
export function shippedTraces(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

/**
 * The shipped trace of a name, or that of a file.
 * @throws {UserError} when there is neither, or it can't be read.
 */
export function readTrace(nameOrFile: string): Trace {
  if (shippedTraces().includes(nameOrFile)) return traceOf(nameOrFile, join(FOLDER, `${nameOrFile}${EXTENSION}`));
  if (existsSync(nameOrFile)) return traceOf(basename(nameOrFile, EXTENSION), nameOrFile);
  throw new UserError(
    `there is no trace "${nameOrFile}", and no such file`,
    `The shipped traces are ${shippedTraces().join(", ")}; a file is named by its path.`,
  );
}

function traceOf(name: string, file: string): Trace {
  return parseTrace(name, readFileSync(file, "utf8"));
}

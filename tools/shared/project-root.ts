import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this project at or above `start`: code that runs from a bundle doesn't know its own file's folder. */
export function projectRoot(start: string): string {
  if (existsSync(join(start, "package.json")) || dirname(start) === start) return start;
  return projectRoot(dirname(start));
}

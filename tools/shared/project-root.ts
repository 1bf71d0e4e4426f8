import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this project at or above `start`. Code in a bundle doesn't know the folder of its own source file. */
export function projectRoot(start: string): string {
  if (existsSync(join(start, "package.json")) || dirname(start) === start) return start;
  return projectRoot(dirname(start));
}

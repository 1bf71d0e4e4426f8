import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalPaths } from "./paths";

/** An update that the backend recorded; previews leave none. */
export interface RecordedUpdate {
  readonly kind: string;
  readonly result: string;
}

/** Every update of a stack by the file that records it, oldest first. */
export function recordedUpdates(paths: LocalPaths, project: string, stack: string): string[] {
  const directory = join(paths.state, ".pulumi", "history", project, stack);
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((file) => file.endsWith(".history.json"));
  return files.sort().map((file) => join(directory, file));
}

/** The stacks of a project that the backend has. */
export function recordedStacks(paths: LocalPaths, project: string): string[] {
  const directory = join(paths.state, ".pulumi", "stacks", project);
  if (project === "" || !existsSync(directory)) return [];
  return readdirSync(directory).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
}

export function readUpdate(file: string): RecordedUpdate {
  return JSON.parse(readFileSync(file, "utf8")) as RecordedUpdate;
}

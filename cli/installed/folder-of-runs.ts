import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ForeignProject } from "../local/foreign-project";
import { folderWithRuns, installedPaths, type LocalPaths } from "../local/paths";

/** The folders of a project's local runs, the files of which git ignores. */
export function folderOfRuns(folder: string): LocalPaths {
  return runsIn(folderWithRuns(folder) ?? ForeignProject.at(folder)?.directory ?? folder);
}

/** The folders of local runs that are kept in exactly this folder. */
export function runsIn(folder: string): LocalPaths {
  const paths = installedPaths(folder);
  mkdirSync(paths.local, { recursive: true });
  writeFileSync(join(paths.local, ".gitignore"), "*\n");
  return paths;
}

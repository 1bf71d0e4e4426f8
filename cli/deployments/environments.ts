import { readCheckpoint } from "../local/backend";
import { localPaths } from "../local/paths";
import { LocalProject } from "../local/project";
import type { TargetOptions } from "./target-options";

/** Environments with a configuration file; for the rehearsal those that it has deployed. */
export function deployedEnvironments(root: string, { isAws }: Pick<TargetOptions, "isAws">): readonly string[] {
  const paths = localPaths(root);
  const project = LocalProject.environments(paths);
  const all = project.stacks();
  return isAws ? all : all.filter((stack) => readCheckpoint(paths, project.name, stack) !== undefined);
}

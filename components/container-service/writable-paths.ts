import type { ArgumentProblems } from "../shared/validation";

/** A volume that lives as long as its task, and where the container sees it. */
export interface ScratchVolume {
  readonly name: string;
  readonly containerPath: string;
}

/**
 * Where the agent of ECS Exec writes. AWS calls read-only root filesystems unsupported with ECS Exec; with these paths
 * writable it runs (https://github.com/aws/containers-roadmap/issues/1359).
 */
const EXECUTE_COMMAND_PATHS = ["/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm"];

/** Where a container may write unless it says otherwise. */
export const DEFAULT_WRITABLE_PATHS: readonly string[] = ["/tmp"];

/** A path at which a volume can be mounted. */
export const MOUNTABLE_PATH = /^(\/\.*[\w-][\w.-]*)+$/;

/** Records paths that can't be mounted. */
export function validateWritablePaths(paths: readonly string[], problems: ArgumentProblems): void {
  const owners = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const propertyPath = `writablePaths[${index}]`;
    problems.require(
      MOUNTABLE_PATH.test(path),
      propertyPath,
      `must be an absolute path below "/" of letters, digits, ".", "_" and "-", got "${path}"`,
    );
    const name = volumeName(path);
    problems.require(
      !owners.has(name),
      propertyPath,
      `"${path}" gives the same volume name as "${owners.get(name) ?? ""}"; rename or remove one`,
    );
    owners.set(name, path);
  }
}

/**
 * The volumes that make validated paths writable below a root filesystem that is not.
 * @param prefix begins the volumes' names, so that each container of a task has its own.
 */
export function scratchVolumes(paths: readonly string[], enableExecuteCommand: boolean, prefix = ""): ScratchVolume[] {
  const all = enableExecuteCommand ? [...paths, ...EXECUTE_COMMAND_PATHS] : paths;
  return [...new Set(all)].map((containerPath) => ({ name: `${prefix}${volumeName(containerPath)}`, containerPath }));
}

function volumeName(path: string): string {
  return path.slice(1).replace(/[^A-Za-z0-9]+/g, "-");
}

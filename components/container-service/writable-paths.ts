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

/** Records paths that can't be mounted. */
export function validateWritablePaths(paths: readonly string[], problems: ArgumentProblems): void {
  const owners = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const propertyPath = `writablePaths[${index}]`;
    problems.require(
      /^(\/\.*[\w-][\w.-]*)+$/.test(path),
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

/** The volumes that make validated paths writable below a root filesystem that is not. */
export function scratchVolumes(paths: readonly string[], enableExecuteCommand: boolean): ScratchVolume[] {
  const all = enableExecuteCommand ? [...paths, ...EXECUTE_COMMAND_PATHS] : paths;
  return [...new Set(all)].map((containerPath) => ({ name: volumeName(containerPath), containerPath }));
}

function volumeName(path: string): string {
  return path.slice(1).replace(/[^A-Za-z0-9]+/g, "-");
}

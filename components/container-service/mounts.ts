import type { ArgumentProblems } from "../shared/validation";
import { MOUNTABLE_PATH } from "./writable-paths";

/**
 * Where a container sees a volume of its task. A volume is there as long as the task, is empty at first, and shared by
 * all containers that mount it.
 */
export interface VolumeMount {
  /** Name of the volume; every container that names it sees the same files. */
  readonly volume: string;
  /** Absolute path at which the container sees it. */
  readonly path: string;
  /** Whether the container may only read it. @default false */
  readonly readOnly?: boolean;
}

/** Amazon ECS API Reference, "Volume": name. */
const VOLUME_NAME = /^[A-Za-z0-9][\w-]{0,254}$/;

/** Records mounts of one container that ECS refuses, or that hide each other. */
export function validateMounts(
  mounts: readonly VolumeMount[],
  writablePaths: readonly string[],
  problems: ArgumentProblems,
): void {
  const paths = new Set(writablePaths);
  mounts.forEach(({ volume, path }, index) => {
    problems.require(
      VOLUME_NAME.test(volume),
      `mounts[${index}].volume`,
      `must be of letters, digits, "-" and "_", got ${JSON.stringify(volume)}`,
    );
    problems.require(
      MOUNTABLE_PATH.test(path),
      `mounts[${index}].path`,
      `must be an absolute path below "/" of letters, digits, ".", "_" and "-", got ${JSON.stringify(path)}`,
    );
    problems.require(
      !paths.has(path),
      `mounts[${index}].path`,
      `is mounted or among writablePaths already, got ${JSON.stringify(path)}; name each path once`,
    );
    paths.add(path);
  });
}

/** A container's mounts as ECS takes them, in the order of their paths: another order registers no new revision. */
export function mountPoints(mounts: readonly VolumeMount[]): object[] {
  return [...mounts]
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ volume, path, readOnly = false }) => ({ sourceVolume: volume, containerPath: path, readOnly }));
}

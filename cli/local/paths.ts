import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Folders of local runs; git ignores all of them. */
export interface LocalPaths {
  readonly root: string;
  readonly local: string;
  /** State of the local cloud. */
  readonly cloud: string;
  /** The self-managed backend with the stacks' states and histories. */
  readonly state: string;
  /** Pulumi's own settings, such as the selected stack. */
  readonly home: string;
  /** The passphrase that encrypts secrets of local stacks. */
  readonly passphrase: string;
  /** Folder in which `pulumi` runs: the project with configuration files that may be written to. */
  readonly project: string;
  readonly bootstrapProject: string;
}

/** The folder of local runs in a project that installed the package. */
const FOREIGN_FOLDER = ".proofpix";

/** Folders of local runs in a project that installed the package; its folder may be a part of a larger project's. */
export function installedPaths(folder: string): LocalPaths {
  return localPaths(folder, join(folder, FOREIGN_FOLDER));
}

/** The nearest folder at or above one in which a local run was made; undefined where there is none. */
export function folderWithRuns(folder: string): string | undefined {
  if (existsSync(join(folder, FOREIGN_FOLDER))) return folder;
  return dirname(folder) === folder ? undefined : folderWithRuns(dirname(folder));
}

/** @param local folder of its own, within the project, for runs that must not meet others. */
export function localPaths(root: string, local = join(root, ".local")): LocalPaths {
  return {
    root,
    local,
    cloud: join(local, "cloud"),
    state: join(local, "pulumi", "state"),
    home: join(local, "pulumi", "home"),
    passphrase: join(local, "pulumi", "passphrase"),
    project: join(local, "project"),
    bootstrapProject: join(local, "bootstrap"),
  };
}

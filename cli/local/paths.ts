import { join } from "node:path";

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

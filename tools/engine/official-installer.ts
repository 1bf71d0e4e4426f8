import { join } from "node:path";
import { withProgress } from "../shared/progress.cjs";
import { download } from "./download";
import type { EngineSource, Unavailable } from "./engine";
import { installLocally } from "./local-engine";

const HOST = "get.pulumi.com";
const PROBE_MILLISECONDS = 5_000;

/** The functions through which the installer reaches the network and the disk. */
export interface InstallerAccess {
  isReachable(): Promise<boolean>;
  /** Installs into `bin` below a folder. */
  install(root: string, aside: string): Promise<void>;
}

const WORLD: InstallerAccess = {
  isReachable: async () => {
    try {
      await fetch(`https://${HOST}`, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MILLISECONDS) });
      return true;
    } catch {
      return false;
    }
  },
  install: (root, aside) => download(join(root, "tools", "engine", "run-official-installer.cjs"), aside),
};

/** Runs Pulumi's own installer, which downloads the engine of the SDK's version. */
export function officialInstaller(world: InstallerAccess = WORLD): EngineSource {
  return async ({ root }) => {
    if (!(await world.isReachable())) return refuse(`the official installer's host, ${HOST}, can't be reached`);
    const fill = async (aside: string): Promise<string> => {
      await world.install(root, aside);
      return join(aside, "bin");
    };
    try {
      return await withProgress("installing the Pulumi engine", () => installLocally(root, "official installer", fill));
    } catch (error) {
      return refuse(`the official installer failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

function refuse(reason: string): Unavailable {
  return { reason, isUnexpected: true };
}

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withProgress } from "../shared/progress.cjs";
import type { EngineSource } from "./engine";
import { keep } from "./kept";

const HOST = "https://get.pulumi.com/";
const PROBE_MILLISECONDS = 5_000;
const INSTALL_MILLISECONDS = 10 * 60_000;

/** How the installer reaches the world. */
export interface InstallerAccess {
  isReachable(): Promise<boolean>;
  /** Installs into `bin` below a folder. */
  install(root: string): Promise<void>;
}

const WORLD: InstallerAccess = {
  isReachable: async () => {
    try {
      await fetch(HOST, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MILLISECONDS) });
      return true;
    } catch {
      return false;
    }
  },
  install: async (root) => {
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js"); // half a second that few runs need
    await Promise.race([PulumiCommand.install({ root }), tooLate()]);
  },
};

/** Pulumi's own installer, which brings the engine of the SDK's version. */
export function officialInstaller(world: InstallerAccess = WORLD): EngineSource {
  return async ({ root }) => {
    if (!(await world.isReachable())) return { reason: "the official installer's host can't be reached" };
    const fill = async (aside: string): Promise<string> => {
      await world.install(aside);
      return join(aside, "bin");
    };
    try {
      return await withProgress("installing the Pulumi engine", () => keep(root, "official installer", fill));
    } catch (error) {
      return { reason: `the official installer failed: ${error instanceof Error ? error.message : String(error)}` };
    }
  };
}

async function tooLate(): Promise<never> {
  await sleep(INSTALL_MILLISECONDS, undefined, { ref: false });
  throw new Error(`not done after ${INSTALL_MILLISECONDS / 60_000} minutes`);
}

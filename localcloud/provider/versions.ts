import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../../tools/shared/project-root";

/** Packages that the local cloud has types or functions of. */
export const PACKAGES = ["aws", "datadog", "docker", "random", "awsx"] as const;

/** For a package whose SDK isn't installed here: the engine takes any version of a provider that already runs. */
const NO_VERSION = "0.0.0";

const load = createRequire(join(projectRoot(__dirname), "package.json"));

/** The version that a provider reports: that of the SDK's package, as the engine compares the two. */
export function providerVersion(packageName: string): string {
  try {
    return (load(`@pulumi/${packageName}/package.json`) as { readonly version: string }).version;
  } catch {
    return NO_VERSION;
  }
}

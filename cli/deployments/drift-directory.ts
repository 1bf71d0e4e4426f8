import { join } from "node:path";
import type { TargetOptions } from "./target-options";

/** Where the last look for drift is kept: apart for the rehearsal and for AWS. */
export function driftDirectory(root: string, { isAws }: Pick<TargetOptions, "isAws">): string {
  return join(root, ".local", isAws ? "aws-deployments" : "deployments", "drift");
}

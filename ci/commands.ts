import type { CloudAccess } from "./model";
import { variableOf } from "./model";

/** Installs exactly what `package-lock.json` names. */
export const INSTALL = "npm ci";

/**
 * Variables of a job that works in the cloud, by the variable of the CI system that each comes from. The second half of
 * the names is the environment's, whose account, backend and region are its own (ENV-4).
 */
export function cloudVariables({ environment }: CloudAccess): Readonly<Record<string, string>> {
  return {
    AWS_REGION: variableOf("AWS_REGION", environment),
    PROOFPIX_AUDIT_BUCKET: variableOf("PROOFPIX_AUDIT_BUCKET", environment),
    PULUMI_BACKEND_URL: variableOf("PULUMI_BACKEND_URL", environment),
  };
}

/** The first lines of every generated file. */
export const GENERATED = [
  "Made by npm run generate -- ci from ci/pipeline.ts: change that, not this.",
  "docs/ci.md tells which roles, variables and approvals have to be set up.",
];

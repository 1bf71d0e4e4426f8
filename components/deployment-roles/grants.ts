import type { PolicyDocument } from "../shared/policy-document";
import { deployingNamed, deployingState, deployingTagged } from "./deploying";
import { administering, approving, developing } from "./developing";
import { guardrails } from "./guardrails";
import { previewing, refreshing } from "./inspecting";
import type { DeploymentRole, PipelineRole } from "./roles";
import type { DeploymentScope } from "./scope";
import { viewing } from "./viewing";

/** The policies of which roles are made, each within IAM's 6,144 characters. */
export const GRANTS = {
  view: viewing,
  develop: developing,
  "deploy-tagged": deployingTagged,
  "deploy-named": deployingNamed,
  "deploy-state": deployingState,
  approve: approving,
  preview: previewing,
  refresh: refreshing,
  administer: administering,
  guardrails,
} as const satisfies Readonly<Record<string, (scope: DeploymentScope) => PolicyDocument>>;

/** Name of a policy of which roles are made. */
export type Grant = keyof typeof GRANTS;

const DEPLOY = ["deploy-tagged", "deploy-named", "deploy-state"] as const;

const GRANTS_OF_ROLES: Readonly<Record<DeploymentRole | PipelineRole, readonly Grant[]>> = {
  viewer: ["view", "guardrails"],
  developer: ["view", "develop", "guardrails"],
  operator: ["view", "develop", ...DEPLOY, "guardrails"],
  approver: ["view", "approve", "guardrails"],
  administrator: ["view", "develop", ...DEPLOY, "administer", "guardrails"],
  previewer: ["view", "preview", "guardrails"],
  "drift-checker": ["view", "preview", "refresh", "guardrails"],
};

/**
 * The policies of a role.
 * @param developersDeploy whether developers may what operators may.
 */
export function grantsOf(role: DeploymentRole | PipelineRole, developersDeploy: boolean): readonly Grant[] {
  return GRANTS_OF_ROLES[role === "developer" && developersDeploy ? "operator" : role];
}

import type { EnvironmentKind } from "../../components/shared/environment-kind";
import type { DeploymentKind } from "../model/deployment";

/** Hours for which a request, and the approval of it, count unless told otherwise. */
export const APPROVAL_HOURS = 24;

/** Which deployments need an approval. */
export interface ApprovalPolicy {
  /** Kinds of environments in which they do. */
  readonly kinds: readonly EnvironmentKind[];
  /** What needs one there. */
  readonly deployments: readonly DeploymentKind[];
}

/**
 * Production needs approvals (SE-6), for whatever brings something new. A rollback returns to what was approved and
 * verified before, and scaling stays within bounds that were: an emergency waits for nobody.
 *
 * It is no key of the configuration: the file that is deployed would say whether its own deployment is looked at.
 */
export const APPROVAL_POLICY: ApprovalPolicy = {
  kinds: ["production"],
  deployments: ["deploy", "configure", "repair"],
};

/** Whether a deployment needs an approval. */
export function needsApproval(
  kind: EnvironmentKind,
  deployment: DeploymentKind,
  { kinds, deployments }: ApprovalPolicy = APPROVAL_POLICY,
): boolean {
  return kinds.includes(kind) && deployments.includes(deployment);
}

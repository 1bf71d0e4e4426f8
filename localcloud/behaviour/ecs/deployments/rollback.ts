import type { CloudResource } from "../../../model/resource";
import { withRevisionOf } from "../../../services/ecs/deployment";
import type { ServiceDeployment } from "../../model/service";
import { omitted } from "../../omitted";
import type { ServiceDraft } from "./draft";
import { succeed } from "./finish";
import { callHooks } from "./hooks";
import { isBefore } from "./lifecycle-stages";
import { hasReplaced, replaceTasks } from "./rolling-deployment";
import { withTrafficReturned } from "./traffic";

/** Begins to return to a revision: its traffic at once, its tasks step by step. */
export function beginRollback(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  revisionArn: string,
  reason: string,
): void {
  const rollingBack: ServiceDeployment = {
    ...omitted(deployment, "hooks"),
    status: "ROLLBACK_IN_PROGRESS",
    statusReason: reason,
    rollback: { reason, startedAt: draft.now, revisionArn, failedTasks: 0 },
  };
  restoreService(draft, revisionArn);
  draft.putDeployment(rollingBack.strategy === "ROLLING" ? rollingBack : returnTraffic(draft, rollingBack));
}

/** Takes a rollback as far as its tasks are. */
export function advanceRollback(draft: ServiceDraft, deployment: ServiceDeployment, revisionArn: string): void {
  if (deployment.strategy === "ROLLING") replaceTasks(draft, revisionArn, true);
  else draft.want([{ revisionArn, count: draft.desired }]);
  if (hasReplaced(draft, revisionArn)) succeed(draft, deployment, "ROLLBACK_SUCCESSFUL");
}

/**
 * The hooks of the stages that shifted traffic are called again (Amazon ECS Developer Guide, "Lifecycle hooks during
 * rollback").
 */
function returnTraffic(draft: ServiceDraft, deployment: ServiceDeployment): ServiceDeployment {
  const { lifecycleStage = "PRE_SCALE_UP", trafficSteps = 0 } = deployment;
  const returned = withTrafficReturned(draft, deployment);
  if (trafficSteps > 0) callHooks(draft, returned, "PRODUCTION_TRAFFIC_SHIFT");
  if (!isBefore(lifecycleStage, "TEST_TRAFFIC_SHIFT")) callHooks(draft, returned, "TEST_TRAFFIC_SHIFT");
  return returned;
}

/** The service has the revision's settings again, and keeps its own (services/ecs/deployment.ts). */
function restoreService(draft: ServiceDraft, revisionArn: string): void {
  const revision = draft.revision(revisionArn);
  if (draft.resource === undefined || revision === undefined) return;
  const inputs = withRevisionOf(draft.resource.inputs, revision.inputs);
  const restored: CloudResource = { ...draft.resource, inputs };
  draft.putResource(restored);
  draft.service = { ...draft.service, inputs };
}

import { trafficSteps } from "../../../services/ecs/traffic-steps";
import type { ServiceDeployment } from "../../model/service";
import type { ServiceDraft } from "./draft";
import { closed, finish } from "./finish";
import { deploymentIdOf } from "./names";
import { beginRollback } from "./rollback";
import { withTrafficReturned } from "./traffic";

/** Why a deployment fails. */
export interface Failure {
  /** What detected it. */
  readonly detected: "circuitBreaker" | "alarms" | "stage" | "request";
  /** ECS's words in the events of a rolling deployment. */
  readonly event: string;
  /** ECS's words for the deployment after its rollback, from "Service deployment" on. */
  readonly reason: string;
  readonly rollsBack: boolean;
  readonly triggeredAlarmNames?: readonly string[];
}

const NO_CANDIDATE = "No rollback candidate was found to run the rollback.";

/** Fails the deployment that is under way: it is rolled back where the service asks for it and can be. */
export function fail(draft: ServiceDraft, deployment: ServiceDeployment, failure: Failure): void {
  if (deployment.rollback !== undefined) {
    const statusReason = `Service deployment rollback failed: ${failure.event}`;
    finish(draft, closed(draft, { ...deployment, status: "ROLLBACK_FAILED", statusReason }));
    return;
  }
  const failed = withTrigger(deployment, failure);
  const reason = `Service deployment rolled back because ${failure.reason}`;
  draft.event(
    `(deployment ${deployment.id}) deployment failed: ${deployment.strategy === "ROLLING" ? failure.event : reason}`,
  );
  if (!failure.rollsBack) {
    stop(draft, failed, failure);
  } else if (deployment.rollbackRevisionArn === undefined) {
    finish(draft, closed(draft, { ...failed, status: "ROLLBACK_FAILED", statusReason: NO_CANDIDATE }));
  } else {
    draft.event(`rolling back to deployment ${deploymentIdOf(deployment.rollbackRevisionArn)}.`);
    beginRollback(draft, failed, deployment.rollbackRevisionArn, reason);
  }
}

/** Without a rollback the deployment stops, and starts no more tasks. */
function stop(draft: ServiceDraft, deployment: ServiceDeployment, { reason }: Failure): void {
  const stopped = isShiftedInPart(draft, deployment) ? withTrafficReturned(draft, deployment) : deployment;
  const statusReason = `Service deployment stopped because ${reason}`;
  finish(draft, closed(draft, { ...stopped, status: "STOPPED", statusReason }));
}

/** AWS doesn't say what becomes of traffic that was shifted in part: here it returns to the revision of before. */
function isShiftedInPart({ resource }: ServiceDraft, deployment: ServiceDeployment): boolean {
  const { sourceRevisionArn, strategy, trafficSteps: taken = 0 } = deployment;
  if (sourceRevisionArn === undefined || strategy === "ROLLING") return false;
  return taken < trafficSteps(resource?.inputs ?? {}).percentages.length;
}

function withTrigger(deployment: ServiceDeployment, failure: Failure): ServiceDeployment {
  switch (failure.detected) {
    case "circuitBreaker":
      return { ...deployment, circuitBreaker: "TRIGGERED" };
    case "alarms":
      return { ...deployment, alarms: "TRIGGERED", triggeredAlarmNames: failure.triggeredAlarmNames };
    default:
      return deployment;
  }
}

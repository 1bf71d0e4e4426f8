import { omitted } from "../../omitted";
import type { MonitorStatus, ServiceDeployment } from "../../model/service";
import type { ServiceDraft } from "./draft";
import { deploymentIdOf } from "./names";

/** A deployment that ends now, with what monitored it. */
export function closed(draft: ServiceDraft, deployment: ServiceDeployment): ServiceDeployment {
  return { ...unmonitored(omitted(deployment, "hooks")), finishedAt: draft.now };
}

/** A deployment that nothing fails any more. */
export function unmonitored<Deployment extends Pick<ServiceDeployment, "circuitBreaker" | "alarms">>(
  deployment: Deployment,
): Deployment {
  const { circuitBreaker, alarms } = deployment;
  return {
    ...deployment,
    ...(circuitBreaker === undefined ? {} : { circuitBreaker: ended(circuitBreaker) }),
    ...(alarms === undefined ? {} : { alarms: ended(alarms) }),
  };
}

function ended(status: MonitorStatus): MonitorStatus {
  return status === "MONITORING" ? "MONITORING_COMPLETE" : status;
}

/** Takes note that the deployment that was under way has ended. */
export function finish(draft: ServiceDraft, deployment: ServiceDeployment): void {
  draft.putDeployment(deployment);
  draft.service = omitted(draft.service, "deploymentArn");
}

/** The deployment has brought a revision into service: its target, or that of before after a rollback. */
export function succeed(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  status: "SUCCESSFUL" | "ROLLBACK_SUCCESSFUL",
): void {
  const revisionArn = deployment.rollback?.revisionArn ?? deployment.targetRevisionArn;
  draft.want([{ revisionArn, count: draft.desired }]);
  finish(draft, closed(draft, { ...deployment, status }));
  draft.service = { ...draft.service, activeRevisionArn: revisionArn };
  draft.event(`(deployment ${deploymentIdOf(revisionArn)}) deployment completed.`);
}

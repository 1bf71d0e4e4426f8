import { isDeepStrictEqual } from "node:util";
import { trafficShifts, type TrafficShift } from "../../../services/ecs/traffic-shift";
import { reweighted, withForward } from "../../../services/lb/traffic-weights";
import type { ServiceDeployment } from "../../model/service";
import type { ServiceDraft } from "./draft";
import { groupOf } from "./revision";

/** The weight of all requests, as ECS writes it. */
const ALL = 100;

/**
 * Sends a percentage of the production traffic to the target revision of a deployment, and the rest to the revision
 * that served before.
 */
export function shiftProductionTraffic(draft: ServiceDraft, deployment: ServiceDeployment, percent: number): void {
  for (const shift of shiftsOf(draft, deployment)) {
    shiftRule(draft, deployment, shift, shift.productionListenerRule, percent);
  }
}

/** Sends all test traffic to the target revision of a deployment, or none. */
export function shiftTestTraffic(draft: ServiceDraft, deployment: ServiceDeployment, percent: 0 | 100): void {
  for (const shift of shiftsOf(draft, deployment)) shiftRule(draft, deployment, shift, shift.testListenerRule, percent);
}

/** Sends all traffic of a deployment to the revision that served before. */
export function withTrafficReturned(draft: ServiceDraft, deployment: ServiceDeployment): ServiceDeployment {
  shiftProductionTraffic(draft, deployment, 0);
  shiftTestTraffic(draft, deployment, 0);
  return (deployment.trafficSteps ?? 0) > 0 ? { ...deployment, productionTrafficPercent: 0 } : deployment;
}

/**
 * The listener of a network load balancer gets the alternate target group as the deployment begins: the health of
 * targets is only checked in a group that a listener forwards to.
 */
export function prepareListeners(draft: ServiceDraft, deployment: ServiceDeployment): void {
  for (const shift of shiftsOf(draft, deployment)) {
    const arn = shift.productionListenerRule;
    if (!arn.includes(":listener-rule/")) shiftRule(draft, deployment, shift, arn, 0);
  }
}

function shiftsOf(draft: ServiceDraft, { targetRevisionArn }: ServiceDeployment): TrafficShift[] {
  return trafficShifts(draft.revision(targetRevisionArn)?.inputs ?? {});
}

function shiftRule(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  shift: TrafficShift,
  arn: string | undefined,
  percent: number,
): void {
  const resource = arn === undefined ? undefined : draft.forwarding(arn);
  const target = groupOf(shift, draft.revision(deployment.targetRevisionArn));
  if (resource === undefined || target === undefined) return;
  const weight = weightOf(percent);
  const groups = [shift.targetGroupArn, shift.alternateTargetGroupArn].map((group) => ({
    arn: group,
    weight: group === target ? weight : ALL - weight,
  }));
  const shifted = withForward(resource, (action) => reweighted(action, groups));
  if (!isDeepStrictEqual(shifted, resource)) draft.putResource(shifted);
}

/** Weights are whole numbers (Elastic Load Balancing API Reference, TargetGroupTuple): a part of 1 % becomes 1. */
function weightOf(percent: number): number {
  if (percent <= 0 || percent >= ALL) return Math.min(Math.max(percent, 0), ALL);
  return Math.min(Math.max(Math.round(percent), 1), ALL - 1);
}

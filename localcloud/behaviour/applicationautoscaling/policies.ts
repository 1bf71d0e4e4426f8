import type { CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { isOfTarget, SCALING_POLICY } from "../../services/appautoscaling/scalable-target";
import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import type { PolicyInvocation } from "../model/scaling";
import { allowedCapacity } from "../scaling/cooldown";
import { largestOfEach } from "../scaling/largest";
import { allScaleIn, isTracking } from "../scaling/target-tracking";
import { begunActivity, type Direction, endedActivities, lastActivity } from "./activities";
import { cooldownOf, wantedBy } from "./policy-capacity";
import { bounded, isDeploying, isSuspended, type ScaledService, scaledService, withCapacity } from "./scaled-service";
import { trackingAlarmsOf } from "./tracking-alarms";

/** Scales services when alarms start their policies. */
export const serviceScaling: Controller = {
  name: "application-autoscaling-policies",
  watches: ["policyInvocation", "scalingActivity", "task"],
  hears: ["world-started"],
  reconcile: (situation) => together([endedActivities(situation), scaling(situation)]),
};

/** A capacity that a policy wants of a service. */
interface Candidate {
  readonly policy: CloudResource;
  readonly invocation: PolicyInvocation;
  readonly scaled: ScaledService;
  readonly capacity: number;
}

function scaling(situation: Situation): Outcome {
  const invocations = situation.running
    .all("policyInvocation")
    .filter(({ policyArn }) => policyArn.includes(":resource/"));
  if (invocations.length === 0) return {};
  const candidates = invocations.flatMap((invocation) => candidateOf(invocation, situation) ?? []);
  const seen: Outcome = { changes: invocations.map(({ id }) => ({ kind: "policyInvocation", id })) };
  return together([seen, ...largestOfEach(candidates, serviceKey).map((candidate) => change(candidate, situation))]);
}

function serviceKey({ scaled }: Candidate): string {
  return `${scaled.target.region}|${scaled.resourceId}`;
}

function candidateOf(invocation: PolicyInvocation, situation: Situation): Candidate | undefined {
  const { cloud, running, now } = situation;
  const policy = cloud.ofType(SCALING_POLICY).find(({ computed }) => computed.arn === invocation.policyArn);
  const scaled = policy === undefined ? undefined : scaledService(policy, cloud);
  if (policy === undefined || scaled === undefined) return undefined;
  const wanted = wantedBy(policy, invocation);
  if (wanted === undefined) return undefined;
  const last = { out: lastActivity(scaled, "out", running), in: lastActivity(scaled, "in", running) };
  const allowed = allowedCapacity(scaled.capacity, wanted, last, now);
  if (allowed === undefined) return undefined;
  const capacity = bounded(scaled, allowed);
  // A capacity beyond its bounds isn't brought back by a policy that goes the other way.
  if (Math.sign(capacity - scaled.capacity) !== Math.sign(allowed - scaled.capacity)) return undefined;
  const candidate = { policy, invocation, scaled, capacity };
  return mayScale(candidate, situation) ? candidate : undefined;
}

function mayScale(candidate: Candidate, situation: Situation): boolean {
  const { scaled } = candidate;
  if (directionOf(candidate) === "out") return !isSuspended(scaled, "Out");
  if (isSuspended(scaled, "In") || isDeploying(scaled, situation.running)) return false;
  return othersAgree(candidate, situation);
}

function directionOf({ capacity, scaled }: Candidate): Direction {
  return capacity > scaled.capacity ? "out" : "in";
}

/** Of target tracking, all of a service's policies have to want less. */
function othersAgree({ policy }: Candidate, { cloud, running }: Situation): boolean {
  if (!isTracking(policy)) return true;
  const all = cloud.ofType(SCALING_POLICY).filter((other) => isOfTarget(other, policy.inputs, policy.region));
  return allScaleIn(all, trackingAlarmsOf, running);
}

function change(candidate: Candidate, situation: Situation): Outcome {
  const { policy, invocation, scaled, capacity } = candidate;
  const name = text(policy.computed, "name") ?? "";
  const cause = `monitor alarm ${invocation.alarmName} in state ${invocation.alarmState} triggered policy ${name}`;
  const cooldownSeconds = cooldownOf(policy, directionOf(candidate));
  const message = `Setting desired count to ${capacity}. Cause: ${cause}`;
  return {
    changes: begunActivity(scaled, { capacity, cause, cooldownSeconds }, situation),
    resources: [withCapacity(scaled, capacity)],
    events: [{ source: "application-autoscaling", subject: scaled.resourceId, message }],
  };
}

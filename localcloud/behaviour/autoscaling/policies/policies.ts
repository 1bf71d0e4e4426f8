import type { CloudReader, CloudResource } from "../../../model/resource";
import { flag, text, texts } from "../../../model/values";
import { GROUP, groupNamed, POLICY } from "../../../services/autoscaling/group-lookup";
import { type Controller, type Outcome, type Situation, together } from "../../model/controller";
import type { RunningReader } from "../../model/running";
import type { PolicyInvocation, ScalingMemory } from "../../model/scaling";
import { isCooling } from "../../scaling/cooldown";
import { largestOfEach } from "../../scaling/largest";
import { allScaleIn, isTracking } from "../../scaling/target-tracking";
import { activityTime } from "../activity";
import { desiredCapacityOf, withDesiredCapacity } from "../group-settings";
import { trackingAlarmsOf } from "./tracking-alarms";
import { capacityBy, lastActivities, memoryId, secondsAfter } from "./group-capacity";

/** Scales Auto Scaling groups when alarms start their policies: simple ones, those with steps, and with targets. */
export const groupScaling: Controller = {
  name: "autoscaling-policies",
  watches: ["policyInvocation", "instance", "scalingMemory"],
  hears: ["world-started"],
  reconcile: (situation) => together([endedActivities(situation), scaling(situation)]),
};

function scaling(situation: Situation): Outcome {
  const invocations = situation.running
    .all("policyInvocation")
    .filter(({ policyArn }) => policyArn.includes(":autoScalingGroupName/"));
  if (invocations.length === 0) return {};
  const seen: Outcome = { changes: invocations.map(({ id }) => ({ kind: "policyInvocation", id })) };
  const candidates = invocations.flatMap((invocation) => candidateOf(invocation, situation) ?? []);
  return together([seen, ...largestOfEach(candidates, groupKey).map((candidate) => change(candidate, situation))]);
}

interface Candidate {
  readonly policy: CloudResource;
  readonly group: CloudResource;
  readonly invocation: PolicyInvocation;
  readonly capacity: number;
}

function groupKey({ group }: Candidate): string {
  return `${group.region}|${group.id}`;
}

function candidateOf(invocation: PolicyInvocation, situation: Situation): Candidate | undefined {
  const { cloud, running } = situation;
  const policy = cloud.ofType(POLICY).find(({ computed }) => computed.arn === invocation.policyArn);
  const group = policy === undefined ? undefined : groupOf(policy, cloud);
  if (policy === undefined || group === undefined) return undefined;
  const wanted = capacityBy(policy, group, invocation, lastActivities(group, running));
  if (wanted === undefined) return undefined;
  const capacity = desiredCapacityOf(withDesiredCapacity(group, wanted));
  const candidate = { policy, group, invocation, capacity };
  return mayScale(candidate, situation) ? candidate : undefined;
}

/** The group of a policy that is on, unless it takes no alarms. */
function groupOf({ inputs, region }: CloudResource, cloud: CloudReader): CloudResource | undefined {
  if (flag(inputs, "enabled") === false) return undefined;
  const group = groupNamed(text(inputs, "autoscalingGroupName") ?? "", region, cloud);
  return group === undefined || takesNoAlarms(group) ? undefined : group;
}

function mayScale({ policy, group, capacity }: Candidate, { cloud, running }: Situation): boolean {
  const before = desiredCapacityOf(group);
  return capacity > before || (capacity < before && othersAgree(policy, cloud, running));
}

/** Of target tracking, all of a group's policies have to want less. */
function othersAgree(policy: CloudResource, cloud: CloudReader, running: RunningReader): boolean {
  if (!isTracking(policy)) return true;
  const group = text(policy.inputs, "autoscalingGroupName");
  const all = cloud
    .ofType(POLICY)
    .filter(({ inputs, region }) => region === policy.region && text(inputs, "autoscalingGroupName") === group);
  return allScaleIn(all, trackingAlarmsOf, running);
}

/** Amazon EC2 Auto Scaling User Guide, "Suspend and resume Amazon EC2 Auto Scaling processes": AlarmNotification. */
function takesNoAlarms({ inputs }: CloudResource): boolean {
  return texts(inputs, "suspendedProcesses").includes("AlarmNotification");
}

function change({ policy, group, invocation, capacity }: Candidate, { now, running }: Situation): Outcome {
  const before = desiredCapacityOf(group);
  const direction = capacity > before ? "out" : "in";
  const last = lastActivities(group, running)[direction];
  const counted = last !== undefined && isCooling(last, now) ? last.adjustment : 0;
  const memory: ScalingMemory = {
    id: memoryId(group, direction),
    lastActivityAt: now,
    lastAdjustment: capacity - before + counted,
    cooldownSeconds: secondsAfter(policy, group),
  };
  const { alarmName, alarmState } = invocation;
  const message =
    `At ${activityTime(now)} a monitor alarm ${alarmName} in state ${alarmState} triggered policy ` +
    `${text(policy.computed, "name") ?? ""} changing the desired capacity from ${before} to ${capacity}.`;
  return {
    changes: [{ kind: "scalingMemory", id: memory.id, value: memory }],
    resources: [withDesiredCapacity(group, capacity)],
    events: [{ source: "autoscaling", subject: group.id, message }],
  };
}

/** An activity ends when the group has as many instances in service as it wants, and no other ones. */
function endedActivities({ now, cloud, running }: Situation): Outcome {
  const open = running
    .all("scalingMemory")
    .filter(({ id, endedAt }) => id.includes("|autoScalingGroup/") && endedAt === undefined);
  if (open.length === 0) return {};
  const settled = new Set(
    cloud
      .ofType(GROUP)
      .filter((group) => isSettled(group, running))
      .flatMap((group) => [memoryId(group, "in"), memoryId(group, "out")]),
  );
  const ended = open.filter(({ id }) => settled.has(id));
  return {
    changes: ended.map((memory) => ({ kind: "scalingMemory", id: memory.id, value: { ...memory, endedAt: now } })),
  };
}

function isSettled(group: CloudResource, running: Situation["running"]): boolean {
  const own = running
    .all("instance")
    .filter((each) => each.autoScalingGroupName === group.id && each.region === group.region)
    .filter(({ lifecycleState }) => lifecycleState !== "Terminated");
  return own.length === desiredCapacityOf(group) && own.every(({ lifecycleState }) => lifecycleState === "InService");
}

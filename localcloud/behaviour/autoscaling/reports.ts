import type { CapacityShortage } from "../model/auto-scaling-group";
import { type Observation, shortageKey } from "../model/observation";
import type { RunningInstance } from "../model/instance";
import { CAUSES } from "./activity";
import type { InstancesDraft } from "./group-draft";
import { groupInHand, instancesOf, standing } from "./group-in-hand";
import { withDesiredCapacity } from "./group-settings";
import { terminate } from "./terminate";
import { GROUP } from "../../services/autoscaling/group-lookup";

/** Reports that concern instances and their groups. */
export const HEARD = [
  "instance-failed",
  "termination-requested",
  "refresh-requested",
  "capacity-lost",
  "capacity-restored",
] as const;

type Report<Kind extends Observation["kind"]> = Extract<Observation, { readonly kind: Kind }>;

/** Takes note of what was reported. */
export function hear(draft: InstancesDraft): void {
  for (const report of draft.situation.observations) {
    if (report.kind === "instance-failed") failInstance(report.instanceId, report.reason, draft);
    else if (report.kind === "termination-requested") terminateOnRequest(report, draft);
    else if (report.kind === "capacity-lost") loseCapacity(report, draft);
    else if (report.kind === "capacity-restored") draft.set({ kind: "capacityShortage", id: shortageKey(report) });
  }
}

/** An instance that fails loses its tasks; that it has failed is found by its next status checks. */
export function failInstance(instanceId: string, reason: string, draft: InstancesDraft): void {
  const instance = draft.find("instance", instanceId);
  if (instance === undefined || instance.failure !== undefined || instance.shutdownAt !== undefined) return;
  const { containerInstance } = instance;
  draft.put({
    ...instance,
    failure: { at: draft.now, reason },
    ...(containerInstance && { containerInstance: { ...containerInstance, agentConnected: false } }),
  });
}

/**
 * Amazon EC2 Auto Scaling API Reference, TerminateInstanceInAutoScalingGroup: it refuses to decrement the desired
 * capacity below the minimum.
 */
function terminateOnRequest(
  { instanceId, decrementsCapacity }: Report<"termination-requested">,
  draft: InstancesDraft,
): void {
  const { cloud } = draft.situation;
  const instance = draft.find("instance", instanceId);
  const resource = cloud.find(GROUP, instance?.autoScalingGroupName ?? "");
  if (instance === undefined || resource === undefined || !isStanding(instance)) return;
  const group = groupInHand(resource, cloud);
  const { desiredCapacity, minSize } = group.settings;
  if (!decrementsCapacity) {
    terminate(group, draft, instance, CAUSES.requested(draft.now, instanceId));
    return;
  }
  if (desiredCapacity <= minSize) return;
  const count = standing(instancesOf(group, draft)).length;
  terminate(group, draft, instance, CAUSES.requestedAndShrunk(draft.now, instanceId, count, count - 1));
  draft.putGroup(withDesiredCapacity(resource, desiredCapacity - 1));
}

function isStanding(instance: RunningInstance): boolean {
  return standing([instance]).length === 1;
}

function loseCapacity(report: Report<"capacity-lost">, draft: InstancesDraft): void {
  const { region, availabilityZone, instanceType, isOutage } = report;
  const shortage: CapacityShortage = { region, availabilityZone, instanceType, isOutage, since: draft.now };
  draft.set({ kind: "capacityShortage", id: shortageKey(report), value: shortage });
  if (!report.isOutage) return;
  for (const instance of draft.instances().filter((each) => isIn(each, report))) {
    failInstance(instance.id, `The Availability Zone ${instance.availabilityZone} is lost`, draft);
  }
}

/** Whether an instance is where a zone is lost. */
function isIn(instance: RunningInstance, { region, availabilityZone }: Omit<CapacityShortage, "since">): boolean {
  return instance.region === region && instance.availabilityZone === availabilityZone;
}

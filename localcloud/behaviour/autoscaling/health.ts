import { SECOND } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import { CAUSES } from "./activity";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf, standing } from "./group-in-hand";
import { isOfGroup } from "./instance-targets";
import { terminate } from "./terminate";

/** Replaces instances that are unhealthy (Amazon EC2 Auto Scaling User Guide, "Health checks for instances"). */
export function replaceUnhealthy(group: GroupInHand, draft: InstancesDraft): void {
  const { suspendedProcesses } = group.settings;
  if (suspendedProcesses.includes("HealthCheck")) return;
  for (const instance of standing(instancesOf(group, draft))) {
    const cause = causeOfIllness(instance, group, draft);
    if (cause === undefined) continue;
    const unhealthy: RunningInstance = { ...instance, healthStatus: "Unhealthy" };
    if (suspendedProcesses.includes("ReplaceUnhealthy") || suspendedProcesses.includes("Terminate"))
      draft.put(unhealthy);
    else terminate(group, draft, unhealthy, cause);
  }
}

function causeOfIllness(instance: RunningInstance, group: GroupInHand, draft: InstancesDraft): string | undefined {
  const { now, situation } = draft;
  if (instance.failure !== undefined) {
    const detected = instance.failure.at + situation.parameters.instanceFailureDetectionSeconds * SECOND;
    if (now >= detected) return CAUSES.stopped(now);
    draft.wake(detected);
  }
  return failsForBalancer(instance, group, draft) ? CAUSES.failedBalancer(now) : undefined;
}

/** With ELB's checks, an instance is unhealthy as soon as one of its targets is, after the grace period. */
function failsForBalancer(
  { id, inServiceAt }: RunningInstance,
  { settings }: GroupInHand,
  draft: InstancesDraft,
): boolean {
  if (!settings.healthCheckTypes.includes("ELB") || inServiceAt === undefined) return false;
  const isFailing = draft.situation.running
    .all("target")
    .some((target) => target.targetId === id && target.state === "unhealthy" && isOfGroup(target));
  if (!isFailing) return false;
  const graceEnd = inServiceAt + settings.healthCheckGraceSeconds * SECOND;
  if (draft.now >= graceEnd) return true;
  draft.wake(graceEnd);
  return false;
}

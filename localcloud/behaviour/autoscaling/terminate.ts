import { HOUR, SECOND } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import type { RunningTask } from "../model/task";
import type { InstancesDraft } from "./group-draft";
import type { GroupInHand } from "./group-in-hand";
import { isOfGroup, keepTargets } from "./instance-targets";

/**
 * Longest time for which ECS keeps an instance from being terminated while its tasks are drained (Amazon ECS Developer
 * Guide, "Safely stop Amazon ECS workloads running on EC2 instances").
 */
const LONGEST_DRAINING = 48 * HOUR;

/** Begins to terminate an instance: with managed draining, its tasks are replaced first. */
export function terminate(group: GroupInHand, draft: InstancesDraft, instance: RunningInstance, cause: string): void {
  const { settings, provider } = group;
  const activityId = draft.uuid();
  draft.record({
    ...{ id: activityId, resourceId: settings.name, region: settings.region, cause, startedAt: draft.now },
    description: `Terminating EC2 instance: ${instance.id}`,
    status: "InProgress",
  });
  const leaving: RunningInstance = { ...instance, lifecycleState: "Terminating", terminatingAt: draft.now, activityId };
  if (instance.failure !== undefined) {
    shutDown(leaving, draft);
    return;
  }
  const { containerInstance } = instance;
  const drained: RunningInstance =
    containerInstance === undefined || provider?.managesDraining !== true
      ? leaving
      : { ...leaving, containerInstance: { ...containerInstance, status: "DRAINING" } };
  draft.put(drained);
  keepTargets(group, draft);
  goOnTerminating(drained, draft);
}

/** Shuts an instance down once its tasks have stopped, and forgets it when it is gone. */
export function goOnTerminating(instance: RunningInstance, draft: InstancesDraft): void {
  if (instance.shutdownAt === undefined) {
    const end = (instance.terminatingAt ?? draft.now) + LONGEST_DRAINING;
    if (draft.now >= end || !isInUse(instance, draft)) shutDown(instance, draft);
    else draft.wake(end);
    return;
  }
  const gone = instance.shutdownAt + draft.situation.parameters.instanceTerminationSeconds * SECOND;
  if (draft.now < gone) {
    draft.wake(gone);
    return;
  }
  draft.succeed(instance.activityId);
  draft.remove(instance);
}

/** Shuts an instance down: it leaves its cluster, and what still runs on it is gone. */
export function shutDown(instance: RunningInstance, draft: InstancesDraft): void {
  const down: RunningInstance = {
    ...instance,
    lifecycleState: "Terminating",
    terminatingAt: instance.terminatingAt ?? draft.now,
    shutdownAt: draft.now,
    containerInstance: undefined,
  };
  draft.put(down);
  draft.wake(draft.now + draft.situation.parameters.instanceTerminationSeconds * SECOND);
}

/**
 * Whether an instance may not be shut down yet: ECS drains its tasks, or a load balancer the connections to it (Amazon
 * EC2 Auto Scaling User Guide, "Use Elastic Load Balancing to distribute traffic", connection draining).
 */
function isInUse({ id, containerInstance }: RunningInstance, draft: InstancesDraft): boolean {
  const { running } = draft.situation;
  const isDrained = ({ instanceId, lastStatus }: RunningTask): boolean => instanceId !== id || lastStatus === "STOPPED";
  if (containerInstance?.status === "DRAINING" && !running.all("task").every(isDrained)) return true;
  return running.all("target").some((target) => target.targetId === id && isOfGroup(target));
}

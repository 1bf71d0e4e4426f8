import { lastPartOf } from "../../../components/shared/arn";
import { SECOND } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import { attachedTo, registration } from "./container-instance";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf } from "./group-in-hand";

/** Puts launched instances into service, and has their agents join the cluster that they are told to. */
export function bringIntoService(group: GroupInHand, draft: InstancesDraft): void {
  for (const instance of instancesOf(group, draft)) {
    if (instance.failure !== undefined) continue;
    if (instance.lifecycleState === "Pending") finishLaunch(instance, group, draft);
    else if (instance.lifecycleState === "InService") keepMembership(instance, group, draft);
  }
}

function finishLaunch(instance: RunningInstance, group: GroupInHand, draft: InstancesDraft): void {
  const inServiceAt = instance.launchedAt + draft.situation.parameters.instanceLaunchSeconds * SECOND;
  if (draft.now < inServiceAt) {
    draft.wake(inServiceAt);
    return;
  }
  draft.succeed(instance.activityId);
  const inService: RunningInstance = { ...instance, lifecycleState: "InService", inServiceAt: draft.now };
  draft.put(inService);
  keepMembership(inService, group, draft);
}

/**
 * An agent joins its cluster as soon as there is one. Its capacity provider may be attached later than that: real ECS
 * promises its membership for instances that are launched afterwards only.
 */
function keepMembership(instance: RunningInstance, group: GroupInHand, draft: InstancesDraft): void {
  const { containerInstance } = instance;
  if (group.launch === undefined) return;
  if (containerInstance === undefined) {
    const joined = registration(instance, group.launch.agent, group.provider, draft.situation);
    if (joined !== undefined) draft.put({ ...instance, containerInstance: joined });
    return;
  }
  const clusterName = lastPartOf(containerInstance.clusterArn);
  const capacityProvider = attachedTo(clusterName, group.provider, draft.situation.cloud);
  if (capacityProvider === containerInstance.capacityProvider) return;
  draft.put({ ...instance, containerInstance: { ...containerInstance, capacityProvider } });
}

import type { Controller } from "../model/controller";
import { followDesiredCapacity } from "./capacity-following";
import { InstancesDraft } from "./group-draft";
import { type GroupInHand, groupInHand, instancesOf } from "./group-in-hand";
import { groupsOf } from "./group-settings";
import { replaceUnhealthy } from "./health";
import { deregisterInstance, keepTargets } from "./instance-targets";
import { refreshInstances } from "./instance-refresh";
import { bringIntoService } from "./membership";
import { HEARD, hear } from "./reports";
import { balancingSurplus } from "./zone-balance";
import { goOnTerminating, shutDown } from "./terminate";

/** The instances of Auto Scaling groups, and their membership in ECS clusters. */
export const autoScalingGroups: Controller = {
  name: "auto-scaling-groups",
  watches: ["resource", "instance", "task", "target", "alarm"],
  hears: HEARD,
  reconcile: (situation) => {
    const draft = new InstancesDraft(situation);
    hear(draft);
    const groups = groupsOf(situation.cloud).map((resource) =>
      groupInHand(draft.groupAsChanged(resource), situation.cloud),
    );
    for (const group of groups) careFor(group, draft);
    endInstancesOfDeletedGroups(groups, draft);
    return draft.outcome();
  },
};

function careFor(group: GroupInHand, draft: InstancesDraft): void {
  bringIntoService(group, draft);
  for (const instance of instancesOf(group, draft)) {
    if (instance.lifecycleState === "Terminating") goOnTerminating(instance, draft);
  }
  replaceUnhealthy(group, draft);
  const refreshing = refreshInstances(group, draft);
  followDesiredCapacity(group, draft, refreshing ?? balancingSurplus(group, draft));
  keepTargets(group, draft);
}

/** The provider terminates the instances of a group before it deletes the group; here they go with it. */
function endInstancesOfDeletedGroups(groups: readonly GroupInHand[], draft: InstancesDraft): void {
  const names = new Set(groups.map(({ settings }) => settings.name));
  for (const instance of draft.instances()) {
    if (names.has(instance.autoScalingGroupName)) continue;
    deregisterInstance(instance, draft);
    if (instance.shutdownAt === undefined) shutDown(instance, draft);
    else goOnTerminating(instance, draft);
  }
}

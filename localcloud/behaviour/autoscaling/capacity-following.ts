import { busyInstances } from "./tasks-on-instances";
import type { Instant } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import { CAUSES } from "./activity";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf, standing } from "./group-in-hand";
import { launchInstances } from "./launch";
import { terminate } from "./terminate";
import { terminationChoice } from "./termination-choice";

/** Instances beyond the desired capacity, while others are replaced. */
export interface Surplus {
  readonly count: number;
  /** Why they are launched, by the capacity before and after each. */
  readonly cause: (now: Instant, from: number, to: number) => string;
}

export const NO_SURPLUS: Surplus = { count: 0, cause: CAUSES.started };

/** Launches and terminates instances until a group has the capacity that it wants. */
export function followDesiredCapacity(group: GroupInHand, draft: InstancesDraft, { count, cause }: Surplus): void {
  const missing = group.settings.desiredCapacity + count - standing(instancesOf(group, draft)).length;
  if (missing > 0) launchInstances(group, draft, missing, (from, to) => cause(draft.now, from, to));
  else shrink(group, draft, -missing);
}

function shrink(group: GroupInHand, draft: InstancesDraft, count: number): void {
  const { launch, settings } = group;
  if (settings.suspendedProcesses.includes("Terminate")) return;
  for (let terminated = 0; terminated < count; terminated++) {
    const present = standing(instancesOf(group, draft));
    const instance = terminationChoice(
      present.map((each) => asProtectedByEcs(each, group, draft)),
      settings.terminationPolicies,
      { launchTemplateId: launch?.launchTemplateId ?? "" },
      draft.now,
    );
    if (instance === undefined) return;
    const cause = CAUSES.shrunk(draft.now, present.length, present.length - 1, instance.id);
    terminate(group, draft, instance, cause);
  }
}

/**
 * With managed termination protection, ECS takes the protection from instances without tasks, those of daemon services
 * aside, and from no other (Amazon ECS Developer Guide, "Control the instances Amazon ECS terminates").
 */
function asProtectedByEcs(
  instance: RunningInstance,
  { provider }: GroupInHand,
  draft: InstancesDraft,
): RunningInstance {
  if (provider?.protectsFromTermination !== true || instance.containerInstance === undefined) return instance;
  return { ...instance, protectedFromScaleIn: busyInstances(draft.situation).has(instance.id) };
}

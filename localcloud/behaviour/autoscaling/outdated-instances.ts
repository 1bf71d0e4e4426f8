import type { RunningInstance } from "../model/instance";
import type { RunningInstanceRefresh } from "../model/instance-refresh";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf, standing } from "./group-in-hand";
import type { LaunchSpecification } from "./launch-specification";
import type { RefreshPreferences } from "./refresh-preferences";

/** The instances of a group that a refresh has yet to replace, or its rollback. */
export function outdatedInstances(
  { status, startedAt }: Pick<RunningInstanceRefresh, "status" | "startedAt">,
  { skipsMatching, protectedInstances }: RefreshPreferences,
  group: GroupInHand,
  draft: InstancesDraft,
): RunningInstance[] {
  const present = standing(instancesOf(group, draft));
  const differing = present.filter((instance) => !isMatching(instance, group.launch));
  if (status === "RollbackInProgress") return differing;
  return (skipsMatching ? differing : present).filter(
    ({ launchedAt, protectedFromScaleIn }) =>
      launchedAt < startedAt && (!protectedFromScaleIn || protectedInstances !== "Ignore"),
  );
}

/** Whether an instance is what its group launches now. */
function isMatching(instance: RunningInstance, launch: LaunchSpecification | undefined): boolean {
  return (
    launch !== undefined &&
    instance.launchTemplateId === launch.launchTemplateId &&
    instance.launchTemplateVersion === launch.version &&
    launch.instanceTypes.includes(instance.instanceType)
  );
}

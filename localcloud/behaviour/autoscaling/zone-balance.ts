import { CAUSES } from "./activity";
import { NO_SURPLUS, type Surplus } from "./capacity-following";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf, standing } from "./group-in-hand";
import { isShort, subnetsOf } from "./zone-choice";

/** Zones differ by so many instances at most while a group is balanced. */
const GREATEST_DIFFERENCE = 1;

/**
 * One instance more while zones are out of balance, after one of them was lost: it is launched where there are fewest
 * before one is terminated where there are most (Amazon EC2 Auto Scaling User Guide, "Rebalancing activities").
 */
export function balancingSurplus(group: GroupInHand, draft: InstancesDraft): Surplus {
  const { settings } = group;
  if (settings.suspendedProcesses.includes("AZRebalance") || settings.protectsNewInstances) return NO_SURPLUS;
  const present = standing(instancesOf(group, draft));
  const inService = present.filter(({ lifecycleState }) => lifecycleState === "InService");
  const counts = openZones(group, draft).map(
    (zone) => inService.filter(({ availabilityZone }) => availabilityZone === zone).length,
  );
  const isBalanced = Math.max(0, ...counts) - Math.min(...counts) <= GREATEST_DIFFERENCE;
  if (isBalanced || inService.length < settings.desiredCapacity) return NO_SURPLUS;
  const isReplacing = present.length > inService.length && present.length === settings.desiredCapacity + 1;
  const isToBegin = present.length === settings.desiredCapacity;
  return isReplacing || isToBegin ? { count: 1, cause: CAUSES.balanced } : NO_SURPLUS;
}

/** Zones of a group in which EC2 has capacity. */
function openZones({ settings, launch }: GroupInHand, draft: InstancesDraft): string[] {
  const zones = subnetsOf(settings.subnetIds, draft.situation.cloud).map(({ zone }) => zone);
  const types = launch?.instanceTypes ?? [];
  const shortages = draft.shortages().filter(({ region }) => region === settings.region);
  return [...new Set(zones)].filter((zone) =>
    types.some((type) => !shortages.some((shortage) => isShort(shortage, zone, type))),
  );
}

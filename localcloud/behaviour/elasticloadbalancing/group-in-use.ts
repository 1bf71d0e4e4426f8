import { oncePerTypes } from "../model/once-per-object";
import { GROUP_NOT_IN_USE, type HealthReason, ZONE_NOT_ENABLED } from "./health-reason";
import { type TargetGroupSettings, targetGroupSettings } from "./target-group-settings";
import { USING_TYPES, usersOfTargetGroups, zonesOf } from "./target-group-use";

/** A target group, and what it is used by. */
export interface GroupInUse {
  readonly settings: TargetGroupSettings;
  /** Whether a load balancer forwards to the group. */
  readonly isUsed: boolean;
  /** Zones that those load balancers are enabled in. */
  readonly zones: readonly string[];
}

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** All target groups by their ARNs. */
export const groupsInUse = oncePerTypes([TARGET_GROUP, ...USING_TYPES], (cloud): ReadonlyMap<string, GroupInUse> => {
  const users = usersOfTargetGroups(cloud);
  const groups = new Map<string, GroupInUse>();
  for (const group of cloud.ofType(TARGET_GROUP)) {
    const loadBalancers = users.get(group.id) ?? [];
    const zones = loadBalancers.flatMap((loadBalancer) => zonesOf(loadBalancer, cloud));
    groups.set(group.id, { settings: targetGroupSettings(group), isUsed: loadBalancers.length > 0, zones });
  }
  return groups;
});

/** Why a target of a zone gets no requests; undefined where it may get some. */
export function whyUnused({ isUsed, zones }: GroupInUse, availabilityZone: string): HealthReason | undefined {
  if (!isUsed) return GROUP_NOT_IN_USE;
  return zones.includes(availabilityZone) ? undefined : ZONE_NOT_ENABLED;
}

import { HOUR, type Instant } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import type { LaunchSpecification } from "./launch-specification";

/** The launch configuration that instances are compared with. */
export type PresentLaunch = Pick<LaunchSpecification, "launchTemplateId">;

type Rank = (instance: RunningInstance, now: Instant, present: PresentLaunch) => number;

/** Ranks of instances, the lowest of which goes first. */
const byVersion: Rank = ({ launchTemplateVersion }) => Number(launchTemplateVersion);
const byTemplate: Rank = ({ launchTemplateId }, _now, present) =>
  launchTemplateId === undefined || launchTemplateId === present.launchTemplateId ? 1 : 0;
const byAge: Rank = ({ launchedAt }) => launchedAt;
const byHour: Rank = ({ launchedAt }, now) => HOUR - ((now - launchedAt) % HOUR);

/**
 * Amazon EC2 Auto Scaling User Guide, "Configure termination policies for Amazon EC2 Auto Scaling". By default, first
 * come instances of another launch template, then those of the oldest version, then those closest to the next hour.
 */
const DEFAULT_RANKS: readonly Rank[] = [byTemplate, byVersion, byHour];
const RANKS: Readonly<Record<string, readonly Rank[]>> = {
  OldestInstance: [byAge],
  NewestInstance: [(...parts) => -byAge(...parts)],
  OldestLaunchTemplate: [byTemplate, byVersion],
  ClosestToNextInstanceHour: [byHour],
};

/**
 * The instance that a group terminates next to become smaller: one of the zone with the most instances that has an
 * unprotected one, by the group's policies; undefined where all are protected.
 */
export function terminationChoice(
  instances: readonly RunningInstance[],
  policies: readonly string[],
  present: PresentLaunch,
  now: Instant,
): RunningInstance | undefined {
  const open = instances.filter(({ protectedFromScaleIn }) => !protectedFromScaleIn);
  const countOf = (zone: string): number => instances.filter((each) => each.availabilityZone === zone).length;
  const most = Math.max(...open.map(({ availabilityZone }) => countOf(availabilityZone)));
  const ranks = [...policies.flatMap((policy) => RANKS[policy] ?? DEFAULT_RANKS), ...DEFAULT_RANKS, byAge];
  const candidates = open.filter(({ availabilityZone }) => countOf(availabilityZone) === most);
  return [...candidates].sort((one, other) => {
    const differences = ranks.map((rank) => rank(one, now, present) - rank(other, now, present));
    return differences.find((difference) => difference !== 0) ?? 0;
  })[0];
}

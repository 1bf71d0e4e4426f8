import { oncePerObject } from "../model/once-per-object";
import { type RunningTarget, targetKey } from "../model/target";
import type { Parameters } from "../parameters";
import { type CheckTimes, checkTimesOf } from "./check-times";
import type { TargetGroupSettings } from "./target-group-settings";

/** A target and its key. */
export interface KeyedTarget {
  readonly key: string;
  readonly target: RunningTarget;
}

/** The targets of a group. */
export interface GroupOfTargets {
  readonly targetGroupArn: string;
  readonly targets: readonly KeyedTarget[];
}

/** Targets that are checked at the same times. */
export interface Wave {
  readonly times: CheckTimes;
  readonly targets: readonly KeyedTarget[];
}

/** Targets by their groups. The list stays the same one while no target changes. */
export const targetsByGroup = oncePerObject((targets: readonly RunningTarget[]): readonly GroupOfTargets[] => {
  const groups = new Map<string, KeyedTarget[]>();
  for (const target of targets) {
    const ofGroup = groups.get(target.targetGroupArn) ?? [];
    ofGroup.push({ key: targetKey(target), target });
    groups.set(target.targetGroupArn, ofGroup);
  }
  return [...groups].map(([targetGroupArn, ofGroup]) => ({ targetGroupArn, targets: ofGroup }));
});

const wavesBySettings = oncePerObject(() => new WeakMap<TargetGroupSettings, readonly Wave[]>());

/** The waves in which the targets of a group are checked: those that drain or are not in use are in none. */
export function wavesOf(group: GroupOfTargets, settings: TargetGroupSettings, parameters: Parameters): readonly Wave[] {
  const known = wavesBySettings(group).get(settings);
  if (known !== undefined) return known;
  const waves = new Map<number, Wave & { readonly targets: KeyedTarget[] }>();
  for (const keyed of group.targets) {
    if (keyed.target.state === "unused" || keyed.target.drainingSince !== undefined) continue;
    const times = checkTimesOf(keyed.key, keyed.target, settings, parameters);
    const wave = waves.get(times.first) ?? { times, targets: [] };
    wave.targets.push(keyed);
    waves.set(times.first, wave);
  }
  const made = [...waves.values()];
  wavesBySettings(group).set(settings, made);
  return made;
}

import { HOUR, SECOND } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import type { RunningInstanceRefresh } from "../model/instance-refresh";
import { CAUSES } from "./activity";
import type { Surplus } from "./capacity-following";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf, standing } from "./group-in-hand";
import { outdatedInstances } from "./outdated-instances";
import { refreshBatch } from "./refresh-batch";
import { endRefresh, failRefresh } from "./refresh-end";
import { type RefreshPreferences, refreshPreferences } from "./refresh-preferences";
import { startRefresh } from "./refresh-start";
import { terminate } from "./terminate";

/** After how long without progress a refresh fails: AWS documents an hour for protected instances that it waits for. */
const LONGEST_STANDSTILL = HOUR;

/** A refresh that is under way. */
interface Refreshing {
  readonly refresh: RunningInstanceRefresh;
  readonly preferences: RefreshPreferences;
  readonly group: GroupInHand;
  /** Instances that are yet to be replaced. */
  readonly old: readonly RunningInstance[];
  /** Instances that replace them, and aren't warmed up. */
  readonly warmingUp: readonly RunningInstance[];
  /** Instances that have replaced others, and are warmed up. */
  readonly replaced: number;
  readonly healthy: number;
}

/**
 * Starts a refresh where the group's settings ask for one, and goes on with it.
 * @returns the instances that the group may have beyond its desired capacity; undefined without a refresh
 */
export function refreshInstances(group: GroupInHand, draft: InstancesDraft): Surplus | undefined {
  startRefresh(group, draft);
  const refresh = draft
    .refreshes()
    .find((each) => each.autoScalingGroupName === group.settings.name && isUnderWay(each));
  const preferences = refreshPreferences(group.resource);
  if (refresh === undefined || preferences === undefined) return undefined;
  const refreshing = look(refresh, preferences, group, draft);
  const failure = reasonToFail(refreshing, draft);
  if (failure !== undefined) {
    failRefresh(refresh, preferences, group, draft, failure);
    return undefined;
  }
  return goOn(refreshing, draft);
}

function isUnderWay({ status }: RunningInstanceRefresh): boolean {
  return status === "InProgress" || status === "RollbackInProgress";
}

function look(
  refresh: RunningInstanceRefresh,
  preferences: RefreshPreferences,
  group: GroupInHand,
  draft: InstancesDraft,
): Refreshing {
  const present = standing(instancesOf(group, draft));
  const old = outdatedInstances(refresh, preferences, group, draft);
  const isWarm = ({ inServiceAt }: RunningInstance): boolean =>
    inServiceAt !== undefined && draft.now >= inServiceAt + preferences.warmupSeconds * SECOND;
  const added = present.filter((each) => each.launchedAt >= refresh.startedAt && !old.includes(each));
  const warmingUp = added.filter((each) => !isWarm(each));
  const replaced = Math.min(added.length - warmingUp.length, refresh.instancesAtStart - old.length);
  for (const { inServiceAt } of warmingUp) {
    if (inServiceAt !== undefined) draft.wake(inServiceAt + preferences.warmupSeconds * SECOND);
  }
  const isHealthy = (each: RunningInstance): boolean =>
    each.lifecycleState === "InService" && each.failure === undefined && !warmingUp.includes(each);
  return { refresh, preferences, group, old, warmingUp, replaced, healthy: present.filter(isHealthy).length };
}

function reasonToFail({ refresh, preferences, old, warmingUp }: Refreshing, draft: InstancesDraft): string | undefined {
  if (refresh.status === "InProgress") {
    const ringing = draft.situation.running
      .all("alarm")
      .find(
        ({ name, state, region }) =>
          preferences.alarms.includes(name) && state === "ALARM" && region === refresh.region,
      );
    if (ringing !== undefined) return `The alarm ${ringing.name} is in ALARM state`;
  }
  if (old.length + warmingUp.length === 0 || isAtCheckpoint(refresh, draft)) return undefined;
  const deadline = refresh.progressAt + LONGEST_STANDSTILL;
  if (draft.now >= deadline) return "No instance could be replaced within an hour";
  draft.wake(deadline);
  return undefined;
}

function isAtCheckpoint({ checkpoints }: RunningInstanceRefresh, { now }: InstancesDraft): boolean {
  return checkpoints.waitUntil !== undefined && now < checkpoints.waitUntil;
}

function goOn(refreshing: Refreshing, draft: InstancesDraft): Surplus | undefined {
  const noted = noteProgress(refreshing, draft);
  const isComplete = refreshing.old.length + refreshing.warmingUp.length === 0;
  if (isComplete || isAtLastCheckpoint(noted, refreshing.preferences)) {
    endRefresh(noted, isComplete, draft);
    return undefined;
  }
  if (isAtCheckpoint(noted, draft)) {
    draft.wake(noted.checkpoints.waitUntil ?? draft.now);
    return { count: 0, cause: CAUSES.refreshed };
  }
  return { count: replaceSome(refreshing, noted, draft), cause: CAUSES.refreshed };
}

/** Notes how many instances are replaced, and whether a checkpoint is reached. */
function noteProgress({ refresh, preferences, replaced }: Refreshing, draft: InstancesDraft): RunningInstanceRefresh {
  const remaining = refresh.instancesAtStart - replaced;
  const percentageComplete = Math.floor((100 * replaced) / Math.max(refresh.instancesAtStart, 1));
  if (remaining === refresh.instancesToUpdate) return refresh;
  const next = preferences.checkpointPercentages[refresh.checkpoints.reached];
  const isReached = next !== undefined && percentageComplete >= next && refresh.status === "InProgress";
  const noted: RunningInstanceRefresh = {
    ...refresh,
    percentageComplete,
    instancesToUpdate: remaining,
    progressAt: draft.now,
    checkpoints: isReached
      ? { reached: refresh.checkpoints.reached + 1, waitUntil: draft.now + preferences.checkpointDelaySeconds * SECOND }
      : refresh.checkpoints,
  };
  draft.putRefresh(noted);
  return noted;
}

/** A last checkpoint below 100 percent ends the refresh (API Reference, RefreshPreferences, CheckpointPercentages). */
function isAtLastCheckpoint(
  { checkpoints }: RunningInstanceRefresh,
  { checkpointPercentages }: RefreshPreferences,
): boolean {
  return checkpointPercentages.length > 0 && checkpoints.reached >= checkpointPercentages.length;
}

/** Terminates some of the old instances; gives the instances that new ones may be beyond the desired capacity. */
function replaceSome(
  { preferences, group, old, healthy }: Refreshing,
  refresh: RunningInstanceRefresh,
  draft: InstancesDraft,
): number {
  const replaceable = old.filter((each) => mayBeTerminated(each, preferences));
  const { desiredCapacity } = group.settings;
  const untilCheckpoint = instancesUntilCheckpoint(refresh, preferences) - (refresh.instancesAtStart - old.length);
  const counts = {
    desired: desiredCapacity,
    old: replaceable.length,
    healthy,
    untilCheckpoint: Math.max(0, untilCheckpoint),
  };
  const { terminated, surplus } = refreshBatch(counts, preferences);
  const oldestFirst = [...replaceable].sort((one, other) => one.launchedAt - other.launchedAt);
  for (const instance of oldestFirst.slice(0, terminated)) {
    terminate(group, draft, instance, CAUSES.replaced(draft.now));
  }
  return surplus;
}

/** With `Wait`, protected instances are left until somebody takes their protection away. */
function mayBeTerminated(
  { protectedFromScaleIn }: RunningInstance,
  { protectedInstances }: RefreshPreferences,
): boolean {
  return !protectedFromScaleIn || protectedInstances === "Refresh";
}

function instancesUntilCheckpoint(
  { instancesAtStart, checkpoints, status }: RunningInstanceRefresh,
  { checkpointPercentages }: RefreshPreferences,
): number {
  const next = status === "InProgress" ? (checkpointPercentages[checkpoints.reached] ?? 100) : 100;
  return Math.ceil((instancesAtStart * next) / 100);
}

import { inputsOfRefresh } from "../../services/autoscaling/instance-refresh";
import type { CloudResource } from "../../model/resource";
import type { RunningInstanceRefresh } from "../model/instance-refresh";
import type { InstancesDraft } from "./group-draft";
import type { GroupInHand } from "./group-in-hand";
import { outdatedInstances } from "./outdated-instances";
import { type RefreshPreferences, refreshPreferences } from "./refresh-preferences";

/** Inputs that say what a group launches: a rollback returns to those of before. */
const LAUNCHED = ["launchTemplate", "mixedInstancesPolicy"] as const;

/**
 * Starts a refresh when somebody asked for one, or an update has changed what the group launches or an input that its
 * refresh names.
 */
export function startRefresh(group: GroupInHand, draft: InstancesDraft): void {
  const preferences = refreshPreferences(group.resource);
  if (preferences !== undefined && isRequested(group, draft))
    start(group, preferences, launchedBefore(group, draft), draft);
  else startIfChanged(group, draft);
}

function isRequested({ settings }: GroupInHand, { situation }: InstancesDraft): boolean {
  return situation.observations.some(
    (each) =>
      each.kind === "refresh-requested" &&
      each.autoScalingGroupName === settings.name &&
      each.region === settings.region,
  );
}

function launchedBefore({ settings }: GroupInHand, draft: InstancesDraft): string {
  return draft.find("autoScalingGroup", settings.name)?.launchedSettings ?? "{}";
}

function startIfChanged(group: GroupInHand, draft: InstancesDraft): void {
  const { name, region, suspendedProcesses } = group.settings;
  const refreshedSettings = settingsOfRefresh(group.resource);
  const known = draft.find("autoScalingGroup", name) ?? { name, region };
  if (known.refreshedSettings === refreshedSettings) return;
  draft.remember({ ...known, refreshedSettings, launchedSettings: launchedSettings(group.resource) });
  const isFirstLook = known.refreshedSettings === undefined;
  const preferences = refreshPreferences(group.resource);
  if (isFirstLook || preferences === undefined || suspendedProcesses.includes("InstanceRefresh")) return;
  start(group, preferences, known.launchedSettings ?? "{}", draft);
}

/** The inputs whose change starts a refresh, as text. */
export function settingsOfRefresh({ inputs }: CloudResource): string {
  return JSON.stringify(inputsOfRefresh(inputs).map((input) => [input, inputs[input]]));
}

/** What a group launches, as text. */
export function launchedSettings({ inputs }: CloudResource): string {
  return JSON.stringify(Object.fromEntries(LAUNCHED.map((input) => [input, inputs[input]])));
}

function start(
  group: GroupInHand,
  preferences: RefreshPreferences,
  previousConfiguration: string,
  draft: InstancesDraft,
): void {
  const { name, region } = group.settings;
  for (const other of draft.refreshes()) {
    if (other.autoScalingGroupName !== name || other.endedAt !== undefined) continue;
    draft.putRefresh({
      ...other,
      status: "Cancelled",
      statusReason: "Cancelled due to user request.",
      endedAt: draft.now,
    });
  }
  const id = draft.uuid();
  const beginning = { status: "InProgress", startedAt: draft.now } as const;
  const instances = outdatedInstances(beginning, preferences, group, draft).length;
  const refresh: RunningInstanceRefresh = {
    ...{ id, autoScalingGroupName: name, region, previousConfiguration },
    ...{ ...beginning, progressAt: draft.now },
    ...{ percentageComplete: 0, instancesToUpdate: instances, instancesAtStart: instances },
    checkpoints: { reached: 0 },
  };
  draft.putRefresh(refresh);
  draft.tell({ source: "autoscaling", subject: name, message: `Instance refresh ${id} started` });
}

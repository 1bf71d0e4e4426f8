import type { CloudResource } from "../../model/resource";
import { flag, number, object, text, texts, type Properties } from "../../model/values";
import { groupSettings } from "./group-settings";

/** How the instances of a group are replaced (Amazon EC2 Auto Scaling API Reference, RefreshPreferences). */
export interface RefreshPreferences {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number;
  readonly warmupSeconds: number;
  readonly skipsMatching: boolean;
  readonly protectedInstances: "Refresh" | "Ignore" | "Wait";
  readonly rollsBack: boolean;
  readonly checkpointPercentages: readonly number[];
  readonly checkpointDelaySeconds: number;
  /** Names of alarms that make it fail. */
  readonly alarms: readonly string[];
}

const DEFAULT_MINIMUM = 90;
const DEFAULT_MAXIMUM = 100;
const DEFAULT_CHECKPOINT_DELAY = 3600;

/** The preferences of a group's refreshes, completed by defaults; undefined where the group asks for none. */
export function refreshPreferences(group: CloudResource): RefreshPreferences | undefined {
  const refresh = object(group.inputs, "instanceRefresh");
  if (refresh === undefined) return undefined;
  const preferences = object(refresh, "preferences") ?? {};
  const maintenance = object(group.inputs, "instanceMaintenancePolicy") ?? {};
  const percentage = (name: string, otherwise: number): number =>
    number(preferences, name) ?? policyPercentage(maintenance, name) ?? otherwise;
  return {
    minHealthyPercentage: percentage("minHealthyPercentage", DEFAULT_MINIMUM),
    maxHealthyPercentage: percentage("maxHealthyPercentage", DEFAULT_MAXIMUM),
    warmupSeconds: number(preferences, "instanceWarmup") ?? groupSettings(group).warmupSeconds,
    skipsMatching: flag(preferences, "skipMatching") ?? false,
    protectedInstances: whatOfProtected(text(preferences, "scaleInProtectedInstances")),
    rollsBack: flag(preferences, "autoRollback") ?? false,
    checkpointPercentages: percentages(preferences),
    checkpointDelaySeconds: number(preferences, "checkpointDelay") ?? DEFAULT_CHECKPOINT_DELAY,
    alarms: texts(preferences, "alarmSpecification.alarms"),
  };
}

/** A policy of -1 is none. */
function policyPercentage(maintenance: Properties, name: string): number | undefined {
  const value = number(maintenance, name);
  return value === undefined || value < 0 ? undefined : value;
}

/** The provider's default is to ignore protected instances. */
function whatOfProtected(value: string | undefined): RefreshPreferences["protectedInstances"] {
  return value === "Refresh" || value === "Wait" ? value : "Ignore";
}

function percentages({ checkpointPercentages }: Properties): number[] {
  return Array.isArray(checkpointPercentages) ? checkpointPercentages.map(Number) : [];
}

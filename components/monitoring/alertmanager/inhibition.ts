import { matcher } from "./routes";

/** While an alert that matches the source fires, those that match the target are told to nobody. */
export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  /** Labels that both have to have in common. */
  readonly equal: readonly string[];
}

/** An alert whose cause explains others. */
export interface Cause {
  readonly cause: string;
  /** Names of the alerts that follow from it. */
  readonly consequences: readonly string[];
  /** What the consequences have in common with it, beside the environment. */
  readonly equal: readonly string[];
}

/** What services tell of when something that they need is gone. */
const DEPENDENCY_ALERTS = ["DependencyDown", "DependencyDegraded", "HealthCheckFailing"];
/** What users and queues feel of it. */
const SYMPTOMS = [
  "HighErrorRatio",
  "SlowResponses",
  "AvailabilityBudgetBurnsFast",
  "AvailabilityBudgetBurnsSlowly",
  "LatencyBudgetBurnsFast",
  "LatencyBudgetBurnsSlowly",
  "JobsFailing",
  "JobsStalled",
];

/**
 * What follows from what. An outage of a data store is felt by every service of the environment, and people are to mend
 * the store.
 */
export const CAUSES: readonly Cause[] = [
  { cause: "InstanceDown", consequences: ["InstancesMissing"], equal: ["service"] },
  { cause: "DatabaseDown", consequences: [...DEPENDENCY_ALERTS, ...SYMPTOMS], equal: [] },
  { cause: "CacheDown", consequences: DEPENDENCY_ALERTS, equal: [] },
];

/** Labels that name the thing that an alert is of. */
const THINGS = ["instance", "server", "node", "queue"] as const;

/** What is muted by what, so that an outage is one message: the worst that is known of it. */
export function inhibitRules(): InhibitRule[] {
  return [...THINGS.map(sameThing), sameService(), ...CAUSES.map(consequencesOf)];
}

/** A critical alert of a thing mutes its warnings. */
function sameThing(label: string): InhibitRule {
  const named = `${label}=~".+"`;
  return {
    source_matchers: [matcher("severity", "critical"), named],
    target_matchers: [matcher("severity", "warning"), named],
    equal: ["environment", "service", label],
  };
}

/** A critical alert of a whole service mutes its warnings, those of its instances as well. */
function sameService(): InhibitRule {
  return {
    source_matchers: [matcher("severity", "critical"), 'service=~".+"', matcher("instance", "")],
    target_matchers: [matcher("severity", "warning"), 'service=~".+"'],
    equal: ["environment", "service"],
  };
}

function consequencesOf({ cause, consequences, equal }: Cause): InhibitRule {
  return {
    source_matchers: [matcher("alertname", cause), matcher("severity", "critical")],
    target_matchers: [`alertname=~"${consequences.join("|")}"`],
    equal: ["environment", ...equal],
  };
}

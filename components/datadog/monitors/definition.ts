import type { Severity } from "../../shared/severity";

/** A monitor of Datadog, with everything but what all monitors have. */
export interface MonitorDefinition {
  /** Part of the resource's name, unique: what it watches, such as `web-too-few-instances`. */
  readonly key: string;
  /** Name of the alert, by which the runbook knows it. */
  readonly alert: string;
  readonly severity: Severity;
  readonly team: string | undefined;
  /** A line for a telephone. */
  readonly title: string;
  /** What is so, in a sentence. */
  readonly meaning: string;
  readonly query: MonitorQuery;
}

/** What a monitor of a metric asks. */
export interface MonitorQuery {
  /** How the values of the window become one. */
  readonly aggregation: "avg" | "max" | "min" | "sum";
  readonly windowMinutes: number;
  /** Expression over metrics, with their scopes. */
  readonly expression: string;
  readonly comparison: ">" | "<";
  readonly threshold: number;
  /** Whether the metrics come from CloudWatch, and so late. */
  readonly fromAws: boolean;
}

/** Windows that Datadog evaluates, in minutes, up to those that it calls hours (Datadog API, "Create a monitor"). */
const WINDOWS = [1, 5, 10, 15, 30] as const;
const HOURS = [1, 2, 4] as const;
const HOUR = 60;

/** The smallest window that Datadog knows and that is no shorter. */
export function windowText(minutes: number): string {
  const found = WINDOWS.find((window) => window >= minutes);
  if (found !== undefined) return `last_${found}m`;
  const hours = HOURS.find((window) => window * HOUR >= minutes);
  return hours === undefined ? "last_1d" : `last_${hours}h`;
}

/** A query in Datadog's words: `max(last_5m):avg:aws.rds.replica_lag{…} > 30`. */
export function queryText({ aggregation, windowMinutes, expression, comparison, threshold }: MonitorQuery): string {
  return `${aggregation}(${windowText(windowMinutes)}):${expression} ${comparison} ${threshold}`;
}

/** Filter of a metric's series: tags that all have to match, in the order of their names. */
export function scope(tags: Readonly<Record<string, string>>): string {
  return `{${Object.entries(tags)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([key, value]) => `${key}:${value.toLowerCase()}`)
    .join(",")}}`;
}

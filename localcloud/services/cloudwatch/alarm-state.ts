import type { Point, Series } from "./metric-math/math-value";

/** States of a metric alarm. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** How an alarm treats missing data. */
export type MissingData = "missing" | "ignore" | "breaching" | "notBreaching";

/** Conditions of the state ALARM: M of N datapoints, by AWS's names. */
export interface AlarmLimits {
  readonly isBreaching: (value: number) => boolean;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
}

/**
 * State of an alarm by the points of its evaluation range, the oldest first (Amazon CloudWatch User Guide, "Configuring
 * how CloudWatch alarms treat missing data"): the newest that exist count, N of them; only where fewer exist, missing
 * ones are filled in.
 */
export function alarmState(range: Series, limits: AlarmLimits, previous: AlarmState = "INSUFFICIENT_DATA"): AlarmState {
  const { isBreaching, evaluationPeriods, datapointsToAlarm } = limits;
  const existing = range.filter((point) => point !== undefined).slice(-evaluationPeriods);
  const breaching = existing.filter(isBreaching).length;
  if (breaching >= datapointsToAlarm) return "ALARM";
  if (existing.length === evaluationPeriods) return "OK";
  return filledState(range, limits, { existing: existing.length, breaching }, previous);
}

/** State where fewer points exist than the alarm looks at, and too few of them are breaching by themselves. */
function filledState(
  range: Series,
  limits: AlarmLimits,
  { existing, breaching }: { readonly existing: number; readonly breaching: number },
  previous: AlarmState,
): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = limits;
  const isEnough = breaching + evaluationPeriods - existing >= datapointsToAlarm;
  if (treatMissingData === "notBreaching") return "OK";
  if (treatMissingData === "breaching") return isEnough ? "ALARM" : "OK";
  if (breaching < existing) return "OK";
  if (treatMissingData === "ignore") return previous;
  return isOldEnough(range, limits) ? "ALARM" : "INSUFFICIENT_DATA";
}

/**
 * The same, "Avoiding premature transitions to alarm state": what has been bad for M periods, and nothing better since.
 */
function isOldEnough(range: Series, { isBreaching, datapointsToAlarm }: AlarmLimits): boolean {
  const oldest = range.findIndex((point: Point) => point !== undefined && isBreaching(point));
  return oldest >= 0 && range.length - oldest >= datapointsToAlarm;
}

import type { EvaluatedAlarm } from "../../services/cloudwatch/alarm-evaluation";
import type { AlarmState } from "../../services/cloudwatch/alarm-state";
import type { Instant } from "../model/instant";

/** A value and the beginning of its period. */
export interface TimedValue {
  readonly value: number;
  readonly at: Instant;
}

/** What CloudWatch says of an alarm that was just made. */
export const UNCHECKED = "Unchecked: Initial alarm creation";

const COMPARED: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanOrEqualToThreshold: "less than or equal to",
  LessThanThreshold: "less than",
};

/** Why a state follows from values, in CloudWatch's words (Amazon CloudWatch User Guide, "Alarm events"). */
export function thresholdReason(
  alarm: EvaluatedAlarm,
  state: AlarmState,
  previous: AlarmState,
  values: readonly TimedValue[],
): string {
  if (state === "INSUFFICIENT_DATA") return insufficientReason(alarm, values.length);
  return values.length === 0 ? treatedReason(alarm) : crossedReason(alarm, state, previous, values);
}

function crossedReason(
  alarm: EvaluatedAlarm,
  state: AlarmState,
  previous: AlarmState,
  values: readonly TimedValue[],
): string {
  const isAlarm = state === "ALARM";
  const counted = values.filter(({ value }) => alarm.isBreaching(value) === isAlarm);
  const shown = (counted.length === 0 ? values : counted).toReversed();
  const were = `${shown.length === 1 ? "was" : "were"}${isAlarm ? "" : " not"}`;
  const least = isAlarm ? alarm.datapointsToAlarm : alarm.evaluationPeriods - alarm.datapointsToAlarm + 1;
  return (
    `Threshold Crossed: ${shown.length} out of the last ${values.length} datapoints [${shown.map(timed).join(", ")}] ` +
    `${were} ${COMPARED[alarm.comparison] ?? ""} the threshold (${javaDouble(alarm.threshold)}) ` +
    `(minimum ${plural(least, "datapoint")} for ${previous === "ALARM" ? "ALARM" : "OK"} -> ${state} transition).`
  );
}

/** Why an alarm that isn't modelled has no state. */
export function notModelledReason(what: string): string {
  return `Insufficient Data: the local cloud doesn't evaluate this alarm: ${what}.`;
}

/** Why an alarm on metrics that nothing publishes here has no state. */
export function unpublishedReason(namespaces: readonly string[]): string {
  return `Insufficient Data: nothing in the local cloud publishes metrics in ${namespaces.join(", ")}.`;
}

function insufficientReason({ evaluationPeriods }: EvaluatedAlarm, known: number): string {
  const unknown = evaluationPeriods - known;
  return `Insufficient Data: ${plural(unknown, "datapoint")} ${unknown === 1 ? "was" : "were"} unknown.`;
}

const TREATED = { breaching: "[Breaching]", notBreaching: "[NonBreaching]", ignore: "[Ignored]", missing: "[Missing]" };

function treatedReason({ evaluationPeriods, treatMissingData }: EvaluatedAlarm): string {
  const [periods, points] = [plural(evaluationPeriods, "period"), plural(evaluationPeriods, "missing datapoint")];
  const were = evaluationPeriods === 1 ? "was" : "were";
  return `Threshold Crossed: no datapoints were received for ${periods} and ${points} ${were} treated as ${TREATED[treatMissingData]}.`;
}

function timed({ value, at }: TimedValue): string {
  const [date = "", time = ""] = new Date(at).toISOString().split(/[T.]/);
  const [year = "", month = "", day = ""] = date.split("-");
  return `${javaDouble(value)} (${day}/${month}/${year.slice(2)} ${time})`;
}

/** CloudWatch writes whole numbers with a decimal. */
export function javaDouble(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

import type { Operation } from "../../model/resource-type";
import { number, valuesAt } from "../../model/values";
import { invalid } from "./invalid";

const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Refuses an alarm that wants more periods to be bad than it looks at. */
export function requireDatapoints({ inputs }: Operation): void {
  const periods = number(inputs, "evaluationPeriods");
  if (periods === undefined) throw invalid("EvaluationPeriods must not be null", "evaluationPeriods");
  if ((number(inputs, "datapointsToAlarm") ?? 1) <= periods) return;
  throw invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods", "datapointsToAlarm");
}

/** Amazon CloudWatch API Reference, PutMetricAlarm, EvaluationPeriods: a week with periods of an hour or more, else a day. */
export function requireSpan({ inputs }: Operation): void {
  const period = longestPeriod(inputs);
  const span = period * (number(inputs, "evaluationPeriods") ?? 0);
  const maximum = period >= HOUR ? WEEK : DAY;
  if (span <= maximum) return;
  const words = period >= HOUR ? "seven days" : "a day";
  throw invalid(
    `Metrics cannot be checked across more than ${words} (EvaluationPeriods * Period must be <= ${maximum})`,
    "evaluationPeriods, period",
  );
}

function longestPeriod(inputs: Operation["inputs"]): number {
  const periods = ["period", "metricQueries[].period", "metricQueries[].metric.period"]
    .flatMap((path) => valuesAt(inputs, path))
    .map(({ value }) => Number(value));
  return Math.max(0, ...periods);
}

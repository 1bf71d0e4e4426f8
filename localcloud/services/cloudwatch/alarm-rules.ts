import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { number, objects, text, valuesAt } from "../../model/values";
import { given } from "../shared/inputs";
import { INVALID } from "./refusal";

const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Refuses an alarm that wants more periods to be bad than it looks at. */
export function requireDatapoints({ inputs }: Operation): void {
  const periods = number(inputs, "evaluationPeriods");
  if (periods === undefined) refuse(INVALID, "EvaluationPeriods must not be null", "evaluationPeriods");
  if ((number(inputs, "datapointsToAlarm") ?? 1) <= periods) return;
  refuse(INVALID, "DatapointsToAlarm must be less than or equal to EvaluationPeriods", "datapointsToAlarm");
}

/**
 * Amazon CloudWatch API Reference, PutMetricAlarm, EvaluationPeriods: a week with periods of an hour or more, else a
 * day.
 */
export function requireSpan({ inputs }: Operation): void {
  const period = longestPeriod(inputs);
  const span = period * (number(inputs, "evaluationPeriods") ?? 0);
  const maximum = period >= HOUR ? WEEK : DAY;
  if (span <= maximum) return;
  const words = period >= HOUR ? "seven days" : "a day";
  refuse(
    INVALID,
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

const OF_BANDS = ["GreaterThanUpperThreshold", "LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold"];

/** Refuses an alarm without a threshold, with two, or with one that doesn't fit its comparison. */
export function requireThreshold({ inputs }: Operation): void {
  const operator = text(inputs, "comparisonOperator");
  if (operator === undefined) refuse(INVALID, "ComparisonOperator must not be null", "comparisonOperator");
  const [first, second] = given(inputs, ["threshold", "thresholdMetricId"]);
  if (second !== undefined) {
    refuse(INVALID, "Threshold and ThresholdMetricId cannot both be set", "threshold, thresholdMetricId");
  }
  const isOfBands = OF_BANDS.includes(operator);
  if (isOfBands && first !== "thresholdMetricId") {
    refuse(INVALID, "ComparisonOperators for ranges require ThresholdMetricId to be set", "thresholdMetricId");
  }
  if (!isOfBands && first === "thresholdMetricId") {
    refuse(INVALID, `ComparisonOperator ${operator} is not for ranges`, "comparisonOperator, thresholdMetricId");
  }
  if (first === undefined) refuse(INVALID, "Threshold must not be null", "threshold");
}

/** Amazon CloudWatch API Reference, PutMetricAlarm, ThresholdMetricId: the query of the anomaly detection band. */
export function requireBand({ inputs }: Operation): void {
  const id = text(inputs, "thresholdMetricId");
  if (id === undefined) return;
  const band = objects(inputs, "metricQueries").find((query) => text(query, "id") === id);
  if (/ANOMALY_DETECTION_BAND\s*\(/.test(text(band ?? {}, "expression") ?? "")) return;
  refuse(
    INVALID,
    `ThresholdMetricId must be the id of an ANOMALY_DETECTION_BAND expression, got ${id}`,
    "thresholdMetricId",
  );
}

import type { Operation } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { given } from "../shared/inputs";
import { invalid } from "./invalid";

const OF_BANDS = ["GreaterThanUpperThreshold", "LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold"];

/** Refuses an alarm without a threshold, with two, or with one that doesn't fit its comparison. */
export function requireThreshold({ inputs }: Operation): void {
  const operator = text(inputs, "comparisonOperator");
  if (operator === undefined) throw invalid("ComparisonOperator must not be null", "comparisonOperator");
  const [first, second] = given(inputs, ["threshold", "thresholdMetricId"]);
  if (second !== undefined) {
    throw invalid("Threshold and ThresholdMetricId cannot both be set", "threshold, thresholdMetricId");
  }
  const isOfBands = OF_BANDS.includes(operator);
  if (isOfBands && first !== "thresholdMetricId") {
    throw invalid("ComparisonOperators for ranges require ThresholdMetricId to be set", "thresholdMetricId");
  }
  if (!isOfBands && first === "thresholdMetricId") {
    throw invalid(`ComparisonOperator ${operator} is not for ranges`, "comparisonOperator, thresholdMetricId");
  }
  if (first === undefined) throw invalid("Threshold must not be null", "threshold");
}

/** Amazon CloudWatch API Reference, PutMetricAlarm, ThresholdMetricId: the query of the anomaly detection band. */
export function requireBand({ inputs }: Operation): void {
  const id = text(inputs, "thresholdMetricId");
  if (id === undefined) return;
  const band = objects(inputs, "metricQueries").find((query) => text(query, "id") === id);
  if (/ANOMALY_DETECTION_BAND\s*\(/.test(text(band ?? {}, "expression") ?? "")) return;
  throw invalid(
    `ThresholdMetricId must be the id of an ANOMALY_DETECTION_BAND expression, got ${id}`,
    "thresholdMetricId",
  );
}

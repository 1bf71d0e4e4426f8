import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { given } from "../shared/inputs";
import { INVALID } from "./refusal";

/** Inputs of an alarm on one metric, with CloudWatch's names for them. */
const OF_ONE_METRIC: Readonly<Record<string, string>> = {
  dimensions: "Dimensions",
  extendedStatistic: "ExtendedStatistic",
  namespace: "Namespace",
  period: "Period",
  statistic: "Statistic",
  unit: "Unit",
};

/** Refuses an alarm that is on no metric, or on one metric and a list of them. */
export function requireSource({ inputs }: Operation): void {
  const [first, second] = given(inputs, ["metricName", "metricQueries"]);
  if (first === undefined) refuse(INVALID, "MetricName must not be null", "metricName, metricQueries");
  if (second !== undefined) {
    refuse(INVALID, "MetricName should not be set if list of Metrics is set.", "metricName, metricQueries");
  }
  if (first === "metricName") requireOneMetric(inputs);
  else refuseOneMetric(inputs);
}

function refuseOneMetric(inputs: Operation["inputs"]): void {
  const [input] = given(inputs, Object.keys(OF_ONE_METRIC));
  if (input === undefined) return;
  refuse(INVALID, `${OF_ONE_METRIC[input] ?? input} should not be set if list of Metrics is set.`, input);
}

function requireOneMetric(inputs: Operation["inputs"]): void {
  const missing = ["namespace", "period"].find((input) => given(inputs, [input]).length === 0);
  if (missing !== undefined) refuse(INVALID, `${OF_ONE_METRIC[missing] ?? missing} must not be null`, missing);
  const statistics = given(inputs, ["statistic", "extendedStatistic"]);
  if (statistics.length !== 1) {
    refuse(
      INVALID,
      "Exactly one of Statistic and ExtendedStatistic must be specified",
      statistics.length === 0 ? "statistic, extendedStatistic" : statistics.join(", "),
    );
  }
  const extended = text(inputs, "extendedStatistic");
  if (extended === undefined || isExtendedStatistic(extended)) return;
  refuse(INVALID, `The value ${extended} for parameter ExtendedStatistic is not supported.`, "extendedStatistic");
}

const SIMPLE = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"];

const BOUND = "\\d+(\\.\\d{1,10})?";
const PERCENTILE = new RegExp(`^(p|tm|tc|ts|wm)(\\d{1,2}(\\.\\d{1,10})?|100)$`);
const RANGE = new RegExp(`^(PR|TM|TC|TS|WM)\\((?=[^)]*\\d)(${BOUND}%?)?:(${BOUND}%?)?\\)$`);

/** Whether CloudWatch knows a statistic (Amazon CloudWatch User Guide, "CloudWatch statistics definitions"). */
export function isStatistic(name: string): boolean {
  return SIMPLE.includes(name) || isExtendedStatistic(name);
}

/** Whether a statistic is one of those that have an input of their own. */
export function isExtendedStatistic(name: string): boolean {
  return name === "IQM" || PERCENTILE.test(name) || RANGE.test(name);
}

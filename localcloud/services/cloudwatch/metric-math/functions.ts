/**
 * What a function makes of its arguments: one time series, several, or as many as it is given (Amazon CloudWatch User
 * Guide, "Metric math syntax and functions", functions supported for metric math).
 */
export type FunctionShape = "one" | "several" | "as given";

const NAMES: Readonly<Record<FunctionShape, string>> = {
  one:
    "AVG DATE DAY DB_PERF_INSIGHTS EPOCH FIRST HOUR IF INSIGHT_RULE_METRIC LAMBDA LAST MAX METRIC_COUNT MIN MINUTE " +
    "MONTH PERIOD SLICE STDDEV SUM TIME_SERIES YEAR",
  several: "METRICS SEARCH SORT",
  "as given":
    "ABS ANOMALY_DETECTION_BAND CEIL DATAPOINT_COUNT DIFF DIFF_TIME FILL FLOOR LOG LOG10 RATE REMOVE_EMPTY " +
    "RUNNING_SUM SERVICE_QUOTA",
};

const SHAPES: ReadonlyMap<string, FunctionShape> = new Map(
  (Object.keys(NAMES) as FunctionShape[]).flatMap((shape) =>
    NAMES[shape].split(" ").map((name): [string, FunctionShape] => [name, shape]),
  ),
);

/** Undefined for a function that CloudWatch doesn't know. */
export function shapeOf(name: string): FunctionShape | undefined {
  return SHAPES.get(name);
}

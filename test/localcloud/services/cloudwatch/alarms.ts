export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** What an alarm says whatever it looks at. */
export const LIMITS = { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 3, threshold: 5 };

/** Inputs of an alarm on one metric. */
export const ON_METRIC = {
  ...LIMITS,
  namespace: "AWS/ApplicationELB",
  metricName: "HTTPCode_ELB_5XX_Count",
  statistic: "Sum",
  period: 60,
};

/** A query for a metric. */
export function metric(id: string, more: object = {}) {
  return { id, metric: { namespace: "Web", metricName: id, stat: "Sum", period: 60, ...more } };
}

/** A query for a metric that the alarm watches. */
export function watchedMetric(id: string, more: object = {}) {
  return { ...metric(id, more), returnData: true };
}

/** A query for an expression that the alarm watches. */
export function watched(expression: string, id = "result") {
  return { id, expression, returnData: true };
}

export function queries(...metricQueries: object[]) {
  return { metricQueries };
}

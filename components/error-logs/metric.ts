import type { MetricSource } from "../shared/metrics";

const NAMESPACE = "ProofPix/Logs";

/** Lines of JSON at the level of an error, as the loggers pino, winston and bunyan's successors write them. */
export const ERROR_PATTERN = '{ ($.level = "error") || ($.level = "fatal") }';

/** The number of a service's lines that are errors. A metric of logs with a default value has no dimension. */
export function errorLines(name: string): MetricSource {
  return { namespace: NAMESPACE, metricName: `${name}-error-lines`, statistic: "Sum" };
}

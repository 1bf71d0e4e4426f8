import type * as pulumi from "@pulumi/pulumi";

/** A metric of CloudWatch, which has one value for each period. */
export interface MetricSource {
  /** Such as `"AWS/SQS"`. */
  readonly namespace: string;
  /** Such as `"ApproximateNumberOfMessagesVisible"`. */
  readonly metricName: string;
  /** How the samples of a period become one value: `"Average"`, `"Sum"`, `"Maximum"`, `"p99"` and so on. */
  readonly statistic: string;
  /** What the metric is measured of. @default - a metric without dimensions */
  readonly dimensions?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

/** A metric, or a value computed from several. */
export interface Measurement {
  /** Metrics by names of your choice: a lower-case letter, then letters, digits and underscores. */
  readonly metrics: Readonly<Record<string, MetricSource>>;
  /**
   * Metric math over those names, such as `"backlog / tasks"` (Amazon CloudWatch User Guide, "Metric math syntax and
   * functions"). A minute that lacks one of several metrics has no value, unless the expression says what to take for
   * it: `FILL(backlog, 0) / tasks`. Don't fill what may come later than the rest: it would be 0 in the newest minutes.
   * @default - the one metric as it is
   */
  readonly expression?: string;
}

/** Metric math: the sum over metrics, of which some may report nothing, as a target group without traffic does. */
export function total(names: readonly string[]): string {
  return `SUM([${names.map((name) => `FILL(${name}, 0)`).join(", ")}])`;
}

/** The same metric of several things, by names that end in the place of each: `errors0`, `errors1`. */
export function numbered(name: string, sources: readonly MetricSource[]): Readonly<Record<string, MetricSource>> {
  return Object.fromEntries(sources.map((source, index) => [`${name}${index}`, source]));
}

/**
 * Average response time in seconds over load balancers' or target groups' dimensions: total time by number of
 * responses, since averages of groups would weigh a group with one request like one with thousands. Both are statistics
 * of one metric and come together, so that a minute which isn't known yet is 0 / 0 and has no value.
 *
 * @param countName beginning of the names of the numbers of responses.
 */
export function averageResponseTime(
  dimensions: readonly MetricSource["dimensions"][],
  countName: string,
): Required<Measurement> {
  const names = dimensions.map((_, index) => ({ time: `time${index}`, count: `${countName}${index}` }));
  const metrics = names.flatMap(({ time, count }, index) => [
    [time, responseTimes("Sum", dimensions[index])] as const,
    [count, responseTimes("SampleCount", dimensions[index])] as const,
  ]);
  return {
    metrics: Object.fromEntries(metrics),
    expression: `${total(names.map(({ time }) => time))} / ${total(names.map(({ count }) => count))}`,
  };
}

/** Elastic Load Balancing User Guide for Application Load Balancers, "CloudWatch metrics": TargetResponseTime. */
function responseTimes(statistic: string, dimensions: MetricSource["dimensions"]): MetricSource {
  return {
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    statistic,
    ...(dimensions !== undefined && { dimensions }),
  };
}

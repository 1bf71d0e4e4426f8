import type { MetricDatum } from "../../../behaviour/model/metric";
import { AwsError } from "../../../model/aws-error";
import { number, objects, text, texts, type Properties } from "../../../model/values";
import { type ApiOperation, done, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { dimensionForms } from "./alarm-form";
import { getMetricData } from "./metric-data";
import { metricNamed } from "./metric-names";

/** Amazon CloudWatch API Reference, PutMetricData. */
const putMetricData: ApiOperation = ({ input, region }, { now }) => {
  const namespace = text(input, "Namespace") ?? "";
  if (namespace.startsWith("AWS/")) {
    throw new AwsError("InvalidParameterValue", "The value AWS/ for parameter Namespace is invalid.");
  }
  const data = objects(input, "MetricData").flatMap((datum) => dataOf({ ...datum, Namespace: namespace }, region, now));
  return done({ kind: "observe", observation: { kind: "metric-data", data } });
};

/** Amazon CloudWatch API Reference, operations on metrics. */
export const metricOperations: ServiceOperations = {
  GetMetricData: getMetricData,
  GetMetricStatistics: reading(({ input, region }, { metrics }) => {
    const period = number(input, "Period") ?? 60;
    const [from, to] = [number(input, "StartTime") ?? 0, number(input, "EndTime") ?? 0];
    const first = Math.floor(from / (period * 1000)) * period * 1000;
    const metric = metricNamed(input, region);
    const read = (statistic: string): (number | undefined)[] => metrics.values(metric, statistic, period, first, to);
    const simple = texts(input, "Statistics").map((name) => ({ name, values: read(name) }));
    const extended = texts(input, "ExtendedStatistics").map((name) => ({ name, values: read(name) }));
    const points = (simple[0] ?? extended[0])?.values ?? [];
    const told = points.flatMap((value, index) =>
      value === undefined
        ? []
        : [
            {
              Timestamp: first + index * period * 1000,
              ...Object.fromEntries(simple.map(({ name, values }) => [name, values[index]])),
              ...(extended.length > 0 && {
                ExtendedStatistics: Object.fromEntries(extended.map(({ name, values }) => [name, values[index]])),
              }),
            },
          ],
    );
    return { Label: metric.metricName, Datapoints: told };
  }),
  ListMetrics: reading(({ input, region }, { metrics }) => {
    const filters = objects(input, "Dimensions");
    const found = metrics
      .all()
      .filter((each) => each.region === region)
      .filter(({ namespace }) => input.Namespace === undefined || namespace === input.Namespace)
      .filter(({ metricName }) => input.MetricName === undefined || metricName === input.MetricName)
      .filter(({ dimensions }) => filters.every((filter) => hasDimension(dimensions, filter)));
    const { elements, next } = pageOf(found, input, { token: "NextToken", limit: "MaxRecords", most: 500 });
    return {
      Metrics: elements.map(({ namespace, metricName, dimensions }) => ({
        Namespace: namespace,
        MetricName: metricName,
        Dimensions: dimensionForms(dimensions),
      })),
      ...next,
    };
  }),
  PutMetricData: putMetricData,
};

function hasDimension(dimensions: Readonly<Record<string, string>>, { Name, Value }: Properties): boolean {
  const value = dimensions[String(Name)];
  return value !== undefined && (Value === undefined || value === Value);
}

/** Values of a datum: one, several with their counts, or a statistic set, of which minimum and maximum are known. */
function dataOf(datum: Properties, region: string, now: number): MetricDatum[] {
  const common = {
    ...metricNamed(datum, region),
    at: number(datum, "Timestamp") ?? now,
    ...(text(datum, "Unit") !== undefined && { unit: text(datum, "Unit") }),
    ...(number(datum, "StorageResolution") === 1 && { isHighResolution: true }),
  };
  return countedValues(datum).map(({ value, count }) => ({ ...common, value, count }));
}

function countedValues(datum: Properties): { readonly value: number; readonly count: number }[] {
  const value = number(datum, "Value");
  if (value !== undefined) return [{ value, count: 1 }];
  if (datum.StatisticValues !== undefined) return statisticSet(datum.StatisticValues as Properties);
  const [values, counts] = [datum.Values, datum.Counts].map((each) => (Array.isArray(each) ? each.map(Number) : []));
  return (values ?? []).map((each, index) => ({ value: each, count: counts?.[index] ?? 1 }));
}

/**
 * Values with the sum, count, minimum and maximum of a set: those between are alike. Percentiles of a set are only
 * known where all of its values are equal (API Reference, StatisticSet).
 */
function statisticSet(set: Properties): { readonly value: number; readonly count: number }[] {
  const of = (name: string): number => number(set, name) ?? 0;
  const [sum, count, least, most] = [of("Sum"), of("SampleCount"), of("Minimum"), of("Maximum")] as const;
  if (count < 2 || least === most) return [{ value: count === 0 ? 0 : sum / count, count }];
  const between = count - 2;
  const ends = [
    { value: least, count: 1 },
    { value: most, count: 1 },
  ];
  return between === 0 ? ends : [...ends, { value: (sum - least - most) / between, count: between }];
}

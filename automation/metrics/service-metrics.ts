import { type MetricDataQuery, type MetricDataResult, paginateGetMetricData } from "@aws-sdk/client-cloudwatch";
import type { AutomationContext } from "../context";
import { type DeployedService, deployedServices } from "../scaling/deployed-services";

/** What Amazon ECS publishes of each service (Developer Guide, "Amazon ECS service utilization metrics"). */
const MEASURES = { cpu: "CPUUtilization", memory: "MemoryUtilization" } as const;

/** What is measured of a service. */
export type Measure = keyof typeof MEASURES;

/** A value at a time. */
export interface MetricPoint {
  /** Begin of its period; ISO 8601, UTC. */
  readonly at: string;
  /** Percent of what the service's tasks reserve, on average. */
  readonly value: number;
}

/** What was measured of a service, oldest first. */
export interface ServiceMetrics extends Readonly<Record<Measure, readonly MetricPoint[]>> {
  /** Name in the configuration. */
  readonly service: string;
}

/** A span of time in periods. */
export interface MetricRange {
  readonly from: Date;
  readonly to: Date;
  /** Seconds: 60, or a multiple of it. */
  readonly periodSeconds: number;
}

/** Amazon CloudWatch API Reference, GetMetricData: `MetricDataQueries`. */
const QUERIES_AT_ONCE = 500;

/** What CloudWatch measured of an environment's services. */
export async function serviceMetrics(
  range: MetricRange,
  { engine, aws }: Pick<AutomationContext, "aws" | "engine">,
): Promise<readonly ServiceMetrics[]> {
  const services = deployedServices(await engine.outputs());
  const queries = services.flatMap((service, place) => queriesOf(service, place, range));
  const results: MetricDataResult[] = [];
  for (let begin = 0; begin < queries.length; begin += QUERIES_AT_ONCE) {
    const MetricDataQueries = queries.slice(begin, begin + QUERIES_AT_ONCE);
    const input = { MetricDataQueries, StartTime: range.from, EndTime: range.to };
    for await (const page of paginateGetMetricData({ client: aws.cloudWatch }, input)) {
      results.push(...(page.MetricDataResults ?? []));
    }
  }
  return services.map(({ name }, place) => ({
    service: name,
    cpu: pointsOf(idOf("cpu", place), results),
    memory: pointsOf(idOf("memory", place), results),
  }));
}

function queriesOf(
  { clusterName, serviceName }: DeployedService,
  place: number,
  { periodSeconds }: MetricRange,
): MetricDataQuery[] {
  const Dimensions = [
    { Name: "ClusterName", Value: clusterName },
    { Name: "ServiceName", Value: serviceName },
  ];
  return (["cpu", "memory"] as const).map((measure) => ({
    Id: idOf(measure, place),
    MetricStat: {
      Metric: { Namespace: "AWS/ECS", MetricName: MEASURES[measure], Dimensions },
      Period: periodSeconds,
      Stat: "Average",
    },
  }));
}

function idOf(measure: Measure, place: number): string {
  return `${measure}${place}`;
}

/** A result may be spread over pages; CloudWatch gives the newest first. */
function pointsOf(id: string, results: readonly MetricDataResult[]): MetricPoint[] {
  return results
    .filter(({ Id }) => Id === id)
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((at, index) => ({ at: at.toISOString(), value: Values[index] ?? 0 })),
    )
    .sort((one, other) => one.at.localeCompare(other.at));
}

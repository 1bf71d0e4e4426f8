import { knownValue, type ResourceView, type StackView } from "../../core";

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

interface Watch {
  readonly alarm: ResourceView;
  readonly resources: ReadonlySet<ResourceView>;
  /** Names of its metrics; undefined while one of them isn't known, which may be any metric. */
  readonly metrics: readonly string[] | undefined;
}

/** The metric alarms of a stack, indexed by what they watch. */
export class AlarmIndex {
  private readonly watches: readonly Watch[];

  /** @param types the types of resources whose alarms are wanted. */
  constructor(stack: StackView, types: readonly string[]) {
    this.watches = stack.resources(METRIC_ALARM).map((alarm) => ({
      alarm,
      resources: new Set(
        ["dimensions", "metricQueries"].flatMap((property) => stack.referencesTo(alarm, property, types)),
      ),
      metrics: metricsOf(alarm),
    }));
  }

  /** Alarms on one of the metrics that watch one of the resources. */
  on(resources: readonly ResourceView[], metrics: readonly string[]): readonly ResourceView[] {
    return this.matching(metrics, (watched) => resources.some((resource) => watched.has(resource)));
  }

  /** Alarms on one of the metrics that watch a resource of the first types and none of the others. */
  onTypes(types: readonly string[], others: readonly string[], metrics: readonly string[]): readonly ResourceView[] {
    return this.matching(metrics, (watched) => hasType(watched, types) && !hasType(watched, others));
  }

  private matching(
    metrics: readonly string[],
    isMeant: (watched: ReadonlySet<ResourceView>) => boolean,
  ): readonly ResourceView[] {
    return this.watches
      .filter((watch) => isMeant(watch.resources))
      .filter((watch) => watch.metrics?.some((metric) => metrics.includes(metric)) ?? true)
      .map(({ alarm }) => alarm);
  }
}

function hasType(resources: ReadonlySet<ResourceView>, types: readonly string[]): boolean {
  return [...resources].some(({ type }) => types.includes(type));
}

/** Names of the metrics of an alarm, on a single metric or on an expression. */
function metricsOf(alarm: ResourceView): readonly string[] | undefined {
  const queries = alarm.list("metricQueries");
  const names = [alarm, ...(knownValue(queries) ?? [])].map((each, index) =>
    each.string(index === 0 ? "metricName" : "metric.metricName"),
  );
  if (!queries.known || names.some((name) => !name.known)) return undefined;
  return names.flatMap((name) => knownValue(name) ?? []);
}

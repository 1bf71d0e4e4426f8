import type { Dataquery as AnyQuery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { DATA_SOURCES } from "../data-sources";
import type { MetricPanel, TracesPanel } from "../panel";
import { grafana } from "../sdk.cjs";

/** What an environment has for its dashboards to ask. */
export interface AvailableSources {
  /** Whether Amazon Managed Prometheus keeps the history. */
  readonly hasManagedPrometheus: boolean;
  /** Whether Jaeger keeps traces. */
  readonly hasJaeger: boolean;
}

export interface SourceReference {
  readonly type: string;
  readonly uid: string;
}

/** The data source of a panel: weeks of data come from where they are kept. */
export function sourceOf(
  { history = false }: MetricPanel,
  { hasManagedPrometheus }: AvailableSources,
): SourceReference {
  const { type, uid } = history && hasManagedPrometheus ? DATA_SOURCES.history : DATA_SOURCES.prometheus;
  return { type, uid };
}

const IDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The queries of a panel. */
export function targetsOf(panel: MetricPanel, sources: AvailableSources): DataqueryBuilder[] {
  const { PromQueryFormat } = grafana.prometheus;
  return panel.queries.map(({ expression, legend, exemplars = false }, index) => {
    const target = new grafana.prometheus.DataqueryBuilder()
      .refId(IDS.charAt(index))
      .datasource(sourceOf(panel, sources))
      .expr(expression)
      .legendFormat(legend)
      .exemplar(exemplars && sources.hasJaeger);
    if (panel.visualization === "table") return target.format(PromQueryFormat.Table).instant();
    return showsLatest(panel) ? target.instant() : target.range();
  });
}

/** Whether a panel shows nothing but the latest value, so that no more is asked for. */
function showsLatest({ visualization }: MetricPanel): boolean {
  return visualization === "gauge" || visualization === "bar-gauge" || visualization === "number";
}

/** A search of Jaeger's, for which the SDK has no builder (its fields are those of Grafana's data source). */
export function tracesQuery({ service }: TracesPanel): { build: () => AnyQuery } {
  const { type, uid } = DATA_SOURCES.jaeger;
  const query = { refId: "A", datasource: { type, uid }, queryType: "search", service, limit: 20 };
  return { build: () => query as unknown as AnyQuery };
}

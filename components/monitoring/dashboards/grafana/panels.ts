import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { VizLegendOptions, VizTooltipOptions } from "@grafana/grafana-foundation-sdk/common";
import type * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import type { MetricPanel, Panel, TextPanel, TracesPanel } from "../panel";
import { DATA_SOURCES } from "../data-sources";
import type { PlacedPanel } from "../layout";
import { grafana } from "../sdk.cjs";
import { colourOf, steps } from "./colours";
import { tableOf } from "./table";
import { type AvailableSources, sourceOf, targetsOf, tracesQuery } from "./targets";

/** What builders of all panels have. */
interface AnyBuilder extends Builder<sdk.Panel> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  gridPos(place: sdk.GridPos): this;
}

/** What builders of panels with values have. */
export interface ValuesBuilder extends AnyBuilder {
  targets(targets: ReturnType<typeof targetsOf>): this;
  datasource(source: ReturnType<typeof sourceOf>): this;
  unit(unit: string): this;
  min(min: number): this;
  max(max: number): this;
  decimals(decimals: number): this;
  noValue(text: string): this;
  interval(step: string): this;
  thresholds(thresholds: Builder<sdk.ThresholdsConfig>): this;
  mappings(mappings: sdk.ValueMapping[]): this;
}

/** A panel in Grafana's form. */
export function grafanaPanel({ panel, place }: PlacedPanel, id: number, sources: AvailableSources): AnyBuilder {
  const { title, description } = panel;
  return builderOf(panel, sources).id(id).title(title).description(description).gridPos(place);
}

function builderOf(panel: Panel, sources: AvailableSources): AnyBuilder {
  if (panel.kind === "text") return text(panel);
  if (panel.kind === "traces") return traces(panel);
  return withValues(VISUALIZATIONS[panel.visualization](panel), panel, sources);
}

const VISUALIZATIONS: Readonly<Record<MetricPanel["visualization"], (panel: MetricPanel) => ValuesBuilder>> = {
  lines: () => lines(),
  area: () => stacked(lines().fillOpacity(40)),
  bars: () => stacked(lines().drawStyle(grafana.common.GraphDrawStyle.Bars).fillOpacity(80)),
  number: (panel) => number(panel),
  gauge: () => new grafana.gauge.PanelBuilder().reduceOptions(latest()).showThresholdMarkers(true),
  "bar-gauge": () => barGauge(),
  table: (panel) => tableOf(panel),
  states: () => states(),
};

type Lines = ReturnType<typeof lines>;

function lines() {
  const { GraphThresholdsStyleConfigBuilder, GraphThresholdsStyleMode, VisibilityMode } = grafana.common;
  return new grafana.timeseries.PanelBuilder()
    .lineWidth(2)
    .showPoints(VisibilityMode.Never)
    .legend(legendBelow())
    .tooltip(tooltip())
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

function stacked(builder: Lines): Lines {
  const { StackingConfigBuilder, StackingMode } = grafana.common;
  return builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
}

function number({ queries }: MetricPanel): ValuesBuilder {
  const { BigValueColorMode, BigValueGraphMode, BigValueTextMode } = grafana.common;
  const [only] = queries;
  const isNamed = queries.length > 1 || only?.legend.includes("{{") === true;
  return new grafana.stat.PanelBuilder()
    .reduceOptions(latest())
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(isNamed ? BigValueTextMode.ValueAndName : BigValueTextMode.Value);
}

function barGauge(): ValuesBuilder {
  const { BarGaugeDisplayMode, BarGaugeNamePlacement, VizOrientation } = grafana.common;
  return new grafana.bargauge.PanelBuilder()
    .reduceOptions(latest())
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Basic)
    .namePlacement(BarGaugeNamePlacement.Top);
}

function states(): ValuesBuilder {
  return new grafana.statetimeline.PanelBuilder()
    .mergeValues(true)
    .rowHeight(0.8)
    .showValue(grafana.common.VisibilityMode.Never)
    .legend(legendBelow())
    .tooltip(tooltip());
}

function text({ content }: TextPanel): AnyBuilder {
  return new grafana.text.PanelBuilder().mode(grafana.text.TextMode.Markdown).content(content);
}

function traces(panel: TracesPanel): AnyBuilder {
  const { type, uid } = DATA_SOURCES.jaeger;
  return new grafana.table.PanelBuilder().datasource({ type, uid }).targets([tracesQuery(panel)]);
}

function withValues(builder: ValuesBuilder, panel: MetricPanel, sources: AvailableSources): ValuesBuilder {
  const { unit, min, max, decimals, withoutValue = "no data", step, states: named } = panel;
  const { ThresholdsConfigBuilder, ThresholdsMode } = grafana.dashboard;
  builder
    .datasource(sourceOf(panel, sources))
    .targets(targetsOf(panel, sources))
    .unit(unit)
    .noValue(withoutValue)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps(panel)));
  if (min !== undefined) builder.min(min);
  if (max !== undefined) builder.max(max);
  if (decimals !== undefined) builder.decimals(decimals);
  if (step !== undefined) builder.interval(step);
  if (named !== undefined) builder.mappings([mapping(named)]);
  return builder;
}

function mapping(named: NonNullable<MetricPanel["states"]>): sdk.ValueMap {
  const options = Object.fromEntries(
    named.map(({ value, text: name, level }, index) => [String(value), { text: name, color: colourOf(level), index }]),
  );
  return { type: grafana.dashboard.MappingType.ValueToText, options };
}

/** Below the panel, where it takes no width, which a phone has little of. */
function legendBelow(): Builder<VizLegendOptions> {
  const { LegendDisplayMode, LegendPlacement, VizLegendOptionsBuilder } = grafana.common;
  return new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true);
}

function tooltip(): Builder<VizTooltipOptions> {
  const { SortOrder, TooltipDisplayMode, VizTooltipOptionsBuilder } = grafana.common;
  return new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending);
}

function latest() {
  return new grafana.common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false);
}

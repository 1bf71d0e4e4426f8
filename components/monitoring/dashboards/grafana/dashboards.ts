import type * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { AUDIENCES, type Dashboard, type Variable } from "../dashboard";
import { DATA_SOURCES } from "../data-sources";
import { type PlacedSection, placed } from "../layout";
import { grafana } from "../sdk.cjs";
import { annotations } from "./annotations";
import { grafanaPanel } from "./panels";
import type { AvailableSources } from "./targets";

/** Tag of all our dashboards, by which they link to each other. */
export const TAG = "proofpix";

type Builder = ReturnType<typeof grafana.newDashboard>;

/** What a file of a dashboard holds. */
export type DashboardModel = ReturnType<Builder["build"]>;

/** A dashboard in the form that Grafana reads from files. */
export function grafanaDashboard(dashboard: Dashboard, environment: string, sources: AvailableSources): DashboardModel {
  const { uid, title, description, audience, range, refresh } = dashboard;
  const builder = grafana
    .newDashboard(`${title} (${environment})`)
    .uid(uid)
    .description(description)
    .tags([TAG, audience])
    .readonly()
    .timezone("browser")
    .time({ from: `now-${range}`, to: "now" })
    .refresh(refresh)
    .tooltip(grafana.dashboard.DashboardCursorSync.Crosshair)
    .links(links())
    .annotations(annotations())
    .variables((dashboard.variables ?? []).map(variable));
  let id = 0;
  const nextId = (): number => (id += 1);
  for (const section of placed(dashboard)) addSection(builder, section, sources, nextId);
  return builder.build();
}

/** A closed heading holds its panels; those of an open one follow it. */
function addSection(
  builder: Builder,
  { title, closed, place, panels }: PlacedSection,
  sources: AvailableSources,
  nextId: () => number,
): void {
  const row = new grafana.dashboard.RowBuilder(title).id(nextId()).collapsed(closed).gridPos(place);
  const built = panels.map((panel) => grafanaPanel(panel, nextId(), sources));
  if (closed) for (const panel of built) row.withPanel(panel);
  builder.withRow(row);
  if (!closed) for (const panel of built) builder.withPanel(panel);
}

/** Lists of the other dashboards, for each audience one, with the time that is shown kept. */
function links(): sdk.DashboardLinkBuilder[] {
  return AUDIENCES.map((audience) =>
    new grafana.dashboard.DashboardLinkBuilder(`For ${audience}`)
      .type(grafana.dashboard.DashboardLinkType.Dashboards)
      .tags([TAG, audience])
      .asDropdown(true)
      .keepTime(true)
      .includeVars(true),
  );
}

const VARIABLES: Readonly<Record<Variable, { readonly label: string; readonly values: string }>> = {
  service: { label: "Service", values: 'label_values(up{job="application"}, service)' },
  instance: { label: "Instance", values: 'label_values(up{job="application", service=~"$service"}, instance)' },
};

/** Something that the reader chooses; everything at first. */
function variable(name: Variable): sdk.QueryVariableBuilder {
  const { label, values } = VARIABLES[name];
  const { type, uid } = DATA_SOURCES.prometheus;
  return new grafana.dashboard.QueryVariableBuilder(name)
    .label(label)
    .datasource({ type, uid })
    .query(values)
    .refresh(grafana.dashboard.VariableRefresh.OnTimeRangeChanged)
    .sort(grafana.dashboard.VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(".+")
    .current({ text: "All", value: "$__all" });
}

import type { MonitoredSystem } from "../monitoring";
import type { DatadogAddresses } from "./addresses";
import type { MonitorDefinition, ObjectiveDefinition } from "./monitors";
import { loadBalancerMonitors, serviceMonitors } from "./monitors/service-monitors";
import { storeMonitors } from "./monitors/store-monitors";

/** An objective that Datadog knows. */
export interface KnownObjective {
  readonly definition: Pick<ObjectiveDefinition, "days" | "name">;
  readonly id: string;
}

/**
 * Text of a dashboard (Datadog API, "Create a new dashboard"): a group for each kind of thing that is watched, with a
 * graph of everything that a monitor looks at and its threshold, and the budgets of objectives.
 */
export function dashboardText(
  system: MonitoredSystem,
  addresses: DatadogAddresses,
  objectives: readonly KnownObjective[],
): string {
  const groups = [
    group("Objectives", objectives.map(objectiveWidget)),
    group("Services", [...serviceMonitors(system, addresses), ...loadBalancerMonitors(system, addresses)].map(graph)),
    group("Data stores and queues", storeMonitors(system, addresses).map(graph)),
  ];
  return JSON.stringify({
    title: system.environment,
    description: `What is watched of ${system.environment}. It is made by its infrastructure's program, which sets it back.`,
    layout_type: "ordered",
    reflow_type: "auto",
    widgets: groups.flat(),
  });
}

/** A group that is not empty. */
function group(title: string, widgets: readonly object[]): object[] {
  if (widgets.length === 0) return [];
  return [{ definition: { type: "group", layout_type: "ordered", title, widgets } }];
}

function graph({ title, query: { expression, comparison, threshold } }: MonitorDefinition): object {
  return {
    definition: {
      type: "timeseries",
      title,
      requests: [{ q: expression, display_type: "line" }],
      markers: [{ value: `y = ${threshold}`, display_type: "error dashed", label: `${comparison} ${threshold}` }],
    },
  };
}

function objectiveWidget({ definition: { days, name }, id }: KnownObjective): object {
  return {
    definition: {
      type: "slo",
      title: name,
      slo_id: id,
      view_type: "detail",
      view_mode: "overall",
      time_windows: [`${days}d`],
      show_error_budget: true,
    },
  };
}

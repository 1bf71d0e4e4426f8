import type { MonitoredSystem } from "../../description";
import type { Dashboard } from "../dashboard";
import { readable } from "../readable";
import { storeDashboards } from "./stores";
import * as topics from "./topics";
import { developersView, managementView, operatorsView } from "./views";

/** What the system's description doesn't tell. */
export interface CatalogueOptions {
  /** Whether Jaeger keeps traces, which have a dashboard then. */
  readonly hasTraces: boolean;
}

/** Every dashboard of a system: a view for each audience, and the topics from which they are made up. */
export function dashboardsOf(system: MonitoredSystem, { hasTraces }: CatalogueOptions): Dashboard[] {
  const all = [
    managementView(system),
    developersView(system),
    operatorsView(system),
    topics.operationsDashboard(system),
    topics.scalingDashboard(system),
    topics.deploymentsDashboard(system),
    topics.capacityDashboard(system),
    ...storeDashboards(system),
    ...topics.ifAny(topics.costDashboard(system), (dashboard) => dashboard),
    topics.alertsDashboard(),
    ...(hasTraces ? [topics.tracingDashboard(system)] : []),
  ];
  return all.map(readable);
}

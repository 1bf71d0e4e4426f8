import type { MonitoredSystem } from "../../monitoring";
import type { DatadogAddresses } from "../addresses";
import type { MonitorDefinition } from "./definition";
import { loadBalancerMonitors, serviceMonitors } from "./service-monitors";
import { storeMonitors } from "./store-monitors";

export { type MonitorDefinition, queryText } from "./definition";
export {
  burnRateQuery,
  OBJECTIVE_DAYS,
  type ObjectiveDefinition,
  objectiveDefinitions,
  WATCHED_BURN_RATES,
} from "./objectives";

/** Every monitor of a metric, by the numbers of the description: no threshold is written here. */
export function monitorDefinitions(system: MonitoredSystem, addresses: DatadogAddresses): MonitorDefinition[] {
  return [
    ...serviceMonitors(system, addresses),
    ...loadBalancerMonitors(system, addresses),
    ...storeMonitors(system, addresses),
  ];
}

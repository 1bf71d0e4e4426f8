import type { MonitoredSystem } from "../description";
import { DETECTION, type DetectionSettings } from "../detection";
import type { Alert } from "./alert";
import { cacheAlerts } from "./cache-alerts";
import { databaseAlerts } from "./database-alerts";
import { instanceAlerts } from "./instance-alerts";
import { jobAlerts } from "./job-alerts";
import { loadAlerts } from "./load-alerts";
import { loadBalancerAlerts } from "./load-balancer-alerts";
import { monitoringAlerts } from "./monitoring-alerts";
import { objectiveAlerts } from "./objective-alerts";
import { serviceAlerts } from "./service-alerts";

/** Every alert of an environment, those of one group together. */
export function alertsOf(system: MonitoredSystem, detection: DetectionSettings = DETECTION): Alert[] {
  return [
    ...(system.services.length === 0 ? [] : instanceAlerts(system, detection)),
    ...serviceAlerts(system),
    ...loadAlerts(system),
    ...objectiveAlerts(system),
    ...jobAlerts(system),
    ...loadBalancerAlerts(system),
    ...databaseAlerts(system),
    ...cacheAlerts(system),
    ...monitoringAlerts(system),
  ];
}

import type { MonitoredLoadBalancer } from "../monitoring";
import type { LoadBalancerArgs } from "./args";
import { alarmThresholds } from "./target-settings";
import { CERTIFICATE_DAYS, OWN_ERROR_PERCENT } from "./thresholds";

/**
 * What is watched of a load balancer and its targets, by the numbers of their CloudWatch alarms. A network load
 * balancer, which `"ip-hash"` makes, sees neither statuses nor response times: it has no targets here.
 */
export function monitoredLoadBalancer(
  name: string,
  { algorithm, domain, targets }: Pick<LoadBalancerArgs, "algorithm" | "domain" | "targets">,
): MonitoredLoadBalancer {
  const kind = algorithm === "ip-hash" ? "network" : "application";
  const measured = kind === "network" ? [] : Object.entries(targets);
  return {
    name,
    kind,
    domainName: domain?.name,
    ownErrorPercent: OWN_ERROR_PERCENT,
    certificateDays: CERTIFICATE_DAYS,
    targets: measured.map(([service, target]) => {
      const { serverErrorPercent, responseTime } = alarmThresholds(target);
      return { service, serverErrorPercent, responseTimeSeconds: responseTime };
    }),
  };
}

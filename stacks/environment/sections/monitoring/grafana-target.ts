import type { DomainArgs, LoadBalancerTargetArgs } from "../../../../components/load-balancer";
import { certificateCovers, domainNames } from "../../../../components/load-balancer/domain-names";
import { MONITORING_PARTS } from "../../../../components/monitoring";
import type { MonitoringConfiguration } from "./configuration";

/** Name of the load balancer's target; no service may have it. */
export const GRAFANA_TARGET = "grafana";

/** How the load balancer sees Grafana; none where it stays inside. */
export function grafanaTarget({
  monitoring,
}: MonitoringConfiguration): Readonly<Record<string, LoadBalancerTargetArgs>> {
  if (monitoring?.grafana === undefined) return {};
  return {
    [GRAFANA_TARGET]: {
      port: MONITORING_PARTS.grafana,
      healthCheck: { path: "/api/health" },
      routing: { hosts: [monitoring.grafana.host] },
    },
  };
}

/** A domain whose certificate and records cover Grafana's host too. */
export function withGrafanaHost(domain: DomainArgs, { monitoring }: MonitoringConfiguration): DomainArgs {
  const host = monitoring?.grafana?.host;
  if (host === undefined || certificateCovers(domainNames(domain), host)) return domain;
  return { ...domain, alternativeNames: [...(domain.alternativeNames ?? []), host] };
}

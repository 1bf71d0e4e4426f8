import { JOBS } from "../../jobs";
import type { LoadBalancerKind, MonitoredLoadBalancer } from "../../description";
import { atMost, metrics, type MetricPanel, query } from "../panel";
import { select } from "../promql";

/** Beginnings of the metrics' names, as CloudWatch's namespaces have them. */
const PREFIXES: Readonly<Record<LoadBalancerKind, string>> = {
  application: "aws_applicationelb",
  network: "aws_networkelb",
};

function ofLoadBalancer(kind: LoadBalancerKind, metric: string): string {
  return select(`${PREFIXES[kind]}_${metric}`, { job: JOBS.cloudWatch });
}

/** What a load balancer sees of its traffic and of what goes wrong with it. */
export function loadBalancerPanels(loadBalancer: MonitoredLoadBalancer): MetricPanel[] {
  return loadBalancer.kind === "application"
    ? [requestsFromOutside(), ownErrors(loadBalancer)]
    : [connectionsFromOutside(), brokenConnections()];
}

/** Requests that came in from outside. */
function requestsFromOutside(): MetricPanel {
  return metrics({
    title: "Requests at the load balancer",
    description: "Requests in each period of CloudWatch, with a delay of minutes.",
    visualization: "area",
    unit: "short",
    min: 0,
    queries: [query(`sum(${ofLoadBalancer("application", "request_count_sum")})`, "requests")],
  });
}

/** Requests that ended in errors, as the load balancer counts them. */
function ownErrors({ ownErrorPercent }: MonitoredLoadBalancer): MetricPanel {
  const total = (metric: string): string => `sum(${ofLoadBalancer("application", metric)})`;
  const percent = (metric: string): string => `100 * ${total(metric)} / (${total("request_count_sum")} > 0)`;
  return metrics({
    title: "Errors of the load balancer",
    description:
      "Share of requests that ended in 5xx: by the load balancer itself, since no instance took the request, and by " +
      "instances. The line is what people are told of.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    limits: [atMost(ownErrorPercent)],
    queries: [
      query(percent("httpcode_elb_5_xx_count_sum"), "its own"),
      query(percent("httpcode_target_5_xx_count_sum"), "of instances"),
    ],
  });
}

/** Connections that came in from outside. */
function connectionsFromOutside(): MetricPanel {
  return metrics({
    title: "Connections at the load balancer",
    description: "New connections in each period of CloudWatch, and those that are open, with a delay of minutes.",
    visualization: "lines",
    unit: "short",
    min: 0,
    queries: [
      query(`sum(${ofLoadBalancer("network", "new_flow_count_sum")})`, "new"),
      query(`sum(${ofLoadBalancer("network", "active_flow_count_average")})`, "open"),
    ],
  });
}

/** Connections that did not end in good order. */
function brokenConnections(): MetricPanel {
  return metrics({
    title: "Connections that broke off",
    description:
      "Connections in each period that the load balancer itself reset, as where no instance is healthy, and those that " +
      "instances reset.",
    visualization: "lines",
    unit: "short",
    min: 0,
    queries: [
      query(`sum(${ofLoadBalancer("network", "tcp_elb_reset_count_sum")})`, "by itself"),
      query(`sum(${ofLoadBalancer("network", "tcp_target_reset_count_sum")})`, "by instances"),
    ],
  });
}

/** Instances that the load balancer sends nothing to. */
export function unhealthyTargets({ kind }: MonitoredLoadBalancer): MetricPanel {
  return metrics({
    title: "Unhealthy at the load balancer",
    description: "Instances that the load balancer leaves out. They are replaced after some failed checks.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1)],
    queries: [query(`max(${ofLoadBalancer(kind, "un_healthy_host_count_maximum")})`, "unhealthy")],
  });
}

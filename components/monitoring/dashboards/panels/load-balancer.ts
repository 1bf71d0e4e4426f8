import { JOBS } from "../../jobs";
import type { MonitoredLoadBalancer } from "../../description";
import { atMost, metrics, type MetricPanel, query } from "../panel";
import { select } from "../promql";

function ofLoadBalancer(metric: string): string {
  return select(`aws_applicationelb_${metric}`, { job: JOBS.cloudWatch });
}

/** Requests that came in from outside. */
export function requestsFromOutside(): MetricPanel {
  return metrics({
    title: "Requests at the load balancer",
    description: "Requests in each period of CloudWatch, with a delay of minutes.",
    visualization: "area",
    unit: "short",
    min: 0,
    queries: [query(`sum(${ofLoadBalancer("request_count_sum")})`, "requests")],
  });
}

/** Requests that ended in errors, as the load balancer counts them. */
export function ownErrors({ ownErrorPercent }: MonitoredLoadBalancer): MetricPanel {
  const percent = (metric: string): string =>
    `100 * sum(${ofLoadBalancer(metric)}) / (sum(${ofLoadBalancer("request_count_sum")}) > 0)`;
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

/** Instances that the load balancer sends nothing to. */
export function unhealthyTargets(): MetricPanel {
  return metrics({
    title: "Unhealthy at the load balancer",
    description: "Instances that the load balancer leaves out. They are replaced after some failed checks.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1)],
    queries: [query(`max(${ofLoadBalancer("un_healthy_host_count_maximum")})`, "unhealthy")],
  });
}

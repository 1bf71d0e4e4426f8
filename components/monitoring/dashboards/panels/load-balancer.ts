import { atMost, metrics, type MetricPanel, query } from "../panel";
import { orNone, select } from "../promql";

function ofLoadBalancer(metric: string): string {
  return select(`aws_applicationelb_${metric}`, { job: "cloudwatch" });
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

/** Errors that the load balancer answered itself. */
export function ownErrors(): MetricPanel {
  return metrics({
    title: "Errors of the load balancer",
    description:
      "Answers with 5xx in each period of CloudWatch: by the load balancer itself, since no instance took the request, and by instances.",
    visualization: "lines",
    unit: "short",
    min: 0,
    queries: [
      query(orNone(`sum(${ofLoadBalancer("httpcode_elb_5_xx_count_sum")})`), "its own"),
      query(orNone(`sum(${ofLoadBalancer("httpcode_target_5_xx_count_sum")})`), "of instances"),
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

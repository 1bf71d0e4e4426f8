import type { MonitoredLoadBalancer, MonitoredSystem } from "../description";
import { JOBS } from "../jobs";
import type { Alert } from "./alert";
import { share } from "./promql";

const DAY_SECONDS = 86_400;

/** Alerts on the load balancer itself and on its certificate. */
export function loadBalancerAlerts({ loadBalancer }: MonitoredSystem): Alert[] {
  if (loadBalancer === undefined) return [];
  return [
    ...(loadBalancer.targets.length === 0 ? [] : [loadBalancerErrors(loadBalancer)]),
    ...(loadBalancer.domainName === undefined ? [] : [certificateExpires(loadBalancer)]),
  ];
}

/** RequestCount leaves out requests for which no instance could be chosen. */
function loadBalancerErrors({ name, ownErrorPercent }: MonitoredLoadBalancer): Alert {
  const total = (metric: string): string => `sum(aws_applicationelb_${metric}_sum{job="${JOBS.cloudWatch}"})`;
  const errors = total("httpcode_elb_5_xx_count");
  return {
    name: "LoadBalancerErrors",
    group: "load-balancer",
    severity: "critical",
    meaning: "The load balancer itself fails requests: it has no healthy instance, or instances break off.",
    source: "`loadBalancer.ownErrorPercent`",
    reference: 'Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer"',
    look: ["Healthy and unhealthy targets of each group.", "InstanceDown and TooFewInstances."],
    act: [
      "No healthy target: mend the service by its own alert.",
      "502 alone: keep-alive of the service shorter than 60 s.",
    ],
    dashboard: "operations",
    rules: [
      {
        of: name,
        threshold: `more than ${ownErrorPercent} % of requests for 2m`,
        expression: `100 * ${share(errors, `((${total("request_count")} or vector(0)) + ${errors})`)} > ${ownErrorPercent}`,
        forSeconds: 120,
        labels: { load_balancer: name },
        summary: `${name} fails requests itself`,
        description: `The load balancer ${name} answers {{ $value | humanize }} % of requests with a 5xx status of its own.`,
      },
    ],
  };
}

function certificateExpires({ name, certificateDays }: MonitoredLoadBalancer): Alert {
  return {
    name: "CertificateExpires",
    group: "load-balancer",
    severity: "warning",
    meaning: "A certificate that clients see ends soon: its renewal failed, or nobody imported a new one.",
    source: "`loadBalancer.certificateDays`",
    reference: 'AWS Certificate Manager User Guide, "Managed certificate renewal"',
    look: ["The certificate's page in ACM: its renewal status, and the CNAME records of its validation."],
    act: ["Put the records back, and ACM renews.", "An imported certificate: import its successor under the same ARN."],
    dashboard: "operations",
    rules: [
      {
        of: name,
        threshold: `fewer than ${certificateDays} days`,
        expression: `min by (instance) (probe_ssl_earliest_cert_expiry{job="${JOBS.probe}"}) - time() < ${certificateDays} * ${DAY_SECONDS}`,
        forSeconds: 3600,
        summary: "The certificate of {{ $labels.instance }} expires",
        description: "The certificate of {{ $labels.instance }} expires in {{ $value | humanizeDuration }}.",
      },
    ],
  };
}

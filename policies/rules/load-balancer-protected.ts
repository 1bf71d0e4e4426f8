import { resourceRule, type Change, type Finding, type ResourceView } from "../core";
import { isApplicationLoadBalancer, LOAD_BALANCER_TYPES } from "./shared/load-balancers";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Whether the load balancer needs deletion protection. */
  readonly deletionProtection: boolean;
}

export const loadBalancerProtected = resourceRule<Settings>({
  name: "load-balancer-protected",
  title: "Load balancers withstand malformed requests and deletion",
  description:
    "Application load balancers drop invalid headers and stop request smuggling; in production no load balancer can be " +
    "deleted before its protection is taken off.",
  why:
    "A request that the load balancer and the application read differently gets past authentication, or into another " +
    "client's connection. A deleted load balancer comes back with another address: everything is down meanwhile.",
  fix:
    'Set `dropInvalidHeaderFields: true`, `desyncMitigationMode: "defensive"` and, in production, ' +
    "`enableDeletionProtection: true`.",
  severity: "medium",
  identifiers: {
    fsbp: ["ELB.4", "ELB.6", "ELB.12"],
    checkov: ["CKV_AWS_131", "CKV_AWS_150", "CKV_AWS_328"],
    trivy: ["AVD-AWS-0052"],
  },
  requirements: ["SE-3"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Edit attributes for your Application Load Balancer",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    },
  ],
  types: LOAD_BALANCER_TYPES,
  levels: { development: "disabled", staging: "remediate", production: "mandatory" },
  configuration: {
    schema: {
      deletionProtection: { type: "boolean", description: "Whether deletion protection has to be on" },
    },
    defaults: {
      development: { deletionProtection: false },
      staging: { deletionProtection: false },
      production: { deletionProtection: true },
    },
  },
  check: (loadBalancer, { deletionProtection }) => [
    ...(isApplicationLoadBalancer(loadBalancer) ? [...headers(loadBalancer), ...smuggling(loadBalancer)] : []),
    ...(deletionProtection ? deletable(loadBalancer) : []),
  ],
  remedy: (loadBalancer) =>
    isApplicationLoadBalancer(loadBalancer)
      ? [
          ...mended(headers(loadBalancer), { property: "dropInvalidHeaderFields", value: true }),
          ...mended(smuggling(loadBalancer), { property: "desyncMitigationMode", value: "defensive" }),
        ]
      : [],
});

function headers(loadBalancer: ResourceView): Finding[] {
  return wrongSwitch(loadBalancer, {
    property: "dropInvalidHeaderFields",
    problem: "invalid headers reach the application, which may read them as others",
  });
}

/** AWS mitigates by default. */
function smuggling(loadBalancer: ResourceView): Finding[] {
  const mode = loadBalancer.string("desyncMitigationMode");
  if (!mode.known || mode.value !== "monitor") return [];
  return [
    {
      property: "desyncMitigationMode",
      value: mode.value,
      problem: "requests that smuggle others are counted and let through",
      allowed: "defensive, strictest",
      fix: 'set desyncMitigationMode: "defensive"',
    },
  ];
}

function deletable(loadBalancer: ResourceView): Finding[] {
  return wrongSwitch(loadBalancer, {
    property: "enableDeletionProtection",
    problem: "one mistaken call deletes it, and the address of the product with it",
  });
}

function mended(findings: readonly Finding[], change: Change): Change[] {
  return findings.length === 0 ? [] : [change];
}

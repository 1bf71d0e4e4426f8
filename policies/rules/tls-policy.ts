import {
  everywhere,
  MANDATORY_FROM_STAGING,
  matches,
  resourceRule,
  textList,
  type Finding,
  type ResourceView,
} from "../core";
import { LISTENER_TYPES } from "./shared/load-balancers";
import { missing } from "./shared/properties";

interface Settings {
  /** Patterns of the names of security policies that listeners may have. */
  readonly policies: readonly string[];
}

/** TLS 1.3 and 1.2, or 1.3 alone; `*` stands for the rest of the name. */
const MODERN = ["ELBSecurityPolicy-TLS13-1-2-*", "ELBSecurityPolicy-TLS13-1-3-*"];

/** What AWS recommends (Elastic Load Balancing User Guide, Security policies). */
const RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

export const tlsPolicy = resourceRule<Settings>({
  name: "tls-policy",
  title: "Load balancers use a modern TLS policy",
  description: "Listeners for HTTPS and TLS have a certificate and a security policy without TLS versions before 1.2.",
  why:
    "AWS's default policy still accepts TLS 1.0, which is broken: whoever is on the way can force an old client " +
    "down to it.",
  fix: `Set \`sslPolicy: "${RECOMMENDED}"\` and \`certificateArn\`.`,
  severity: "high",
  identifiers: { checkov: ["CKV_AWS_103"], trivy: ["AVD-AWS-0047"], cfnNag: ["W55"] },
  requirements: ["LB-4"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Security policies for your Application Load Balancer",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    },
  ],
  types: LISTENER_TYPES,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      policies: textList("Names of security policies that listeners may have; `*` stands for any text"),
    },
    defaults: everywhere({ policies: MODERN }),
  },
  check: (listener, { policies }) =>
    endsTls(listener) ? [...weakPolicy(listener, policies), ...missingCertificate(listener)] : [],
  remedy: (listener, { policies }) =>
    endsTls(listener) && isAllowed(RECOMMENDED, policies) && weakPolicy(listener, policies).length > 0
      ? [{ property: "sslPolicy", value: RECOMMENDED }]
      : [],
});

function endsTls(listener: ResourceView): boolean {
  const protocol = listener.string("protocol");
  return protocol.known && ["HTTPS", "TLS"].includes(protocol.value ?? "");
}

function isAllowed(policy: string, allowed: readonly string[]): boolean {
  return allowed.some((pattern) => matches(pattern, policy));
}

function weakPolicy(listener: ResourceView, allowed: readonly string[]): Finding[] {
  const policy = listener.string("sslPolicy");
  if (!policy.known || isAllowed(policy.value ?? "", allowed)) return [];
  return [
    {
      property: "sslPolicy",
      value: policy.value,
      problem:
        policy.value === undefined
          ? "the one that AWS takes then still agrees to TLS 1.0"
          : "it agrees to outdated protocols or isn't one that the configuration allows",
      allowed: allowed.join(", "),
      fix: `set sslPolicy: "${RECOMMENDED}"`,
    },
  ];
}

function missingCertificate(listener: ResourceView): Finding[] {
  return missing(listener, {
    property: "certificateArn",
    problem: "a listener that ends TLS needs a certificate, which AWS demands when it creates it",
    allowed: "the ARN of a certificate",
    fix: "set certificateArn to a certificate of AWS Certificate Manager in the same region",
  });
}

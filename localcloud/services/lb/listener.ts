import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { number, text } from "../../model/values";
import { requireCompleteActions, requireUsableTargetGroups, requireWeights, targetGroupReferences } from "./actions";
import { SSL_POLICIES } from "./ssl-policies";

const ENCRYPTED = ["HTTPS", "TLS"];
const PROTOCOLS = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
} as const;

export const listener: ResourceType = {
  type: "aws:lb/listener:Listener",
  replacedBy: ["loadBalancerArn", "region"],
  references: [
    {
      input: "loadBalancerArn",
      to: ["aws:lb/loadBalancer:LoadBalancer"],
      missing: { code: "LoadBalancerNotFound", message: (id) => `One or more load balancers not found: '${id}'` },
    },
    {
      input: "certificateArn",
      to: ["aws:acm/certificate:Certificate"],
      missing: { code: "CertificateNotFound", message: (id) => `Certificate '${id}' not found` },
      inUse: {
        code: "ResourceInUseException",
        message: (id) => `Certificate ${id} in account 123456789012 is in use.`,
      },
    },
    ...targetGroupReferences("defaultActions"),
  ],
  rules: [requireProtocol, requirePortOfItsOwn, requireCertificate, requireIssued, requireKnownPolicy, requireActions],
  make: (operation) => {
    const suffix = String(loadBalancerOf(operation).computed.arnSuffix);
    const resource = `listener/${suffix}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", operation.region, operation.accountId, resource);
    return { id, computed: { arn: id } };
  },
};

function loadBalancerOf({ inputs, cloud }: Operation): CloudResource {
  const id = text(inputs, "loadBalancerArn") ?? "";
  const found = cloud.find("aws:lb/loadBalancer:LoadBalancer", id);
  if (found === undefined) throw new AwsError("LoadBalancerNotFound", `One or more load balancers not found: '${id}'`);
  return found;
}

/** Elastic Load Balancing API Reference, CreateListener: protocols by kind of load balancer. */
function requireProtocol(operation: Operation): void {
  const protocol = text(operation.inputs, "protocol") ?? "";
  const kind = text(loadBalancerOf(operation).inputs, "loadBalancerType") === "network" ? "network" : "application";
  if ((PROTOCOLS[kind] as readonly string[]).includes(protocol)) return;
  throw new AwsError(
    "ValidationError",
    `Listener protocol '${protocol}' must be one of '${PROTOCOLS[kind].join(", ")}' for ${kind} load balancers (protocol)`,
  );
}

function requirePortOfItsOwn({ inputs, cloud, previous }: Operation): void {
  const taken = cloud
    .ofType("aws:lb/listener:Listener")
    .filter((other) => other.id !== previous?.id && other.inputs.loadBalancerArn === inputs.loadBalancerArn)
    .some((other) => number(other.inputs, "port") === number(inputs, "port"));
  if (!taken) return;
  throw new AwsError("DuplicateListener", `A listener already exists on this port for this load balancer (port)`);
}

function requireCertificate({ inputs }: Operation): void {
  const encrypted = ENCRYPTED.includes(text(inputs, "protocol") ?? "");
  const certificate = text(inputs, "certificateArn");
  if (encrypted && certificate === undefined) {
    throw new AwsError(
      "ValidationError",
      `A certificate must be specified for ${String(inputs.protocol)} listeners (certificateArn)`,
    );
  }
  if (!encrypted && (certificate ?? text(inputs, "sslPolicy")) !== undefined) {
    throw new AwsError(
      "ValidationError",
      `Certificates and security policies are not supported for ${String(inputs.protocol)} listeners (certificateArn, sslPolicy)`,
    );
  }
}

/** ACM lets a load balancer use issued certificates only; one that waits for validation is refused. */
function requireIssued({ inputs, cloud }: Operation): void {
  const certificate = cloud.find("aws:acm/certificate:Certificate", text(inputs, "certificateArn") ?? "");
  if (certificate === undefined || outputsOf(certificate).status === "ISSUED") return;
  const validated = cloud
    .ofType("aws:acm/certificateValidation:CertificateValidation")
    .some((validation) => validation.inputs.certificateArn === certificate.id);
  if (validated) return;
  throw new AwsError(
    "UnsupportedCertificate",
    `The certificate '${certificate.id}' must have a fully-qualified domain name, a supported signature, and a supported key size; it is not issued (certificateArn)`,
  );
}

function requireKnownPolicy({ inputs }: Operation): void {
  const policy = text(inputs, "sslPolicy");
  if (policy === undefined || SSL_POLICIES.has(policy)) return;
  throw new AwsError("SSLPolicyNotFound", `SSL policy '${policy}' not found (sslPolicy)`);
}

function requireActions(operation: Operation): void {
  requireCompleteActions(operation.inputs, "defaultActions");
  requireWeights(operation.inputs, "defaultActions");
  requireUsableTargetGroups(operation, "defaultActions", loadBalancerOf(operation));
}

import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { refuseUnmodelled } from "../shared/inputs";
import { requireActions, targetGroupReferences } from "./actions";
import { actionLimits, actionMembers, actionSecrets } from "./limits";
import { certificateReference, requireUsableCertificate } from "./listener-certificate";
import { ENCRYPTED_PROTOCOLS, kindOf, LISTENER_PROTOCOLS } from "./protocols";

/** The policy of a listener that names none (Elastic Load Balancing API Reference, CreateListener). */
const DEFAULT_SSL_POLICY = "ELBSecurityPolicy-2016-08";

/** Names of security policies consist of protocol, strength, FIPS module, key exchange and date. */
const SSL_POLICY: DocumentedLimit = {
  document: "User Guide for Application Load Balancers, Security policies",
  pattern:
    "^ELBSecurityPolicy-(?:2015-05|2016-08|TLS-1-0-2015-04|TLS-1-[12]-2017-01|TLS-1-2-Ext-2018-06|FS-2018-06|" +
    "FS-1-[12]-2019-08|FS-1-2-Res-2019-08|FS-1-2-Res-2020-10|" +
    "TLS13-1-[0-3](?:-Res|-Ext[0-2])?(?:-2021-06|-FIPS-2023-04|(?:-FIPS)?-PQ-2025-09))$",
  code: "SSLPolicyNotFound",
  message: (value) => `SSL policy '${value}' not found`,
};

export const listener: ResourceType = {
  type: "aws:lb/listener:Listener",
  mapping: {
    operation: "elbv2.CreateListener",
    inputs: {
      certificateArn: "Certificates.CertificateArn",
      ...actionMembers("defaultActions[]", "DefaultActions"),
    },
  },
  documentedLimits: {
    sslPolicy: [SSL_POLICY],
    tcpIdleTimeoutSeconds: [
      { document: "Elastic Load Balancing API Reference, ListenerAttribute", min: 60, max: 6000 },
    ],
    ...actionLimits("defaultActions[]"),
  },
  replaceOnChanges: ["loadBalancerArn", "region"],
  secrets: actionSecrets("defaultActions[]"),
  references: [
    {
      input: "loadBalancerArn",
      to: ["aws:lb/loadBalancer:LoadBalancer"],
      missing: { code: "LoadBalancerNotFound", message: (id) => `One or more load balancers not found: '${id}'` },
    },
    certificateReference,
    ...targetGroupReferences("defaultActions"),
  ],
  rules: [
    refuseUnmodelled(["alpnPolicy", "mutualAuthentication"], "these settings of a listener", "services/lb/listener.ts"),
    requireProtocol,
    requireUniquePort,
    requireCertificate,
    requireUsableCertificate,
    warningOf(refuseTimeoutOfOtherProtocols, "the provider doesn't send it"),
    requireDefaultActions,
  ],
  make: (operation) => {
    const suffix = String(loadBalancerOf(operation).computed.arnSuffix);
    const resource = `listener/${suffix}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", operation.region, operation.accountId, resource);
    return { id, computed: { arn: id, ...settingsOutputs(operation) } };
  },
  cascade: deletedWithListener,
  recomputed: ["protocol", "sslPolicy", "tcpIdleTimeoutSeconds"],
  remake: settingsOutputs,
};

/** Settings, completed by the defaults of the provider and AWS. */
function settingsOutputs(operation: Operation): Properties {
  const { inputs } = operation;
  const protocol = protocolOf(operation);
  return {
    protocol,
    ...(isEncrypted(operation) && { sslPolicy: text(inputs, "sslPolicy") ?? DEFAULT_SSL_POLICY }),
    ...(protocol === "TCP" && { tcpIdleTimeoutSeconds: number(inputs, "tcpIdleTimeoutSeconds") ?? 350 }),
  };
}

/** What is deleted with a listener (Elastic Load Balancing API Reference, DeleteListener). */
export function deletedWithListener(deleted: CloudResource, cloud: CloudReader): CloudResource[] {
  return ["aws:lb/listenerCertificate:ListenerCertificate", "aws:lb/listenerRule:ListenerRule"].flatMap((type) =>
    cloud.ofType(type).filter(({ inputs }) => inputs.listenerArn === deleted.id),
  );
}

function loadBalancerOf({ inputs, cloud }: Operation): CloudResource {
  const id = text(inputs, "loadBalancerArn") ?? "";
  const found = cloud.find("aws:lb/loadBalancer:LoadBalancer", id);
  if (found !== undefined) return found;
  refuse("LoadBalancerNotFound", `One or more load balancers not found: '${id}'`, "loadBalancerArn");
}

/** The provider's default is HTTP for application load balancers. */
function protocolOf(operation: Operation): string {
  const isApplication = kindOf(loadBalancerOf(operation).inputs) === "application";
  return text(operation.inputs, "protocol") ?? (isApplication ? "HTTP" : "");
}

function isEncrypted(operation: Operation): boolean {
  return ENCRYPTED_PROTOCOLS.includes(protocolOf(operation));
}

/** Elastic Load Balancing API Reference, CreateListener: protocols by kind of load balancer. */
function requireProtocol(operation: Operation): void {
  const protocol = protocolOf(operation);
  const protocols = LISTENER_PROTOCOLS[kindOf(loadBalancerOf(operation).inputs)];
  if (protocols.includes(protocol)) return;
  refuse("ValidationError", `Listener protocol '${protocol}' must be one of '${protocols.join(", ")}'`, "protocol");
}

function requireUniquePort({ inputs, cloud, previous }: Operation): void {
  const port = number(inputs, "port");
  if (port === undefined) refuse("ValidationError", "A port must be specified", "port");
  const isUsed = cloud
    .ofType("aws:lb/listener:Listener")
    .filter((other) => other.id !== previous?.id && other.inputs.loadBalancerArn === inputs.loadBalancerArn)
    .some((other) => number(other.inputs, "port") === port);
  if (!isUsed) return;
  refuse(
    "DuplicateListener",
    `A listener already exists on this port for this load balancer '${text(inputs, "loadBalancerArn") ?? ""}', ${port}`,
    "port",
  );
}

function requireCertificate(operation: Operation): void {
  const { inputs } = operation;
  const protocol = protocolOf(operation);
  if (isEncrypted(operation)) {
    if (text(inputs, "certificateArn") !== undefined) return;
    refuse("ValidationError", `A certificate must be specified for ${protocol} listeners`, "certificateArn, protocol");
  }
  if (text(inputs, "certificateArn") !== undefined) {
    refuse(
      "ValidationError",
      `A certificate cannot be specified for ${protocol} listeners`,
      "certificateArn, protocol",
    );
  }
  if (text(inputs, "sslPolicy") !== undefined) {
    refuse("ValidationError", `An SSL policy cannot be specified for ${protocol} listeners`, "sslPolicy, protocol");
  }
}

/** Elastic Load Balancing API Reference, ListenerAttribute: the idle timeout is an attribute of TCP listeners. */
function refuseTimeoutOfOtherProtocols(operation: Operation): void {
  const protocol = protocolOf(operation);
  if (number(operation.inputs, "tcpIdleTimeoutSeconds") === undefined || protocol === "TCP") return;
  refuse(
    "InvalidConfigurationRequest",
    `Listeners of ${protocol} have no idle timeout of TCP`,
    "tcpIdleTimeoutSeconds, protocol",
  );
}

function requireDefaultActions(operation: Operation): void {
  requireActions(operation, "defaultActions", {
    protocol: protocolOf(operation),
    port: number(operation.inputs, "port"),
    loadBalancer: loadBalancerOf(operation),
  });
}

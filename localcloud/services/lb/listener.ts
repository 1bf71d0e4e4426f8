import { arn } from "../../model/arn";
import { AwsError, refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { number, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { refuseUnmodelled } from "../shared/not-modelled";
import { requireActions, targetGroupReferences } from "./actions";
import { belongingsOfListener } from "./belongings";
import { certificateReference, requireUsableCertificate } from "./certificates";
import { ENCRYPTED_PROTOCOLS, kindOf, LISTENER_PROTOCOLS } from "./protocols";

/** The policy of a listener that names none (Elastic Load Balancing API Reference, CreateListener). */
const DEFAULT_SSL_POLICY = "ELBSecurityPolicy-2016-08";

export const listener: ResourceType = {
  type: "aws:lb/listener:Listener",
  replaceOnChanges: ["loadBalancerArn", "region"],
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
    requirePortOfItsOwn,
    requireCertificate,
    requireUsableCertificate,
    warningOf(refuseTimeoutOfOtherProtocols, "the provider doesn't send it"),
    requireDefaultActions,
  ],
  make: (operation) => {
    const suffix = String(loadBalancerOf(operation).computed.arnSuffix);
    const resource = `listener/${suffix}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", operation.region, operation.accountId, resource);
    return { id, computed: { arn: id, ...settledSettings(operation) } };
  },
  cascade: belongingsOfListener,
  recomputed: ["protocol", "sslPolicy", "tcpIdleTimeoutSeconds"],
  remake: settledSettings,
};

/** Settings with what the provider and AWS fill in. */
function settledSettings(operation: Operation): Properties {
  const { inputs } = operation;
  const protocol = protocolOf(operation);
  return {
    protocol,
    ...(isEncrypted(operation) && { sslPolicy: text(inputs, "sslPolicy") ?? DEFAULT_SSL_POLICY }),
    ...(protocol === "TCP" && { tcpIdleTimeoutSeconds: number(inputs, "tcpIdleTimeoutSeconds") ?? 350 }),
  };
}

function loadBalancerOf({ inputs, cloud }: Operation): CloudResource {
  const id = text(inputs, "loadBalancerArn") ?? "";
  const found = cloud.find("aws:lb/loadBalancer:LoadBalancer", id);
  if (found === undefined) throw new AwsError("LoadBalancerNotFound", `One or more load balancers not found: '${id}'`);
  return found;
}

/** The provider falls back on HTTP for application load balancers. */
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

function requirePortOfItsOwn({ inputs, cloud, previous }: Operation): void {
  const port = number(inputs, "port");
  if (port === undefined) refuse("ValidationError", "A port must be specified", "port");
  const taken = cloud
    .ofType("aws:lb/listener:Listener")
    .filter((other) => other.id !== previous?.id && other.inputs.loadBalancerArn === inputs.loadBalancerArn)
    .some((other) => number(other.inputs, "port") === port);
  if (!taken) return;
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

/** Elastic Load Balancing API Reference, ListenerAttribute: connections of TCP. */
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

import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { flag, number, text } from "../../model/values";
import { vpcReference } from "../ec2/vpc-reference";
import { nameOf } from "./names";

/** Protocols of each kind of load balancer (Elastic Load Balancing API Reference, CreateTargetGroup). */
export const APPLICATION_PROTOCOLS = ["HTTP", "HTTPS"];
const NETWORK_PROTOCOLS = ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"];

export const targetGroup: ResourceType = {
  type: "aws:lb/targetGroup:TargetGroup",
  autonaming: { input: "name", maximumLength: 32, unlessGiven: "namePrefix" },
  defaults: { targetType: "instance" },
  replacedBy: [
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "targetType",
    "vpcId",
    "ipAddressType",
    "region",
  ],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "DuplicateTargetGroupName",
    message: (name) => `A target group with the same name '${name}' exists, but with different settings (name)`,
  },
  references: [vpcReference("vpcId")],
  rules: [
    requireProtocol,
    requireTimeoutBelowInterval,
    requireHealthCheckPath,
    requireCompatibleAlgorithm,
    requireStickiness,
  ],
  make: (operation) => {
    const name = nameOf(operation);
    const suffix = `targetgroup/${name}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", operation.region, operation.accountId, suffix);
    return { id, computed: { arn: id, arnSuffix: suffix, name, loadBalancerArns: [] } };
  },
};

function requireProtocol({ inputs }: Operation): void {
  if (text(inputs, "targetType") === "lambda") return;
  const protocol = text(inputs, "protocol");
  if (protocol === undefined || number(inputs, "port") === undefined || text(inputs, "vpcId") === undefined) {
    throw new AwsError("ValidationError", "A port, a protocol and a VPC must be specified (port, protocol, vpcId)");
  }
  if ([...APPLICATION_PROTOCOLS, ...NETWORK_PROTOCOLS, "GENEVE"].includes(protocol)) return;
  throw new AwsError("ValidationError", `'${protocol}' is not a valid protocol for a target group (protocol)`);
}

/** Elastic Load Balancing answers so when an interval leaves a check no time to fail before the next one. */
function requireTimeoutBelowInterval({ inputs }: Operation): void {
  const interval = number(inputs, "healthCheck.interval") ?? 30;
  const timeout = number(inputs, "healthCheck.timeout") ?? 5;
  if (timeout < interval) return;
  throw new AwsError(
    "ValidationError",
    `Health check timeout '${timeout}' must be smaller than the interval '${interval}' (healthCheck.timeout)`,
  );
}

function requireHealthCheckPath({ inputs }: Operation): void {
  const path = text(inputs, "healthCheck.path");
  const protocol = text(inputs, "healthCheck.protocol") ?? text(inputs, "protocol") ?? "";
  if (path === undefined) return;
  if (!APPLICATION_PROTOCOLS.includes(protocol)) {
    throw new AwsError(
      "ValidationError",
      `Health check path is not supported for protocol '${protocol}' (healthCheck.path)`,
    );
  }
  if (!path.startsWith("/")) {
    throw new AwsError(
      "ValidationError",
      `Health check path '${path}' must begin with a '/' character (healthCheck.path)`,
    );
  }
}

/** User Guide for Application Load Balancers, "Target group attributes": what each algorithm excludes. */
function requireCompatibleAlgorithm({ inputs }: Operation): void {
  const algorithm = text(inputs, "loadBalancingAlgorithmType") ?? "round_robin";
  const slowStart = (number(inputs, "slowStart") ?? 0) > 0;
  const sticky = stickinessEnabled(inputs);
  const refuse = (what: string): never => {
    throw new AwsError(
      "InvalidConfigurationRequest",
      `You cannot enable ${what} with the algorithm '${algorithm}' (loadBalancingAlgorithmType)`,
    );
  };
  if (slowStart && algorithm !== "round_robin") refuse("slow start");
  if (sticky && algorithm === "weighted_random") refuse("stickiness");
}

function requireStickiness({ inputs }: Operation): void {
  if (!stickinessEnabled(inputs)) return;
  const type = text(inputs, "stickiness.type") ?? "";
  const protocol = text(inputs, "protocol") ?? "";
  const allowed = APPLICATION_PROTOCOLS.includes(protocol) ? ["lb_cookie", "app_cookie"] : ["source_ip"];
  if (!allowed.includes(type)) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      `Stickiness type '${type}' is not supported for target groups with the ${protocol} protocol (stickiness.type)`,
    );
  }
  requireApplicationCookie(inputs, type);
}

/** User Guide for Application Load Balancers, "Application-based stickiness": reserved cookie names. */
function requireApplicationCookie(inputs: Operation["inputs"], type: string): void {
  if (type !== "app_cookie") return;
  const name = text(inputs, "stickiness.cookieName") ?? "";
  if (name !== "" && !/^AWSALB(APP|TG)?/.test(name)) return;
  throw new AwsError(
    "ValidationError",
    `Cookie name '${name}' is not valid for application stickiness (stickiness.cookieName)`,
  );
}

/** A stickiness block counts as on unless it says otherwise, as the provider has it. */
function stickinessEnabled(inputs: Operation["inputs"]): boolean {
  return inputs.stickiness !== undefined && flag(inputs, "stickiness.enabled") !== false;
}

import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { DocumentedLimits } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { vpcReference } from "../ec2/references";
import { given, nameOf, NotModelledError } from "../shared/inputs";
import { healthCheckOf, healthCheckRules } from "./health-check";
import { NAME_PREFIX, nameLimits, portOr } from "./limits";
import { kindOfTargets } from "./protocols";
import { defaultStickiness } from "./stickiness";
import { algorithmOf, targetGroupAttributeRules } from "./target-group-attributes";

const DOCUMENT = "Elastic Load Balancing API Reference, CreateTargetGroup";
const ATTRIBUTE = "Elastic Load Balancing API Reference, TargetGroupAttribute";

const LIMITS: DocumentedLimits = {
  name: nameLimits("Target group", DOCUMENT),
  namePrefix: [NAME_PREFIX],
  protocolVersion: [{ document: DOCUMENT, enum: ["HTTP1", "HTTP2", "GRPC"] }],
  "healthCheck.port": [
    {
      ...portOr("traffic-port", DOCUMENT),
      message: (port) => `Health check port '${port}' must be 'traffic-port' or between '1-65535' inclusive`,
    },
  ],
  "healthCheck.path": [
    {
      document: DOCUMENT,
      pattern: "^/.*$",
      message: (path) => `Health check path '${path}' must begin with a '/' character`,
    },
    {
      document: "Amazon Lightsail API, UpdateLoadBalancerAttribute, of the same load balancers",
      pattern: "^[\\x21-\\x7e]*$",
      message: (path) => `Health check path '${path}' can only contain printable ASCII characters, without spaces`,
    },
  ],
  "healthCheck.matcher": [
    {
      document: "Elastic Load Balancing API Reference, Matcher",
      pattern: "^(?:[2-5]\\d\\d|\\d{1,2})(?:[-,](?:[2-5]\\d\\d|\\d{1,2}))*$",
      message: (codes) => `Health check matcher HTTP code '${codes}' must be within '200-599' inclusive`,
    },
  ],
  deregistrationDelay: [{ document: ATTRIBUTE, min: 0, max: 3600 }],
  slowStart: [
    {
      document: ATTRIBUTE,
      allows: (value) => Number(value) === 0 || (Number(value) >= 30 && Number(value) <= 900),
      message: (value) => `slow_start.duration_seconds '${value}' must be 0 or between 30 and 900 inclusive`,
    },
  ],
  loadBalancingAlgorithmType: [
    { document: ATTRIBUTE, enum: ["round_robin", "least_outstanding_requests", "weighted_random"] },
  ],
  "stickiness.type": [
    {
      document: ATTRIBUTE,
      enum: ["lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto"],
    },
  ],
  "stickiness.cookieDuration": [{ document: ATTRIBUTE, min: 1, max: 604_800 }],
};

export const targetGroup: ResourceType = {
  type: "aws:lb/targetGroup:TargetGroup",
  mapping: {
    operation: "elbv2.CreateTargetGroup",
    inputs: {
      "healthCheck.enabled": "HealthCheckEnabled",
      "healthCheck.healthyThreshold": "HealthyThresholdCount",
      "healthCheck.interval": "HealthCheckIntervalSeconds",
      "healthCheck.matcher": "Matcher.HttpCode",
      "healthCheck.path": "HealthCheckPath",
      "healthCheck.port": "HealthCheckPort",
      "healthCheck.protocol": "HealthCheckProtocol",
      "healthCheck.timeout": "HealthCheckTimeoutSeconds",
      "healthCheck.unhealthyThreshold": "UnhealthyThresholdCount",
    },
  },
  documentedLimits: LIMITS,
  autonaming: { input: "name", maximumLength: 32, unlessGiven: "namePrefix" },
  defaults: {
    deregistrationDelay: 300,
    lambdaMultiValueHeadersEnabled: false,
    proxyProtocolV2: false,
    slowStart: 0,
    targetType: "instance",
  },
  replaceOnChanges: [
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "targetControlPort",
    "targetType",
    "vpcId",
    "ipAddressType",
    "region",
  ],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "DuplicateTargetGroupName",
    message: (name) => `A target group with the same name '${name}' exists, but with different settings`,
  },
  references: [vpcReference("vpcId")],
  rules: [requireModelledTargets, requireDestination, ...healthCheckRules, ...targetGroupAttributeRules],
  make: (operation) => {
    const name = nameOf(operation);
    const suffix = `targetgroup/${name}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", operation.region, operation.accountId, suffix);
    return {
      id,
      computed: { arn: id, arnSuffix: suffix, name, loadBalancerArns: [], ...attributeOutputs(operation) },
    };
  },
  recomputed: [
    "healthCheck",
    "loadBalancingAlgorithmType",
    "loadBalancingAnomalyMitigation",
    "loadBalancingCrossZoneEnabled",
    "stickiness",
  ],
  remake: attributeOutputs,
};

/** Attributes, completed by AWS's defaults. */
function attributeOutputs({ inputs }: Operation): Properties {
  return {
    healthCheck: healthCheckOf(inputs),
    ipAddressType: text(inputs, "ipAddressType") ?? "ipv4",
    loadBalancingCrossZoneEnabled: text(inputs, "loadBalancingCrossZoneEnabled") ?? "use_load_balancer_configuration",
    stickiness: inputs.stickiness ?? defaultStickiness(inputs),
    ...(kindOfTargets(inputs) === "application" && {
      loadBalancingAlgorithmType: algorithmOf(inputs),
      loadBalancingAnomalyMitigation: text(inputs, "loadBalancingAnomalyMitigation") ?? "off",
      protocolVersion: text(inputs, "protocolVersion") ?? "HTTP1",
    }),
  };
}

function requireModelledTargets({ inputs }: Operation): void {
  const targetType = text(inputs, "targetType") ?? "";
  if (["instance", "ip"].includes(targetType) && text(inputs, "protocol") !== "GENEVE") return;
  throw new NotModelledError(
    "target groups of functions, of load balancers, and for gateway load balancers",
    ["targetType", "protocol"],
    "services/lb/target-group.ts",
  );
}

function requireDestination({ inputs }: Operation): void {
  const needed = ["port", "protocol", "vpcId"];
  const missing = needed.filter((input) => !given(inputs, needed).includes(input));
  if (missing.length === 0) return;
  refuse("ValidationError", `A ${missing.join(", ")} must be specified`, missing.join(", "));
}

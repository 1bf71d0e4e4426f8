import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { flag, number, text, type Properties } from "../../model/values";
import { vpcReference } from "../ec2/references";
import { given } from "../shared/inputs";
import { nameOf } from "../shared/names";
import { NotModelledError } from "../shared/not-modelled";
import { requireSplittingRulesToBeSticky } from "./group-stickiness";
import { healthCheckOf, healthCheckRules } from "./health-check";
import { kindOfTargets } from "./protocols";
import { targetHealthRules } from "./target-health";
import { defaultStickiness, isSticky, requireApplicationCookie, requireStickinessOfKind } from "./stickiness";

export const targetGroup: ResourceType = {
  type: "aws:lb/targetGroup:TargetGroup",
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
    message: (name) => `A target group with the same name '${name}' exists, but with different settings (name)`,
  },
  references: [vpcReference("vpcId")],
  rules: [
    requireModelledTargets,
    requireDestination,
    ...healthCheckRules,
    requireAttributesOfKind,
    requireCompatibleAlgorithm,
    requireStickinessOfKind,
    requireApplicationCookie,
    requireSplittingRulesToBeSticky,
    ...targetHealthRules,
  ],
  make: (operation) => {
    const name = nameOf(operation);
    const suffix = `targetgroup/${name}/${hexadecimalToken(16)}`;
    const id = arn("elasticloadbalancing", operation.region, operation.accountId, suffix);
    return {
      id,
      computed: { arn: id, arnSuffix: suffix, name, loadBalancerArns: [], ...settledAttributes(operation) },
    };
  },
  recomputed: [
    "healthCheck",
    "loadBalancingAlgorithmType",
    "loadBalancingAnomalyMitigation",
    "loadBalancingCrossZoneEnabled",
    "stickiness",
  ],
  remake: settledAttributes,
};

/** Attributes with what AWS fills in. */
function settledAttributes({ inputs }: Operation): Properties {
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

function algorithmOf(inputs: Properties): string {
  return text(inputs, "loadBalancingAlgorithmType") ?? "round_robin";
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

/** API Reference, TargetGroupAttribute: what only one kind of load balancer knows. */
function requireAttributesOfKind({ inputs }: Operation): void {
  const wanted = {
    application: {
      loadBalancingAlgorithmType: inputs.loadBalancingAlgorithmType !== undefined,
      loadBalancingAnomalyMitigation: inputs.loadBalancingAnomalyMitigation !== undefined,
      slowStart: isSlow(inputs),
    },
    network: {
      connectionTermination: flag(inputs, "connectionTermination") === true,
      preserveClientIp: inputs.preserveClientIp !== undefined,
      proxyProtocolV2: flag(inputs, "proxyProtocolV2") === true,
    },
  };
  const foreign = wanted[kindOfTargets(inputs) === "application" ? "network" : "application"];
  const unsupported = Object.entries(foreign).flatMap(([attribute, isWanted]) => (isWanted ? [attribute] : []));
  if (unsupported.length === 0) return;
  refuse(
    "InvalidConfigurationRequest",
    `The provided target group attribute is not supported with the ${text(inputs, "protocol") ?? ""} protocol`,
    unsupported.join(", "),
  );
}

/** User Guide for Application Load Balancers, "Edit target group attributes": what each algorithm excludes. */
function requireCompatibleAlgorithm({ inputs }: Operation): void {
  const algorithm = algorithmOf(inputs);
  const isWeighted = algorithm === "weighted_random";
  if (isSlow(inputs) && algorithm !== "round_robin") {
    refuse(
      "InvalidConfigurationRequest",
      `You cannot enable both slow start and the ${algorithm.replaceAll("_", " ")} algorithm on a target group`,
      "loadBalancingAlgorithmType",
    );
  }
  if (isSticky(inputs) && isWeighted)
    refuse(
      "InvalidConfigurationRequest",
      "You cannot have both stickiness and weighted random algorithm enabled on a target group",
      "loadBalancingAlgorithmType",
    );
  if (inputs.loadBalancingAnomalyMitigation === "on" && !isWeighted) {
    refuse(
      "InvalidConfigurationRequest",
      "You cannot enable anomaly mitigation without weighted random algorithm on a target group",
      "loadBalancingAlgorithmType",
    );
  }
}

function isSlow(inputs: Properties): boolean {
  return (number(inputs, "slowStart") ?? 0) > 0;
}

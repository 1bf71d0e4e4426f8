import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, type Properties } from "../../model/values";
import { kindOfTargets } from "./protocols";
import { isSticky, requireApplicationCookie, requireStickinessOfKind, requireStickyRules } from "./stickiness";

/** Protocols with UDP, which has no connections: they exclude some attributes. */
const WITH_UDP = ["UDP", "TCP_UDP"];
const LONGEST_DRAINING_SECONDS = 360_000;

/** Combinations of attributes that AWS refuses (Elastic Load Balancing API Reference, TargetGroupAttribute). */
export const targetGroupAttributeRules: readonly Rule[] = [
  requireAttributesOfKind,
  requireCompatibleAlgorithm,
  requireStickinessOfKind,
  requireApplicationCookie,
  requireStickyRules,
  requireClientAddresses,
  requireTerminationOfConnections,
  requireDraining,
  requireHealthCheck,
];

/** API Reference, TargetGroupAttribute: attributes of one kind of load balancer only. */
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

/** User Guide for Application Load Balancers, "Edit target group attributes": attributes that an algorithm excludes. */
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

export function algorithmOf(inputs: Properties): string {
  return text(inputs, "loadBalancingAlgorithmType") ?? "round_robin";
}

/** Client IP preservation can't be disabled for UDP; the provider's input is text. */
function requireClientAddresses({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  if (!WITH_UDP.includes(protocol) || String(inputs.preserveClientIp) !== "false") return;
  refuse(
    "InvalidConfigurationRequest",
    `Client IP preservation can't be disabled for target groups with the ${protocol} protocol`,
    "preserveClientIp",
  );
}

function requireTerminationOfConnections({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  objects(inputs, "targetHealthStates").forEach((state, index) => {
    if (!WITH_UDP.includes(protocol) || flag(state, "enableUnhealthyConnectionTermination") !== true) return;
    refuse(
      "InvalidConfigurationRequest",
      `Connections to unhealthy targets can't be terminated with the ${protocol} protocol`,
      `targetHealthStates[${index}].enableUnhealthyConnectionTermination`,
    );
  });
}

/** Targets are drained only where their connections aren't terminated. */
function requireDraining({ inputs }: Operation): void {
  objects(inputs, "targetHealthStates").forEach((state, index) => {
    const seconds = number(state, "unhealthyDrainingInterval") ?? 0;
    const isTerminated = flag(state, "enableUnhealthyConnectionTermination") !== false;
    if (seconds === 0 || (!isTerminated && seconds > 0 && seconds <= LONGEST_DRAINING_SECONDS)) return;
    refuse(
      "InvalidConfigurationRequest",
      `A draining interval is 0 to ${LONGEST_DRAINING_SECONDS} seconds, without termination of connections, got ${seconds}`,
      `targetHealthStates[${index}].unhealthyDrainingInterval`,
    );
  });
}

/** CreateTargetGroup, HealthCheckEnabled: health checks of instances and addresses can't be disabled. */
function requireHealthCheck({ inputs }: Operation): void {
  if (flag(inputs, "healthCheck.enabled") !== false) return;
  const targetType = text(inputs, "targetType") ?? "";
  refuse(
    "ValidationError",
    `Health check enabled must be true for target groups with target type '${targetType}'`,
    "healthCheck.enabled",
  );
}

import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text } from "../../model/values";

/** What connections without handshake exclude. */
const WITHOUT_HANDSHAKE = ["UDP", "TCP_UDP"];
const LONGEST_DRAINING_SECONDS = 360_000;

/** What goes together in the attributes of a target group (Elastic Load Balancing API Reference, TargetGroupAttribute). */
export const targetHealthRules: readonly Rule[] = [
  requireClientAddresses,
  requireTerminationOfConnections,
  requireDraining,
  requireHealthCheck,
];

/** Client IP preservation can't be disabled for UDP; the provider takes text. */
function requireClientAddresses({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  if (!WITHOUT_HANDSHAKE.includes(protocol) || String(inputs.preserveClientIp) !== "false") return;
  refuse(
    "InvalidConfigurationRequest",
    `Client IP preservation can't be disabled for target groups with the ${protocol} protocol`,
    "preserveClientIp",
  );
}

function requireTerminationOfConnections({ inputs }: Operation): void {
  const protocol = text(inputs, "protocol") ?? "";
  objects(inputs, "targetHealthStates").forEach((state, index) => {
    if (!WITHOUT_HANDSHAKE.includes(protocol) || flag(state, "enableUnhealthyConnectionTermination") !== true) return;
    refuse(
      "InvalidConfigurationRequest",
      `Connections to unhealthy targets can't be terminated with the ${protocol} protocol`,
      `targetHealthStates[${index}].enableUnhealthyConnectionTermination`,
    );
  });
}

/** Targets are drained only where their connections are not cut. */
function requireDraining({ inputs }: Operation): void {
  objects(inputs, "targetHealthStates").forEach((state, index) => {
    const seconds = number(state, "unhealthyDrainingInterval") ?? 0;
    const isCut = flag(state, "enableUnhealthyConnectionTermination") !== false;
    if (seconds === 0 || (!isCut && seconds > 0 && seconds <= LONGEST_DRAINING_SECONDS)) return;
    refuse(
      "InvalidConfigurationRequest",
      `A draining interval is 0 to ${LONGEST_DRAINING_SECONDS} seconds, without termination of connections, got ${seconds}`,
      `targetHealthStates[${index}].unhealthyDrainingInterval`,
    );
  });
}

/** CreateTargetGroup, HealthCheckEnabled: always, for instances and addresses. */
function requireHealthCheck({ inputs }: Operation): void {
  if (flag(inputs, "healthCheck.enabled") !== false) return;
  const targetType = text(inputs, "targetType") ?? "";
  refuse(
    "ValidationError",
    `Health check enabled must be true for target groups with target type '${targetType}'`,
    "healthCheck.enabled",
  );
}

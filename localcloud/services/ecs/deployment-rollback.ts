import type { CloudResource } from "../../model/resource";
import type { Operation, RolledBack } from "../../model/resource-type";
import { startsDeployment } from "./service-traffic";

/** Inputs that belong to a service revision (Amazon ECS API Reference, ServiceRevision); all others are the service's own. */
const OF_REVISION = [
  "capacityProviderStrategies",
  "launchType",
  "loadBalancers",
  "networkConfiguration",
  "platformVersion",
  "taskDefinition",
];

/**
 * What ECS leaves of a deployment that its circuit breaker rolled back, and how the provider fails
 * (terraform-provider-aws, `findDeploymentStatus` and `TestAccECSService_BlueGreenDeployment_circuitBreakerRollback`): the
 * last revision that ran, under the service's new settings. The first deployment has nothing to return to.
 */
export function rolledBack({ inputs, kind, previous }: Operation, { id }: CloudResource): RolledBack | undefined {
  if (!startsDeployment(inputs, previous?.inputs)) return undefined;
  const failed = `waiting for ECS Service (${id}) ${kind}: `;
  if (previous === undefined) {
    return { inputs, reason: `${failed}No rollback candidate was found to run the rollback.` };
  }
  const names = [...new Set([...Object.keys(inputs), ...Object.keys(previous.inputs)])];
  const left = names.map((name) => [name, (OF_REVISION.includes(name) ? previous.inputs : inputs)[name]] as const);
  return {
    inputs: Object.fromEntries(left.filter(([, value]) => value !== undefined)),
    reason: `${failed}Service deployment rolled back because the circuit breaker threshold was exceeded.`,
  };
}

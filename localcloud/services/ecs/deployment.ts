import { isDeepStrictEqual } from "node:util";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, RolledBack } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { forwardingResource, reweighted, withForward } from "../lb/traffic-weights";
import { SERVICE } from "./service-lookup";
import { targetGroupsBehind, trafficShifts, type TrafficShift } from "./traffic-shift";

/** Inputs whose change starts a deployment (Amazon ECS API Reference, UpdateService). */
const DEPLOYED = ["taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries"];

/** Inputs whose change doesn't call UpdateService. */
const TAGS = ["tags", "tagsAll"];

/**
 * Inputs that belong to a service revision (Amazon ECS API Reference, ServiceRevision); all others are the service's
 * own.
 */
const INPUTS_OF_REVISION = [
  "capacityProviderStrategies",
  "launchType",
  "loadBalancers",
  "networkConfiguration",
  "platformVersion",
  "serviceRegistries",
  "taskDefinition",
];

/** The weight of all requests, as ECS writes it. */
const ALL = 100;

/** The deployment strategy of a service. */
export function strategyOf(inputs: Properties): string {
  return text(inputs, "deploymentConfiguration.strategy") ?? "ROLLING";
}

/** Whether a deployment replaces tasks one after another, behind one target group. */
export function isRolling(inputs: Properties): boolean {
  return strategyOf(inputs) === "ROLLING";
}

/** Whether ECS deploys a service that had other inputs before, or is new. */
export function startsDeployment(inputs: Properties, before: Properties | undefined): boolean {
  if (before === undefined) return true;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(inputs)])].filter(
    (input) => !TAGS.includes(input) && !isDeepStrictEqual(before[input], inputs[input]),
  );
  const isForced = flag(inputs, "forceNewDeployment") === true && changed.length > 0;
  return isForced || changed.some((input) => DEPLOYED.includes(input));
}

/**
 * Listener rules after the deployment that a new or changed service starts: ECS sends all requests to the target group
 * that served none before (Amazon ECS Developer Guide, "Amazon ECS blue/green service deployments workflow"; that the
 * first deployment does so too was seen on AWS, not read). The rules then differ from the program's; the service's load
 * balancers don't.
 */
export function shiftedListenerRules(service: CloudResource, cloud: CloudReader): CloudResource[] {
  const before = cloud.find(SERVICE, service.id)?.inputs;
  if (isRolling(service.inputs) || !startsDeployment(service.inputs, before)) return [];
  return trafficShifts(service.inputs).flatMap((shift) => rulesAfterShift(shift, cloud));
}

/** The test listener rule is shifted first; in the end both forward to the same target group. */
function rulesAfterShift(shift: TrafficShift, cloud: CloudReader): CloudResource[] {
  const { productionListenerRule, testListenerRule, targetGroupArn, alternateTargetGroupArn } = shift;
  const serving = targetGroupsBehind(productionListenerRule, cloud).find(({ weight }) => weight > 0)?.arn;
  const next = serving === alternateTargetGroupArn ? targetGroupArn : alternateTargetGroupArn;
  const groups = [targetGroupArn, alternateTargetGroupArn].map((arn) => ({ arn, weight: arn === next ? ALL : 0 }));
  return [testListenerRule, productionListenerRule].flatMap((arn) => {
    const resource = arn === undefined ? undefined : forwardingResource(arn, cloud);
    return resource === undefined ? [] : withForward(resource, (action) => reweighted(action, groups));
  });
}

/**
 * The service after its circuit breaker rolled a deployment back, and how the provider fails (terraform-provider-aws,
 * `findDeploymentStatus` and `TestAccECSService_BlueGreenDeployment_circuitBreakerRollback`): the last revision that
 * ran, with the service's new settings. After the first deployment there is no revision to return to.
 */
export function rolledBack({ inputs, kind, previous }: Operation, { id }: CloudResource): RolledBack | undefined {
  if (!startsDeployment(inputs, previous?.inputs)) return undefined;
  const failed = `waiting for ECS Service (${id}) ${kind}: `;
  if (previous === undefined) {
    return { inputs, reason: `${failed}No rollback candidate was found to run the rollback.` };
  }
  return {
    inputs: withRevisionOf(inputs, previous.inputs),
    reason: `${failed}Service deployment rolled back because the circuit breaker threshold was exceeded.`,
  };
}

/** The inputs of a service that has the revision of others, and its own settings. */
export function withRevisionOf(inputs: Properties, revision: Properties): Properties {
  const names = [...new Set([...Object.keys(inputs), ...Object.keys(revision)])];
  const left = names.map((name) => [name, (INPUTS_OF_REVISION.includes(name) ? revision : inputs)[name]] as const);
  return Object.fromEntries(left.filter(([, value]) => value !== undefined));
}

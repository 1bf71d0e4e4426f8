import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";

export const SCALABLE_TARGET = "aws:appautoscaling/target:Target";
export const SCALING_POLICY = "aws:appautoscaling/policy:Policy";
export const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** What names a scalable target, in that order; the target and whatever belongs to it repeat them. */
export const TARGET_INPUTS = ["serviceNamespace", "resourceId", "scalableDimension"] as const;

/** Whether a resource is, or belongs to, the scalable target that the inputs name. */
export function isOfTarget(resource: CloudResource, inputs: Properties, region: string): boolean {
  return resource.region === region && TARGET_INPUTS.every((name) => resource.inputs[name] === inputs[name]);
}

/** Application Auto Scaling API Reference, PutScalingPolicy and PutScheduledAction: what is to be scaled is registered first. */
export function requireRegisteredTarget({ inputs, region, cloud }: Operation): void {
  if (cloud.ofType(SCALABLE_TARGET).some((target) => isOfTarget(target, inputs, region))) return;
  const [namespace, resourceId, dimension] = TARGET_INPUTS.map((name) => text(inputs, name) ?? "");
  refuse(
    "ObjectNotFoundException",
    `No scalable target registered for service namespace: ${namespace}, resource ID: ${resourceId}, scalable dimension: ${dimension}`,
    "resourceId",
  );
}

/** What goes with a scalable target (Application Auto Scaling API Reference, DeregisterScalableTarget). */
export function belongingsOfTarget(target: CloudResource, cloud: CloudReader): CloudResource[] {
  return [SCALING_POLICY, SCHEDULED_ACTION]
    .flatMap((type) => cloud.ofType(type))
    .filter((resource) => isOfTarget(resource, target.inputs, target.region));
}

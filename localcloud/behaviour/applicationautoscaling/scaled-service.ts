import type { CloudReader, CloudResource } from "../../model/resource";
import { flag, number, text } from "../../model/values";
import { isOfTarget, SCALABLE_TARGET } from "../../services/appautoscaling/scalable-target";
import { serviceByResourceId } from "../../services/ecs/service-lookup";
import type { RunningReader } from "../model/running";

/** A service with the bounds in which it is scaled. */
export interface ScaledService {
  readonly target: CloudResource;
  readonly service: CloudResource;
  /** `service/<cluster>/<service>`. */
  readonly resourceId: string;
  readonly capacity: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** The service that a policy or a scheduled action is of; undefined where its target or it was deleted. */
export function scaledService(owned: CloudResource, cloud: CloudReader): ScaledService | undefined {
  const target = cloud.ofType(SCALABLE_TARGET).find((each) => isOfTarget(each, owned.inputs, owned.region));
  return target === undefined ? undefined : serviceOf(target, cloud);
}

/** The service of a scalable target. */
export function serviceOf(target: CloudResource, cloud: CloudReader): ScaledService | undefined {
  const resourceId = text(target.inputs, "resourceId") ?? "";
  const service = serviceByResourceId(resourceId, target.region, cloud);
  if (service === undefined) return undefined;
  return {
    target,
    service,
    resourceId,
    capacity: number(service.inputs, "desiredCount") ?? 0,
    minimum: number(target.inputs, "minCapacity") ?? 0,
    maximum: number(target.inputs, "maxCapacity") ?? Infinity,
  };
}

/** The service with another desired count. */
export function withCapacity({ service }: ScaledService, desiredCount: number): CloudResource {
  return { ...service, inputs: { ...service.inputs, desiredCount } };
}

/** A capacity within the bounds. */
export function bounded({ minimum, maximum }: Pick<ScaledService, "minimum" | "maximum">, capacity: number): number {
  return Math.min(Math.max(capacity, minimum), maximum);
}

/** Application Auto Scaling User Guide, "Suspend and resume scaling". */
export function isSuspended({ target }: ScaledService, scaling: "In" | "Out"): boolean {
  return flag(target.inputs, `suspendedState.dynamicScaling${scaling}Suspended`) === true;
}

/**
 * Whether a deployment is under way, in which Application Auto Scaling doesn't scale in (Amazon ECS Developer Guide,
 * "Automatically scale your Amazon ECS service", considerations).
 */
export function isDeploying({ service }: ScaledService, running: RunningReader): boolean {
  return running.find("service", service.id)?.deploymentArn !== undefined;
}

import { refuse } from "../../model/aws-error";
import { arn, globalArn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text, type Properties } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { serviceByResourceId } from "../ecs/service-lookup";
import { NotModelledError } from "../shared/inputs";

export const SCALABLE_TARGET = "aws:appautoscaling/target:Target";
export const SCALING_POLICY = "aws:appautoscaling/policy:Policy";
export const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** Inputs that name a scalable target, in that order; its policies and scheduled actions repeat them. */
export const TARGET_INPUTS = ["serviceNamespace", "resourceId", "scalableDimension"] as const;

const REGISTER_SCALABLE_TARGET = "Application Auto Scaling API Reference, RegisterScalableTarget";

const DIMENSION = "ecs:service:DesiredCount";

/** Kinds of scaling that a program can suspend. */
const SUSPENSIONS = ["dynamicScalingInSuspended", "dynamicScalingOutSuspended", "scheduledScalingSuspended"];

/** Bounds of a service's desired count; policies keep it between them. */
export const scalableTarget: ResourceType = {
  type: SCALABLE_TARGET,
  mapping: { operation: "application-autoscaling.RegisterScalableTarget" },
  documentedLimits: {
    minCapacity: [{ document: REGISTER_SCALABLE_TARGET, min: 0 }],
    maxCapacity: [{ document: REGISTER_SCALABLE_TARGET, min: 0 }],
  },
  replaceOnChanges: [...TARGET_INPUTS, "region"],
  // Application Auto Scaling API Reference, RegisterScalableTarget: it overwrites the bounds of a registered target.
  unique: {
    inputs: TARGET_INPUTS,
    scope: "region",
    code: "ValidationException",
    message: (target) => `The scalable target is already registered: ${target}`,
    warning: OVERWRITES,
  },
  rules: [requireModelledNamespace, requireDimension, requireService, requireCapacityOrder],
  sideEffects: boundedService,
  cascade: policiesAndActionsOf,
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const id = text(inputs, "resourceId") ?? "";
    const targetArn = arn("application-autoscaling", region, accountId, `scalable-target/${hexadecimalToken(36)}`);
    return {
      id,
      computed: { arn: targetArn, roleArn: roleOf(region, accountId), suspendedState: suspendedState(inputs) },
    };
  },
  recomputed: ["suspendedState"],
  remake: ({ inputs }) => ({ suspendedState: suspendedState(inputs) }),
};

/**
 * Application Auto Scaling calls ECS in its service-linked role, whatever role is given (RegisterScalableTarget,
 * RoleARN).
 */
function roleOf(region: string, accountId: string): string {
  const path = "role/aws-service-role/ecs.application-autoscaling.amazonaws.com";
  return globalArn("iam", region, accountId, `${path}/AWSServiceRoleForApplicationAutoScaling_ECSService`);
}

function suspendedState(inputs: Properties): Properties {
  return Object.fromEntries(SUSPENSIONS.map((name) => [name, flag(inputs, `suspendedState.${name}`) ?? false]));
}

function requireModelledNamespace({ inputs }: Operation): void {
  const namespace = text(inputs, "serviceNamespace") ?? "";
  if (namespace === "ecs") return;
  throw new NotModelledError(
    `scaling of ${namespace}`,
    ["serviceNamespace"],
    "services/appautoscaling/scalable-target.ts",
  );
}

/** Application Auto Scaling API Reference, RegisterScalableTarget, ResourceId: `service/<cluster>/<service>`. */
function requireDimension({ inputs }: Operation): void {
  const isService = /^service\/[^/]+\/[^/]+$/.test(text(inputs, "resourceId") ?? "");
  if (isService && text(inputs, "scalableDimension") === DIMENSION) return;
  refuse(
    "ValidationException",
    "Unsupported service namespace, resource type or scalable dimension",
    isService ? "scalableDimension" : "resourceId",
  );
}

function requireService({ inputs, region, cloud }: Operation): void {
  const resourceId = text(inputs, "resourceId") ?? "";
  if (serviceByResourceId(resourceId, region, cloud) !== undefined) return;
  refuse("ValidationException", `ECS service doesn't exist: ${resourceId}`, "resourceId");
}

/** Registering brings the service's desired count within the bounds (RegisterScalableTarget). */
function boundedService({ inputs, region }: CloudResource, cloud: CloudReader): CloudResource[] {
  const service = serviceByResourceId(text(inputs, "resourceId") ?? "", region, cloud);
  if (service === undefined) return [];
  const desired = number(service.inputs, "desiredCount") ?? 0;
  const bounded = Math.min(
    Math.max(desired, number(inputs, "minCapacity") ?? 0),
    number(inputs, "maxCapacity") ?? desired,
  );
  return bounded === desired ? [] : [{ ...service, inputs: { ...service.inputs, desiredCount: bounded } }];
}

function requireCapacityOrder({ inputs }: Operation): void {
  const [least, most] = [number(inputs, "minCapacity") ?? 0, number(inputs, "maxCapacity") ?? 0];
  if (least <= most) return;
  refuse(
    "ValidationException",
    `Maximum capacity cannot be less than minimum capacity, got ${most} and ${least}`,
    "maxCapacity, minCapacity",
  );
}

/** Whether a resource is the scalable target that the inputs name, or one of its policies and scheduled actions. */
export function isOfTarget(resource: CloudResource, inputs: Properties, region: string): boolean {
  return resource.region === region && TARGET_INPUTS.every((name) => resource.inputs[name] === inputs[name]);
}

/**
 * Application Auto Scaling API Reference, PutScalingPolicy and PutScheduledAction: the scalable target is registered
 * before them.
 */
export function requireRegisteredTarget({ inputs, region, cloud }: Operation): void {
  if (cloud.ofType(SCALABLE_TARGET).some((target) => isOfTarget(target, inputs, region))) return;
  const [namespace, resourceId, dimension] = TARGET_INPUTS.map((name) => text(inputs, name) ?? "");
  refuse(
    "ObjectNotFoundException",
    `No scalable target registered for service namespace: ${namespace}, resource ID: ${resourceId}, scalable dimension: ${dimension}`,
    "resourceId",
  );
}

/**
 * Policies and scheduled actions, which AWS deletes with their scalable target (API Reference,
 * DeregisterScalableTarget).
 */
function policiesAndActionsOf(target: CloudResource, cloud: CloudReader): CloudResource[] {
  return [SCALING_POLICY, SCHEDULED_ACTION]
    .flatMap((type) => cloud.ofType(type))
    .filter((resource) => isOfTarget(resource, target.inputs, target.region));
}

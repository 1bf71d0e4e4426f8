import { refuse } from "../../model/aws-error";
import { arn } from "../../model/arn";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { flag, number, text, type Properties } from "../../model/values";
import { serviceByResourceId } from "../ecs/service-lookup";
import { OVERWRITES } from "../shared/overwrites";
import { NotModelledError } from "../shared/not-modelled";

import { belongingsOfTarget, SCALABLE_TARGET, TARGET_INPUTS } from "./scalable-targets";

const DIMENSION = "ecs:service:DesiredCount";

/** What can be suspended; nothing is, unless it is asked for. */
const SUSPENSIONS = ["dynamicScalingInSuspended", "dynamicScalingOutSuspended", "scheduledScalingSuspended"];

/** Bounds of a service's desired count, between which policies move it. */
export const scalableTarget: ResourceType = {
  type: SCALABLE_TARGET,
  replaceOnChanges: [...TARGET_INPUTS, "region"],
  // Application Auto Scaling API Reference, RegisterScalableTarget: it overwrites the bounds of a registered target.
  unique: {
    inputs: TARGET_INPUTS,
    scope: "region",
    code: "ValidationException",
    message: (target) => `The scalable target is already registered: ${target} (${TARGET_INPUTS.join(", ")})`,
    warning: OVERWRITES,
  },
  rules: [requireModelledNamespace, requireDimension, requireService, requireCapacityOrder],
  sideEffects: boundedService,
  cascade: belongingsOfTarget,
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const id = text(inputs, "resourceId") ?? "";
    const targetArn = arn("application-autoscaling", region, accountId, `scalable-target/${hexadecimalToken(36)}`);
    return { id, computed: { arn: targetArn, roleArn: roleOf(accountId), suspendedState: suspendedState(inputs) } };
  },
  recomputed: ["suspendedState"],
  remake: ({ inputs }) => ({ suspendedState: suspendedState(inputs) }),
};

/** Whatever role is given, ECS is called in the service-linked one (RegisterScalableTarget, RoleARN). */
function roleOf(accountId: string): string {
  const path = "role/aws-service-role/ecs.application-autoscaling.amazonaws.com";
  return arn("iam", "", accountId, `${path}/AWSServiceRoleForApplicationAutoScaling_ECSService`);
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

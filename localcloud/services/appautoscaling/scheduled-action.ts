import { randomUUID } from "node:crypto";
import { isTimeZone } from "../../../components/shared/time-zones";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { nameOf } from "../shared/inputs";
import { isSchedule } from "../../../components/shared/schedule-expression";
import { requireRegisteredTarget, SCHEDULED_ACTION, TARGET_INPUTS } from "./scalable-target";

const SCALABLE_TARGET_ACTION = "Application Auto Scaling API Reference, ScalableTargetAction";

const ACTION = "scalableTargetAction";

/** New bounds of a scalable target at a time. */
export const scheduledAction: ResourceType = {
  type: SCHEDULED_ACTION,
  mapping: {
    operation: "application-autoscaling.PutScheduledAction",
    inputs: { name: "ScheduledActionName" },
  },
  documentedLimits: {
    "scalableTargetAction.minCapacity": [{ document: SCALABLE_TARGET_ACTION, min: 0 }],
    "scalableTargetAction.maxCapacity": [{ document: SCALABLE_TARGET_ACTION, min: 0 }],
  },
  autonaming: { input: "name", maximumLength: 256 },
  defaults: { timezone: "UTC" },
  replaceOnChanges: ["name", ...TARGET_INPUTS, "region"],
  // Application Auto Scaling API Reference, PutScheduledAction: it overwrites the action that has the name.
  unique: {
    inputs: [...TARGET_INPUTS, "name"],
    scope: "region",
    code: "ValidationException",
    message: (action) => `A scheduled action with this name already exists: ${action}`,
    warning: OVERWRITES,
  },
  rules: [requireRegisteredTarget, requireBounds, requireReadableSchedule, requireZone, requireTimeOrder],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const [namespace, resourceId] = TARGET_INPUTS.map((name) => text(inputs, name) ?? "");
    const name = nameOf(operation);
    const resource = `scheduledAction:${randomUUID()}:resource/${namespace}/${resourceId}:scheduledActionName/${name}`;
    const actionArn = arn("autoscaling", region, accountId, resource);
    return { id: [name, namespace, resourceId].join("-"), computed: { arn: actionArn, name } };
  },
};

/** Application Auto Scaling API Reference, ScalableTargetAction. */
function requireBounds({ inputs }: Operation): void {
  const [least, most] = [number(inputs, `${ACTION}.minCapacity`), number(inputs, `${ACTION}.maxCapacity`)];
  if (least === undefined && most === undefined) {
    refuse("ValidationException", "At least one of minimum capacity and maximum capacity should be provided", ACTION);
  }
  if ((least ?? 0) <= (most ?? Infinity)) return;
  refuse(
    "ValidationException",
    `Maximum capacity cannot be less than minimum capacity, got ${most ?? ""} and ${least ?? ""}`,
    ACTION,
  );
}

function requireReadableSchedule({ inputs }: Operation): void {
  const schedule = text(inputs, "schedule") ?? "";
  if (!isSchedule(schedule)) refuse("ValidationException", `Invalid schedule expression: '${schedule}'`, "schedule");
}

/** Application Auto Scaling API Reference, PutScheduledAction, Timezone. */
function requireZone({ inputs }: Operation): void {
  const zone = text(inputs, "timezone") ?? "UTC";
  if (!isTimeZone(zone)) refuse("ValidationException", `Invalid timezone: '${zone}'`, "timezone");
}

function requireTimeOrder({ inputs }: Operation): void {
  const [start, end] = ["startTime", "endTime"].map((input) => timeOf(text(inputs, input), input));
  if (start === undefined || end === undefined || start < end) return;
  refuse("ValidationException", "StartTime must be before EndTime", "startTime, endTime");
}

function timeOf(value: string | undefined, input: string): number | undefined {
  if (value === undefined) return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) refuse("ValidationException", `Invalid time: '${value}'`, input);
  return time;
}

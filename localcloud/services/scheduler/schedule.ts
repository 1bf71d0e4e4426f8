import { isSchedule } from "../../../components/shared/schedule-expression";
import { isTimeZone } from "../../../components/shared/time-zones";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { keyReferences } from "../kms/key-reference";
import { nameOf } from "../shared/inputs";
import { DEFAULT_GROUP } from "./schedule-group";
import { targetRules } from "./target-rules";

export const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** Members whose names in Pulumi are plural, or that AWS nests in another structure. */
const TARGET_MEMBERS = {
  "target.ecsParameters.capacityProviderStrategies": "Target.EcsParameters.CapacityProviderStrategy",
  "target.ecsParameters.placementStrategies": "Target.EcsParameters.PlacementStrategy",
  "target.ecsParameters.networkConfiguration.subnets":
    "Target.EcsParameters.NetworkConfiguration.awsvpcConfiguration.Subnets",
  "target.ecsParameters.networkConfiguration.securityGroups":
    "Target.EcsParameters.NetworkConfiguration.awsvpcConfiguration.SecurityGroups",
  "target.ecsParameters.networkConfiguration.assignPublicIp": null,
};

/** Runs a task of ECS at its times. */
export const schedule: ResourceType = {
  type: SCHEDULE,
  mapping: { operation: "scheduler.CreateSchedule", inputs: TARGET_MEMBERS },
  autonaming: { input: "name", maximumLength: 64, unlessGiven: "namePrefix" },
  defaults: { scheduleExpressionTimezone: "UTC", state: "ENABLED" },
  replaceOnChanges: ["name", "namePrefix", "groupName", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ConflictException",
    message: (name) => `Schedule ${name} already exists.`,
  },
  references: keyReferences("kmsKeyArn", {
    code: "ValidationException",
    message: (key) => `The KMS key ${key} does not exist`,
  }),
  rules: [requireGroup, requireReadableSchedule, requireZone, requireWindow, requireDateOrder, ...targetRules],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const name = nameOf(operation);
    const id = `${DEFAULT_GROUP}/${name}`;
    return {
      id,
      computed: {
        name,
        groupName: DEFAULT_GROUP,
        actionAfterCompletion: text(inputs, "actionAfterCompletion") ?? "NONE",
        arn: arn("scheduler", region, accountId, `schedule/${id}`),
      },
    };
  },
};

/** The local cloud has the group alone that each account has. */
function requireGroup({ inputs }: Operation): void {
  const group = text(inputs, "groupName") ?? DEFAULT_GROUP;
  if (group === DEFAULT_GROUP) return;
  refuse("ResourceNotFoundException", `Schedule group ${group} does not exist.`, "groupName");
}

/** Amazon EventBridge Scheduler User Guide, "Schedule types". */
function requireReadableSchedule({ inputs }: Operation): void {
  const expression = text(inputs, "scheduleExpression") ?? "";
  if (isSchedule(expression)) return;
  refuse("ValidationException", `Invalid Schedule Expression ${expression}.`, "scheduleExpression");
}

function requireZone({ inputs }: Operation): void {
  const zone = text(inputs, "scheduleExpressionTimezone") ?? "UTC";
  if (isTimeZone(zone)) return;
  refuse("ValidationException", `Invalid Schedule Expression Timezone ${zone}.`, "scheduleExpressionTimezone");
}

/** Amazon EventBridge Scheduler User Guide, "Configuring flexible time windows": a window has its length. */
function requireWindow({ inputs }: Operation): void {
  const path = "flexibleTimeWindow.maximumWindowInMinutes";
  const minutes = number(inputs, path);
  if (text(inputs, "flexibleTimeWindow.mode") !== "FLEXIBLE" || minutes !== undefined) return;
  refuse("ValidationException", "FlexibleTimeWindow must have MaximumWindowInMinutes when its mode is FLEXIBLE.", path);
}

function requireDateOrder({ inputs }: Operation): void {
  const [start, end] = ["startDate", "endDate"].map((input) => timeOf(text(inputs, input), input));
  if (start === undefined || end === undefined || start < end) return;
  refuse("ValidationException", "The StartDate you specify must come before the EndDate.", "startDate, endDate");
}

/** The provider's schema: a time with its offset (RFC 3339). */
function timeOf(value: string | undefined, input: string): number | undefined {
  if (value === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) refuse("ValidationException", `expected "${value}" to be a valid RFC3339 date`, input);
  return time;
}

import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { isSchedule } from "../../../components/shared/schedule-expression";
import { given, nameOf, refuseUnmodelled } from "../shared/inputs";
import { patternProblem } from "./event-pattern";

const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

export const eventRule: ResourceType = {
  type: "aws:cloudwatch/eventRule:EventRule",
  mapping: { operation: "events.PutRule" },
  autonaming: { input: "name", maximumLength: 64, unlessGiven: "namePrefix" },
  defaults: { eventBusName: "default", forceDestroy: false },
  replaceOnChanges: ["name", "namePrefix", "eventBusName", "region"],
  // Amazon EventBridge API Reference, PutRule: it overwrites the rule that has the name.
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (name) => `Rule ${name} already exists`,
    warning: "the second rule overwrites the first, and the deletion of either takes both",
  },
  rules: [
    refuseUnmodelled(["roleArn"], "rules with a role", "services/events/event-rule.ts"),
    requireDefaultBus,
    requireTrigger,
    requireOneState,
    requirePattern,
    requireSchedule,
  ],
  deletion: [refuseWhileTargeted],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: name, computed: { name, arn: arn("events", operation.region, operation.accountId, `rule/${name}`) } };
  },
};

/** The local cloud has the default bus only. */
function requireDefaultBus({ inputs }: Operation): void {
  const bus = text(inputs, "eventBusName") ?? "default";
  if (bus === "default") return;
  refuse("ResourceNotFoundException", `Event bus ${bus} does not exist.`, "eventBusName");
}

/** Amazon EventBridge API Reference, PutRule: a rule has a pattern, a schedule, or both. */
function requireTrigger({ inputs }: Operation): void {
  if (given(inputs, ["eventPattern", "scheduleExpression"]).length > 0) return;
  refuse(
    "ValidationException",
    "Parameter(s) EventPattern or ScheduleExpression must be specified.",
    "eventPattern, scheduleExpression",
  );
}

/** The provider's schema: the two inputs exclude each other. */
function requireOneState({ inputs }: Operation): void {
  if (given(inputs, ["state", "isEnabled"]).length < 2) return;
  refuse("ConflictsWith", '"is_enabled": conflicts with state', "state, isEnabled");
}

function requirePattern({ inputs }: Operation): void {
  const pattern = text(inputs, "eventPattern");
  const problem = pattern === undefined ? undefined : patternProblem(pattern);
  if (problem === undefined) return;
  refuse("InvalidEventPatternException", `Event pattern is not valid. Reason: ${problem}`, "eventPattern");
}

function requireSchedule({ inputs }: Operation): void {
  const schedule = text(inputs, "scheduleExpression");
  if (schedule === undefined || isEventSchedule(schedule)) return;
  refuse("ValidationException", `Parameter ScheduleExpression is not valid: '${schedule}'`, "scheduleExpression");
}

/**
 * Amazon EventBridge User Guide, "Creating a scheduled rule": one minute, several minutes, or a calendar; no single
 * time.
 */
function isEventSchedule(schedule: string): boolean {
  if (schedule.startsWith("at(") || !isSchedule(schedule)) return false;
  return !schedule.startsWith("rate(") || schedule.startsWith("rate(1 ") !== schedule.endsWith("s)");
}

/** Amazon EventBridge API Reference, DeleteRule. */
function refuseWhileTargeted(rule: CloudResource, cloud: CloudReader): void {
  const isTargeted = cloud.ofType(TARGET).some(({ inputs }) => text(inputs, "rule") === rule.id);
  if (!isTargeted || flag(rule.inputs, "forceDestroy") === true) return;
  refuse("ValidationException", `Rule can't be deleted since it has targets.`, rule.id);
}

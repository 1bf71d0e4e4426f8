import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { DocumentedLimit } from "../../model/limits";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, type Properties, text, valuesAt } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { nameOf } from "../shared/inputs";
import { requireActions } from "./alarm-actions";
import { alarmsOfRule, RuleSyntaxError } from "./composite-rule";
import { INVALID } from "./refusal";

export const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const SUPPRESSOR = "actionsSuppressor.alarm";

/** Amazon CloudWatch API Reference, PutCompositeAlarm: what a rule may include. */
const MOST_ALARMS = 100;

const RULE_LENGTH: DocumentedLimit = {
  document: "Amazon CloudWatch API Reference, PutCompositeAlarm, AlarmRule",
  maxLength: 10_240,
};

/** An alarm on the states of other alarms. */
export const compositeAlarm: ResourceType = {
  type: COMPOSITE_ALARM,
  mapping: {
    operation: "cloudwatch.PutCompositeAlarm",
    inputs: {
      alarmName: "AlarmName",
      alarmRule: "AlarmRule",
      [SUPPRESSOR]: "ActionsSuppressor",
      "actionsSuppressor.waitPeriod": "ActionsSuppressorWaitPeriod",
      "actionsSuppressor.extensionPeriod": "ActionsSuppressorExtensionPeriod",
    },
  },
  documentedLimits: { alarmRule: [RULE_LENGTH] },
  defaults: { actionsEnabled: true },
  // hashicorp/terraform-provider-aws, `aws_cloudwatch_composite_alarm`: ForceNew.
  replaceOnChanges: ["alarmName", "actionsEnabled", "region"],
  comparedInputs,
  // PutCompositeAlarm overwrites the alarm that has the name.
  unique: {
    inputs: ["alarmName"],
    scope: "region",
    code: INVALID,
    message: (name) => `CloudWatch composite alarm "${name}" already exists`,
    warning: OVERWRITES,
  },
  rules: [requireRule, requireSuppressor, requireTopics],
  deletion: [refuseWhileComposed],
  make: (operation) => {
    const name = nameOf(operation, "alarmName");
    return { id: name, computed: { arn: alarmArn(operation, name) } };
  },
};

/**
 * Refuses to delete an alarm on which a composite alarm depends (Amazon CloudWatch API Reference, PutCompositeAlarm: no
 * alarm of a cycle can be deleted, since another one always depends on it).
 */
export function refuseWhileComposed(resource: CloudResource, cloud: CloudReader): void {
  const dependent = cloud
    .ofType(COMPOSITE_ALARM)
    .find(
      (each) => each.region === resource.region && each.id !== resource.id && namesOf(each.inputs).has(resource.id),
    );
  if (dependent === undefined) return;
  refuse(
    INVALID,
    `Cannot delete ${resource.id} as there are composite alarm(s) depending on it.`,
    `used by ${dependent.id}`,
  );
}

/** Names of the alarms in a rule and of the suppressor. */
function namesOf(inputs: Properties): ReadonlySet<string> {
  const suppressor = text(inputs, SUPPRESSOR);
  const alarms = [
    ...alarmsOfRule(text(inputs, "alarmRule") ?? "TRUE"),
    ...(suppressor === undefined ? [] : [suppressor]),
  ];
  return new Set(alarms.map(nameOfAlarm));
}

/** An alarm is named by its name or ARN, `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu`. */
export function nameOfAlarm(alarm: string): string {
  return alarm.startsWith("arn:") ? alarm.split(":").slice(6).join(":") : alarm;
}

function requireRule({ inputs, region, cloud }: Operation): void {
  const alarms = alarmsIn(text(inputs, "alarmRule") ?? "");
  if (alarms.length > MOST_ALARMS) {
    refuse(INVALID, `AlarmRule must not contain more than ${MOST_ALARMS} alarms, got ${alarms.length}`, "alarmRule");
  }
  const missing = alarms.filter((alarm) => !exists(alarm, region, cloud));
  if (missing.length === 0) return;
  refuse(
    INVALID,
    `Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do not exist`,
    "alarmRule",
  );
}

function alarmsIn(rule: string): string[] {
  try {
    return alarmsOfRule(rule);
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    refuse(INVALID, `AlarmRule is invalid: ${error.message}`, "alarmRule");
  }
}

/** Amazon CloudWatch API Reference, PutCompositeAlarm: the periods are required with a suppressor, and only then. */
function requireSuppressor({ inputs, region, cloud }: Operation): void {
  const suppressor = text(inputs, SUPPRESSOR);
  if (suppressor === undefined) return;
  const periods = ["actionsSuppressor.waitPeriod", "actionsSuppressor.extensionPeriod"];
  const missing = periods.find((period) => number(inputs, period) === undefined);
  if (missing !== undefined) refuse(INVALID, "a suppressor needs a wait period and an extension period", missing);
  if (exists(suppressor, region, cloud)) return;
  refuse(INVALID, `Could not save the composite alarm as the suppressor ${suppressor} does not exist`, SUPPRESSOR);
}

function exists(alarm: string, region: string, cloud: CloudReader): boolean {
  const name = nameOfAlarm(alarm);
  return [METRIC_ALARM, COMPOSITE_ALARM].some((type) =>
    cloud.ofType(type).some((each) => each.region === region && each.id === name),
  );
}

/** Amazon CloudWatch User Guide, "Create a composite alarm": its actions tell topics; it can't scale. */
function requireTopics(operation: Operation): void {
  const scaling = ["alarmActions[]", "okActions[]", "insufficientDataActions[]"]
    .flatMap((path) => valuesAt(operation.inputs, path))
    .find(({ value }) => String(value).includes(":scalingPolicy:"));
  if (scaling !== undefined) {
    refuse(INVALID, "Composite alarms do not support Auto Scaling actions", scaling.path);
  }
  requireActions(alarmArn(operation, operation.previous?.id ?? nameOf(operation, "alarmName")), operation);
}

/** Actions are sets to the provider. */
function comparedInputs(inputs: Properties): Properties {
  const sets = ["alarmActions", "okActions", "insufficientDataActions"].flatMap((name) => {
    const actions = inputs[name];
    return Array.isArray(actions) ? [[name, (actions as unknown[]).map(String).sort()] as const] : [];
  });
  return { ...inputs, ...Object.fromEntries(sets) };
}

function alarmArn({ region, accountId }: Operation, name: string): string {
  return arn("cloudwatch", region, accountId, `alarm:${name}`);
}

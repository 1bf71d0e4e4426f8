import type { CloudReader, CloudResource } from "../../model/resource";
import { number, text } from "../../model/values";
import { COMPOSITE_ALARM, nameOfAlarm } from "../../services/cloudwatch/composite-alarm";
import { conditionOfRule, type RuleCondition } from "../../services/cloudwatch/composite-rule";
import { SECOND } from "../model/instant";
import { type AlarmIdentity, identityOf } from "./alarm-definition";

/** An alarm on the states of others. */
export interface CompositeDefinition extends AlarmIdentity {
  readonly condition: RuleCondition;
  readonly suppressor: Suppressor | undefined;
}

/** An alarm in whose ALARM state another one takes no actions. */
export interface Suppressor {
  readonly alarmName: string;
  /** Milliseconds for which the suppressor is awaited after a change to ALARM. */
  readonly waitPeriod: number;
  /** Milliseconds for which actions are suppressed after the suppressor has left ALARM. */
  readonly extensionPeriod: number;
}

/** What was read of a resource: resources never change, new ones take their places. */
const read = new WeakMap<CloudResource, CompositeDefinition>();

export function compositeDefinitions(cloud: CloudReader): CompositeDefinition[] {
  return cloud.ofType(COMPOSITE_ALARM).map(compositeDefinition);
}

function compositeDefinition(resource: CloudResource): CompositeDefinition {
  const known = read.get(resource);
  if (known !== undefined) return known;
  const condition = conditionOfRule(text(resource.inputs, "alarmRule") ?? "FALSE");
  const made = { ...identityOf(resource), condition, suppressor: suppressorOf(resource) };
  read.set(resource, made);
  return made;
}

function suppressorOf({ inputs }: CloudResource): Suppressor | undefined {
  const alarm = text(inputs, "actionsSuppressor.alarm");
  if (alarm === undefined) return undefined;
  const [waitPeriod = 0, extensionPeriod = 0] = ["waitPeriod", "extensionPeriod"].map((period) =>
    number(inputs, `actionsSuppressor.${period}`),
  );
  const alarmName = nameOfAlarm(alarm);
  return { alarmName, waitPeriod: waitPeriod * SECOND, extensionPeriod: extensionPeriod * SECOND };
}

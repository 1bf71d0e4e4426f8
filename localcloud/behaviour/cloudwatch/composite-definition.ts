import type { CloudReader, CloudResource } from "../../model/resource";
import { number, text } from "../../model/values";
import { COMPOSITE_ALARM, nameOfAlarm } from "../../services/cloudwatch/composite-alarm";
import { conditionOfRule, type RuleCondition } from "../../services/cloudwatch/composite-rule";
import { SECOND } from "../model/instant";
import { oncePerObject } from "../model/once-per-object";
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

export function compositeDefinitions(cloud: CloudReader): CompositeDefinition[] {
  return cloud.ofType(COMPOSITE_ALARM).map(compositeDefinition);
}

const compositeDefinition = oncePerObject((resource: CloudResource): CompositeDefinition => {
  const condition = conditionOfRule(text(resource.inputs, "alarmRule") ?? "FALSE");
  return { ...identityOf(resource), condition, suppressor: suppressorOf(resource) };
});

function suppressorOf({ inputs }: CloudResource): Suppressor | undefined {
  const alarm = text(inputs, "actionsSuppressor.alarm");
  if (alarm === undefined) return undefined;
  const [waitPeriod = 0, extensionPeriod = 0] = ["waitPeriod", "extensionPeriod"].map((period) =>
    number(inputs, `actionsSuppressor.${period}`),
  );
  const alarmName = nameOfAlarm(alarm);
  return { alarmName, waitPeriod: waitPeriod * SECOND, extensionPeriod: extensionPeriod * SECOND };
}

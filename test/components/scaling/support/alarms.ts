import { type AlarmDefinition, metricAlarmArgs } from "../../../../components/shared/alarm";
import {
  type EvaluatedAlarm,
  evaluatedAlarm,
  evaluatedState,
} from "../../../../localcloud/services/cloudwatch/alarm-evaluation";

/** Values of metrics, one a minute, by the ids of an alarm's queries; NaN where a minute has none. */
export type Minutes = (id: string) => readonly number[];

/** The alarm that is created, as CloudWatch evaluates it. */
export function created(definition: AlarmDefinition): EvaluatedAlarm {
  return evaluatedAlarm(metricAlarmArgs(definition) as Readonly<Record<string, unknown>>);
}

/** Whether an alarm sounds after the last of the minutes, before which nothing is known. */
export function sounds(definition: AlarmDefinition, minutes: Minutes): boolean {
  const alarm = created(definition);
  const ago = Array.from({ length: alarm.evaluationPeriods + 5 }, (_, index) => alarm.evaluationPeriods + 4 - index);
  const [only, ...others] = definition.queries;
  const idOf = (id: string): string => (others.length === 0 ? (only?.id ?? id) : id);
  const state = evaluatedState(alarm, (_, id) => ago.map((each) => pointOf(minutes(idOf(id)).at(-1 - each))), {
    timestamps: ago.map((each) => 86_400 - each * 60),
    periodSeconds: 60,
  });
  return state === "ALARM";
}

function pointOf(value: number | undefined): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

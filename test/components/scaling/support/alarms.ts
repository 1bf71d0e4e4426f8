import { alarmLimits } from "../../../../components/scaling/scaling-alarms";
import type { ScalingAlarmDefinition } from "../../../../components/scaling/scaling-plan";
import {
  type EvaluatedAlarm,
  evaluatedAlarm,
  evaluatedState,
  type WatchedMetric,
} from "../../../../localcloud/services/cloudwatch/alarm-evaluation";
import type { AlarmState } from "../../../../localcloud/services/cloudwatch/alarm-state";
import type { EmptySeries } from "../../../../localcloud/services/cloudwatch/metric-math/fill";

/** Values of metrics, one a minute, by the ids of an alarm's queries; NaN where a minute has none. */
export type Minutes = (id: string) => readonly number[];

/** What happens to metrics, minute by minute, and how long CloudWatch doesn't know of it. */
export interface World {
  readonly value: (metric: WatchedMetric, minute: number) => number | undefined;
  /** In minutes. */
  readonly delay: (metric: WatchedMetric) => number;
  /** How many minutes more than its own an alarm is looked at for. AWS says that there are some: 2 in its example. */
  readonly further: number;
  /** What FILL makes of a metric that has no value at all, of which AWS says nothing. */
  readonly emptySeries: EmptySeries;
}

/** The alarm that is created, as CloudWatch evaluates it. */
export function created(definition: ScalingAlarmDefinition): EvaluatedAlarm {
  return evaluatedAlarm(alarmLimits(definition) as Readonly<Record<string, unknown>>);
}

/** State of an alarm once a minute is over. */
export function stateAfter(minute: number, alarm: EvaluatedAlarm, world: World): AlarmState {
  const { value, delay, further, emptySeries } = world;
  const length = alarm.evaluationPeriods + further;
  const minutes = Array.from({ length }, (_, index) => minute - length + 1 + index);
  return evaluatedState(
    alarm,
    (metric) => minutes.map((each) => (each > minute - delay(metric) ? undefined : value(metric, each))),
    { timestamps: minutes.map((each) => each * 60), periodSeconds: 60, emptySeries },
  );
}

/** Whether an alarm sounds after the last of the minutes, before which nothing is known. */
export function sounds(definition: ScalingAlarmDefinition, minutes: Minutes): boolean {
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

import type { ScalingAlarmDefinition } from "../../../../components/scaling/scaling-plan";
import { evaluated } from "./metric-math";

/** Values of metrics, one a minute, by the ids of an alarm's queries; NaN where a minute has none. */
export type Minutes = (id: string) => readonly number[];

/** Whether an alarm sounds after the last of the minutes; missing datapoints don't count as breaching. */
export function sounds(alarm: ScalingAlarmDefinition, minutes: Minutes): boolean {
  const { evaluationPeriods, datapointsToAlarm, threshold } = alarm;
  const breaching = Array.from({ length: evaluationPeriods }, (_, ago) => watchedValue(alarm, minutes, ago)).filter(
    (value) => value > threshold,
  );
  return breaching.length >= datapointsToAlarm;
}

function watchedValue({ queries }: ScalingAlarmDefinition, minutes: Minutes, ago: number): number {
  const values: Record<string, number> = {};
  let last = NaN;
  for (const query of queries) {
    last = "expression" in query ? evaluated(query.expression, values) : (minutes(query.id).at(-1 - ago) ?? NaN);
    values[query.id] = last;
  }
  return last;
}

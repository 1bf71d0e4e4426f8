import { alarmState, type AlarmState } from "../../services/cloudwatch/alarm-state";
import { watchedPoints } from "../../services/cloudwatch/alarm-evaluation";
import type { Series } from "../../services/cloudwatch/metric-math/math-value";
import { type Instant, SECOND } from "../model/instant";
import type { AlarmDefinition } from "./alarm-definition";
import type { EvaluationRange, EvaluationRanges } from "./evaluation-range";
import { notModelledReason, thresholdReason, type TimedValue, unpublishedReason } from "./state-reason";

/** What an evaluation finds. */
export interface Evaluation {
  readonly state: AlarmState;
  /** Why; AWS writes it where the state changes. */
  readonly reason: () => string;
  /** Values of the evaluation range, the newest last and no more than the alarm counts. */
  readonly values: () => readonly number[];
}

/** Evaluates an alarm on what its metrics have until an instant. */
export function evaluateAlarm(
  definition: AlarmDefinition,
  previous: AlarmState,
  ranges: EvaluationRanges,
  until: Instant,
): Evaluation {
  const { evaluated, notModelled } = definition;
  if (evaluated === undefined) return insufficient(() => notModelledReason(notModelled ?? ""));
  const range = ranges.rangeOf(evaluated, until);
  // Where nothing publishes here, missing data says nothing of what is deployed: AWS would have data there.
  if (!definition.isPublished && ranges.isSilent(definition, range)) {
    return insufficient(() => unpublishedReason(namespacesOf(definition)));
  }
  const points = watchedPoints(
    evaluated,
    ({ statistic }, id) => ranges.valuesOf(definition, id, statistic, range),
    range,
  );
  const state = alarmState(points, evaluated, previous);
  const counted = (): TimedValue[] => newest(points, range).slice(-evaluated.evaluationPeriods);
  return {
    state,
    reason: () => thresholdReason(evaluated, state, previous, counted()),
    values: () => counted().map(({ value }) => value),
  };
}

function insufficient(reason: () => string): Evaluation {
  return { state: "INSUFFICIENT_DATA", reason, values: () => [] };
}

/** Points that exist, the newest last. */
function newest(points: Series, { timestamps }: EvaluationRange): TimedValue[] {
  return points.flatMap((value, index): TimedValue[] => {
    return value === undefined ? [] : [{ value, at: (timestamps[index] ?? 0) * SECOND }];
  });
}

function namespacesOf({ metrics }: AlarmDefinition): string[] {
  return [...new Set([...metrics.values()].map(({ namespace }) => namespace))];
}

import {
  type EvaluatedAlarm,
  evaluatedState,
  type WatchedMetric,
} from "../../localcloud/services/cloudwatch/alarm-evaluation";
import type { AlarmState } from "../../localcloud/services/cloudwatch/alarm-state";
import type { EmptySeries } from "../../localcloud/services/cloudwatch/metric-math/fill";

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

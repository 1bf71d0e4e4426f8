import {
  alarmDefinitions,
  actionsOf,
  type AlarmDefinition,
} from "../../localcloud/behaviour/cloudwatch/alarm-definition";
import { type Instant, SECOND } from "../../localcloud/behaviour/model/instant";
import type { MetricReader } from "../../localcloud/behaviour/model/metric";
import type { CloudReader, CloudResource } from "../../localcloud/model/resource";
import { number, objects, text } from "../../localcloud/model/values";
import { SCALING_POLICY } from "../../localcloud/services/appautoscaling/scalable-target";
import { watchedPoints } from "../../localcloud/services/cloudwatch/alarm-evaluation";
import type { AlarmLimits } from "../../localcloud/services/cloudwatch/alarm-state";
import type { Series } from "../../localcloud/services/cloudwatch/metric-math/math-value";

/** A time in which the condition of a trigger holds. */
export interface Held {
  /** End of the period with which it began to hold. */
  readonly from: Instant;
  /** End of the last period for which it held. */
  readonly until: Instant;
}

/** The policies that add tasks to a service, and the seconds that they rest afterwards. */
export function policiesThatAdd(resourceId: string, cloud: CloudReader): CloudResource[] {
  return cloud
    .ofType(SCALING_POLICY)
    .filter(({ inputs }) => text(inputs, "resourceId") === resourceId)
    .filter(({ inputs }) =>
      objects(inputs, "stepScalingPolicyConfiguration.stepAdjustments").some(
        (step) => (number(step, "scalingAdjustment") ?? 0) > 0,
      ),
    );
}

/** Seconds for which a policy rests after it has acted. */
export function cooldownOf({ inputs }: CloudResource): number {
  return number(inputs, "stepScalingPolicyConfiguration.cooldown") ?? 0;
}

/**
 * When any of the conditions held for which alarms start policies. This is the truth of the minutes, of which alarms
 * learn later: by the delay of the metrics, and by the seconds until they are evaluated.
 */
export function timesHeld(
  policies: readonly CloudResource[],
  { cloud, metrics }: { readonly cloud: CloudReader; readonly metrics: MetricReader },
  from: Instant,
  until: Instant,
): Held[] {
  const arns = policies.map(({ computed }) => text(computed, "arn") ?? "");
  const alarms = alarmDefinitions(cloud).filter((alarm) => actionsOf(alarm, "ALARM").some((arn) => arns.includes(arn)));
  return united(alarms.flatMap((alarm) => timesOf(alarm, metrics, from, until)));
}

function timesOf(
  { evaluated, metrics: identities }: AlarmDefinition,
  metrics: MetricReader,
  from: Instant,
  until: Instant,
) {
  if (evaluated === undefined) return [];
  const { periodSeconds } = evaluated;
  const count = Math.ceil((until - from) / (periodSeconds * SECOND));
  const timestamps = Array.from({ length: count }, (_, index) => from / SECOND + index * periodSeconds);
  const points = watchedPoints(
    evaluated,
    ({ statistic }, id) => {
      const identity = identities.get(id);
      return identity === undefined ? [] : metrics.values(identity, statistic, periodSeconds, from, until);
    },
    { timestamps, periodSeconds },
  );
  return heldIn(points, evaluated, from, periodSeconds * SECOND);
}

/** When as many periods of a window are beyond the threshold as an alarm asks for: M of N. */
export function heldIn(
  points: Series,
  { isBreaching, evaluationPeriods, datapointsToAlarm }: Omit<AlarmLimits, "treatMissingData">,
  from: Instant,
  period: number,
): Held[] {
  const isBad = points.map((point) => point !== undefined && isBreaching(point));
  const ends = isBad.flatMap((_, index) => {
    const window = isBad.slice(Math.max(0, index + 1 - evaluationPeriods), index + 1);
    return window.filter(Boolean).length >= datapointsToAlarm ? [from + (index + 1) * period] : [];
  });
  return united(
    ends.map((end) => ({ from: end, until: end })),
    period,
  );
}

/** Times that overlap or follow each other within a while, as one. */
function united(times: readonly Held[], within = 60 * SECOND): Held[] {
  const found: Held[] = [];
  for (const time of [...times].sort((one, other) => one.from - other.from)) {
    const last = found.at(-1);
    if (last === undefined || time.from > last.until + within) found.push(time);
    else found[found.length - 1] = { from: last.from, until: Math.max(last.until, time.until) };
  }
  return found;
}

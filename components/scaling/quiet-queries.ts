import type { AlarmQuery } from "../shared/alarm";
import { identifier, measurementQueries, OWN_IDS } from "./alarm-queries";
import type { ScalingTarget, ScalingTrigger } from "./scaling-trigger";

/** Minutes by which a metric's value may be late without misleading an alarm. */
export const LATEST_MINUTES = 3;

/** Queries that the alarm for scaling down has beside those of its triggers. */
export const QUIET_QUERIES = 2;

/**
 * Queries whose last is 1 in a minute in which every trigger is quiet, 0 in one in which any is not, and nothing in one
 * of which that isn't known yet. Written for what CloudWatch makes of missing data (Amazon CloudWatch User Guide,
 * "Using metric math"): 0 beside a value, in comparisons and logic too, while FILL invents even the newest minute.
 *
 * - A value that is there and not quiet counts at once, whatever else is missing.
 * - Triggers that take missing data for quiet hold nothing up: not in a minute whose value is late, nor when their
 *   metric was never published.
 * - The others have to have a value. Up to three minutes one may be late; later than that it is missing, and a service
 *   that nothing is known of is not quiet.
 */
export function quietQueries(target: ScalingTarget, triggers: readonly ScalingTrigger[]): AlarmQuery[] {
  const measured = triggers.map((trigger) => ({
    trigger,
    queries: measurementQueries(identifier(trigger.name), trigger.measure(target)),
  }));
  const needed = measured.filter(({ trigger }) => !isQuietWithoutData(trigger));
  const [first] = needed.flatMap(({ queries }) => queries);
  const isBusy = triggers.map(busyCondition);
  const queries = measured.flatMap((each) => each.queries);
  if (first === undefined) {
    // A constant, since nothing would come of metrics that have no values at all.
    const quiet = `IF(${["TIME_SERIES(0)", ...isBusy].join(" OR ")}, 0, 1)`;
    return [...queries, { id: OWN_IDS.quiet, expression: quiet }];
  }
  const { age, quiet } = OWN_IDS;
  const isGone = `${age} > ${LATEST_MINUTES * 60}`;
  return [
    ...queries,
    {
      id: age,
      expression: ageExpression(
        first.id,
        needed.map(({ trigger }) => identifier(trigger.name)),
      ),
    },
    { id: quiet, expression: `IF(${[...isBusy, isGone].join(" OR ")}, 0, IF(${age} == 0, 1))` },
  ];
}

/** Seconds since the last minute in which all of the queries had a value. */
function ageExpression(clock: string, ids: readonly string[]): string {
  const now = `EPOCH(${clock})`;
  return `${now} - FILL(IF(${ids.map((id) => `IF(${id}, 1, 1)`).join(" AND ")}, ${now}), REPEAT)`;
}

/** Whether a minute without data counts as quiet. */
function isQuietWithoutData({ below, whenMissing }: ScalingTrigger): boolean {
  return whenMissing !== undefined && whenMissing < below;
}

/** Holds in a minute whose value is there and not quiet; any value that is quiet stands for a missing one. */
function busyCondition({ name, below }: ScalingTrigger): string {
  return `FILL(${identifier(name)}, ${below - 1}) >= ${below}`;
}

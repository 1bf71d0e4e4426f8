import type { EvaluatedAlarm } from "../../services/cloudwatch/alarm-evaluation";
import type { MathRange } from "../../services/cloudwatch/metric-math/function-values";
import type { Series } from "../../services/cloudwatch/metric-math/math-value";
import { type Instant, SECOND } from "../model/instant";
import type { MetricReader } from "../model/metric";
import type { AlarmDefinition } from "./alarm-definition";

/**
 * Periods beyond its own that an alarm looks at. AWS says that there are some, and shows two (Amazon CloudWatch User
 * Guide, "Configuring how CloudWatch alarms treat missing data").
 */
const FURTHER_PERIODS = 2;

/** The periods that an alarm looks at. */
export interface EvaluationRange extends MathRange {
  readonly from: Instant;
  readonly until: Instant;
}

/** Periods of alarms that are evaluated at the same time, made once for all of them that look at the same. */
export class EvaluationRanges {
  private readonly made = new Map<string, EvaluationRange>();

  constructor(private readonly metrics: MetricReader) {}

  /** The periods of an alarm until an instant. */
  rangeOf({ periodSeconds, evaluationPeriods }: EvaluatedAlarm, until: Instant): EvaluationRange {
    const key = `${periodSeconds} ${evaluationPeriods} ${until}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const count = evaluationPeriods + FURTHER_PERIODS;
    const from = until - count * periodSeconds * SECOND;
    const timestamps = Array.from({ length: count }, (_, index) => from / SECOND + index * periodSeconds);
    const range = { from, until, timestamps, periodSeconds };
    this.made.set(key, range);
    return range;
  }

  /** What the metrics of an alarm have, by the ids of its queries; undefined where they have nothing at all. */
  valuesOf(
    { metrics: identities, evaluated }: AlarmDefinition,
    { from, until, periodSeconds }: EvaluationRange,
  ): { readonly byId: ReadonlyMap<string, Series>; readonly isEmpty: boolean } {
    const byId = new Map<string, Series>();
    let isEmpty = true;
    for (const { id, metric } of evaluated?.queries ?? []) {
      const identity = identities.get(id);
      if (metric === undefined || identity === undefined) continue;
      const values = this.metrics.values(identity, metric.statistic, periodSeconds, from, until);
      isEmpty &&= values.every((value) => value === undefined);
      byId.set(id, values);
    }
    return { byId, isEmpty };
  }
}

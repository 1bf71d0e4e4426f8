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

/** More than an alarm has: ten seconds each, over a day. */
const MOST_PERIODS = 10_000;

/** The periods that an alarm looks at. */
export interface EvaluationRange extends MathRange {
  readonly from: Instant;
  readonly until: Instant;
}

/** Periods of alarms that are evaluated at the same time, made once for all of them that look at the same. */
export class EvaluationRanges {
  private readonly made = new Map<number, EvaluationRange>();

  constructor(private readonly metrics: MetricReader) {}

  /** The periods of an alarm until an instant. */
  rangeOf({ periodSeconds, evaluationPeriods }: EvaluatedAlarm, until: Instant): EvaluationRange {
    // All that are evaluated at once look until the same instant, where their periods are the same.
    const key = periodSeconds * MOST_PERIODS + evaluationPeriods;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const count = evaluationPeriods + FURTHER_PERIODS;
    const from = until - count * periodSeconds * SECOND;
    const timestamps = Array.from({ length: count }, (_, index) => from / SECOND + index * periodSeconds);
    const range = { from, until, timestamps, periodSeconds };
    this.made.set(key, range);
    return range;
  }

  /** What a metric of an alarm has in each period. */
  valuesOf({ metrics }: AlarmDefinition, id: string, statistic: string, range: EvaluationRange): Series {
    const identity = metrics.get(id);
    if (identity === undefined) return [];
    return this.metrics.values(identity, statistic, range.periodSeconds, range.from, range.until);
  }

  /** Whether the metrics of an alarm have nothing at all. */
  isSilent(definition: AlarmDefinition, range: EvaluationRange): boolean {
    return [...definition.metrics.keys()].every((id) =>
      this.valuesOf(definition, id, "SampleCount", range).every((value) => value === undefined),
    );
  }
}

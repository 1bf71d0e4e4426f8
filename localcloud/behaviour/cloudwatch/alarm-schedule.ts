import { HOUR, type Instant, MINUTE, periodStart, SECOND } from "../model/instant";
import type { AlarmDefinition } from "./alarm-definition";

/**
 * How long after a period's end alarms look at it, so that what is reported at its end counts. AWS says how often it
 * evaluates an alarm, not at which second.
 */
const OFFSET = 5 * SECOND;

const DAY_SECONDS = 24 * 3600;

/**
 * How often an alarm is evaluated (Amazon CloudWatch User Guide, "Evaluating an alarm"): each minute; every 10 seconds
 * where its period is shorter than a minute; each hour where it looks at more than a day.
 */
export function evaluationInterval({ evaluated }: AlarmDefinition): number {
  if (evaluated === undefined) return MINUTE;
  const { periodSeconds, evaluationPeriods } = evaluated;
  if (periodSeconds < 60) return 10 * SECOND;
  return periodSeconds * evaluationPeriods > DAY_SECONDS ? HOUR : MINUTE;
}

/** When an alarm of that interval is evaluated next after an instant. */
export function nextEvaluation(interval: number, after: Instant): Instant {
  return periodStart(after - OFFSET, interval / SECOND) + interval + OFFSET;
}

/** End of the periods that an alarm looks at: the last minute, or ten seconds, that is over. */
export function evaluatedUntil({ evaluated }: AlarmDefinition, now: Instant): Instant {
  return periodStart(now, Math.min(60, evaluated?.periodSeconds ?? 60));
}

import { type Instant, SECOND } from "../model/instant";
import type { RunningTarget } from "../model/target";
import type { Parameters } from "../parameters";
import type { TargetGroupSettings } from "./target-group-settings";

/** First checks of targets that register together are spread over so many seconds, so that not all come at once. */
const SPREAD_SECONDS = 5;

/** Times at which targets are checked: the first one and every interval after it. */
export interface CheckTimes {
  readonly first: Instant;
  readonly intervalSeconds: number;
}

/** When a target is checked: on full seconds, so that several are checked at a time. */
export function checkTimesOf(
  key: string,
  { registeredAt }: RunningTarget,
  { kind, check }: TargetGroupSettings,
  { targetRegistrationSeconds, networkTargetRegistrationSeconds }: Parameters,
): CheckTimes {
  const delay = kind === "network" ? networkTargetRegistrationSeconds : targetRegistrationSeconds;
  const second = Math.ceil(registeredAt / SECOND) + delay + (sumOfCharacters(key) % SPREAD_SECONDS);
  return { first: second * SECOND, intervalSeconds: check.intervalSeconds };
}

/** The first time after an instant. */
export function timeAfter({ first, intervalSeconds }: CheckTimes, instant: Instant): Instant {
  if (instant < first) return first;
  const interval = intervalSeconds * SECOND;
  return first + (Math.floor((instant - first) / interval) + 1) * interval;
}

function sumOfCharacters(key: string): number {
  let sum = 0;
  for (let index = 0; index < key.length; index++) sum += key.charCodeAt(index);
  return sum;
}

import { hourAt, lengthOf, noise, timeAt, type Timeline } from "./timeline";

/** Minutes before the end at which the latest release began. */
const RELEASED_BEFORE = 150;
/** Minutes for which that release failed more requests than it should. */
const TROUBLE = 22;

/** What is asked of the sample product in each minute, and what it has for it. */
export interface Load {
  readonly minutes: number;
  /** Requests a second. */
  readonly requests: readonly number[];
  /** Instances of the service that takes requests, and of the worker. */
  readonly enterprise: readonly number[];
  readonly worker: readonly number[];
  /** Items that wait in the queue. */
  readonly backlog: readonly number[];
  /** Minute in which the latest release began. */
  readonly release: number;
}

/** Traffic with days, weeks and growth, and scaling that follows it. */
export function loadOf(timeline: Timeline): Load {
  const minutes = lengthOf(timeline) + 1;
  const requests = Array.from({ length: minutes }, (_, minute) => requestsAt(timeline, minute));
  const enterprise = following(requests, (rate) => Math.min(20, Math.max(3, Math.ceil(rate / 11))));
  const backlog = requests.map((rate, minute) => backlogAt(timeline, minute, rate));
  const worker = following(backlog, (items) => Math.min(10, Math.max(2, Math.ceil(items / 45) + 1)));
  return { minutes, requests, enterprise, worker, backlog, release: minutes - 1 - RELEASED_BEFORE };
}

function requestsAt(timeline: Timeline, minute: number): number {
  const day = minute / (24 * 60);
  const daily = 0.56 - 0.44 * Math.cos(((hourAt(timeline, minute) - 3) / 24) * 2 * Math.PI);
  const weekday = (Math.floor(timeAt(timeline, minute) / 86_400) + 4) % 7; // 1 January 1970 was a Thursday
  const weekly = weekday === 0 || weekday === 6 ? 0.72 : 1;
  return 56 * (1 + 0.009 * day) * daily * weekly * (0.94 + 0.12 * noise(minute, 1));
}

function backlogAt(timeline: Timeline, minute: number, rate: number): number {
  const burst = Math.max(0, 1 - Math.abs(lengthOf(timeline) - 75 - minute) / 28);
  return Math.round(rate * 0.35 + 120 * burst + 6 * noise(minute, 2));
}

/** What was needed in the latest ten minutes: taken away later than it was added. */
function following(values: readonly number[], needed: (value: number) => number): number[] {
  return values.map((_, minute) =>
    Math.max(...values.slice(Math.max(0, minute - 12), Math.max(1, minute - 1)).map(needed)),
  );
}

/** Part of the requests that fail. */
export function failuresAt({ release }: Load, minute: number, revision: number): number {
  const since = minute - release;
  if (revision >= 42 && since >= 0 && since < TROUBLE) return 0.012;
  return 0.0002 + 0.0003 * noise(minute, 3);
}

/** Time within which half of the requests are answered, in seconds. */
export function medianAt(load: Load, minute: number, revision: number): number {
  const perInstance = (load.requests[minute] ?? 0) / (load.enterprise[minute] ?? 1);
  const since = minute - load.release;
  const slower = revision >= 42 && since >= 0 && since < TROUBLE ? 2.1 : 1;
  return 0.07 * slower * (0.7 + 0.05 * perInstance) * (0.95 + 0.1 * noise(minute, 4));
}

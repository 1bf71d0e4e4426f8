import { MINUTE, SECOND, type Instant } from "../../model/instant";
import type { StartThrottle } from "../../model/task-scheduling";
import type { RunningTask } from "../../model/task";

/** Failures in a row after which starts wait; AWS doesn't say how many ("Amazon ECS service throttle logic"). */
const FAILURES_WITHOUT_DELAY = 2;

/** Delay of the first start that waits, doubled with each further failure; AWS doesn't promise it. */
const FIRST_DELAY = 10 * SECOND;

/** Amazon ECS Developer Guide, "Amazon ECS service throttle logic". */
const LONGEST_DELAY = 27 * MINUTE;

/**
 * Whether a task could not be started: what throttles further starts. A container that ends at once has run ("Amazon
 * ECS service throttle logic").
 */
export function failedToStart({ startedAt, stoppingAt, stopCode }: RunningTask, now: Instant): boolean {
  if (startedAt !== undefined || stoppingAt !== now) return false;
  return stopCode === "TaskFailedToStart";
}

/**
 * The throttle of a revision after a look at its tasks: a task that runs ends it, and one that failed delays the next
 * start. Tasks that were started together count as one attempt.
 */
export function throttleAfter(
  before: StartThrottle | undefined,
  revisionArn: string,
  tasks: readonly RunningTask[],
  now: Instant,
): StartThrottle | undefined {
  if (tasks.some(({ startedAt }) => startedAt === now)) return undefined;
  const since = before?.lastFailureAt ?? Number.NEGATIVE_INFINITY;
  const isAttempt = tasks.some((task) => failedToStart(task, now) && task.createdAt >= since);
  if (!isAttempt) return before;
  const failures = (before?.failures ?? 0) + 1;
  const exponent = failures - FAILURES_WITHOUT_DELAY - 1;
  const delay = exponent < 0 ? 0 : Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** exponent);
  return { revisionArn, failures, lastFailureAt: now, nextStartAt: now + delay };
}

/** Whether starts wait: ECS says so in an event. */
export function isThrottling(throttle: StartThrottle | undefined): boolean {
  return throttle !== undefined && throttle.failures > FAILURES_WITHOUT_DELAY;
}

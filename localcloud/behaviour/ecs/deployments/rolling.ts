import type { TaskBounds } from "./settings";

/** Tasks of a revision during a rolling deployment. */
export interface RollingTasks {
  readonly wanted: number;
  /** Tasks that run or are starting, and that nobody stops. */
  readonly kept: number;
  readonly healthy: number;
}

/** A rolling deployment at an instant. */
export interface RollingCounts extends TaskBounds {
  readonly desired: number;
  readonly target: RollingTasks;
  /** Revisions that the target replaces, the oldest first. */
  readonly replaced: readonly RollingTasks[];
}

/** How many tasks a rolling deployment wants next. */
export interface RollingStep {
  readonly target: number;
  readonly replaced: readonly number[];
  /** Whether the bounds let it neither start nor stop a task, for as long as nothing else changes. */
  readonly isBlocked: boolean;
}

/**
 * The next step of a rolling deployment (Amazon ECS Developer Guide, "Deploy Amazon ECS services by replacing tasks"):
 * tasks of the target start where the maximum leaves room; an old one stops for each that got healthy, or, where there
 * is no room, as long as the minimum stays healthy.
 */
export function rollingStep(counts: RollingCounts): RollingStep {
  const { desired, maximum, target } = counts;
  const released = releasedTasks(counts);
  const replaced = withoutReleased(counts.replaced, released);
  const running = sum(counts.replaced.map(({ kept }, index) => Math.max(kept, replaced[index] ?? 0)));
  const started = Math.max(0, Math.min(desired, maximum - running));
  const wanted = Math.min(desired, Math.max(target.wanted, started));
  const isWaiting = released > 0 || target.kept > 0 || wanted > 0 || running > sum(replaced);
  return { target: wanted, replaced, isBlocked: desired > 0 && !isWaiting && sum(replaced) > 0 };
}

/** How many old tasks are no longer wanted. */
function releasedTasks({ desired, minimum, maximum, target, replaced }: RollingCounts): number {
  const wanted = sum(replaced.map((each) => each.wanted));
  const healthy = sum(replaced.map((each) => Math.min(each.healthy, each.wanted)));
  const excess = Math.max(0, wanted - Math.max(0, desired - target.healthy));
  const lacking = desired - Math.min(desired, Math.max(target.wanted, maximum - (wanted - excess)));
  const stoppable = wanted - healthy + Math.max(0, target.healthy + healthy - minimum);
  return Math.min(wanted, Math.max(excess, Math.min(excess + lacking, stoppable)));
}

/**
 * The wanted tasks of each revision after some were released: those that aren't healthy first, then those of the oldest
 * revision.
 */
function withoutReleased(replaced: readonly RollingTasks[], released: number): number[] {
  let left = released;
  const take = (available: number): number => {
    const taken = Math.min(left, available);
    left -= taken;
    return taken;
  };
  const kept = replaced.map(({ wanted, healthy }) => wanted - take(Math.max(0, wanted - healthy)));
  return kept.map((wanted) => wanted - take(wanted));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** What the scheduler makes of a task of a revision. */
export type Standing =
  /** Counts as healthy. */
  | "healthy"
  /** Doesn't run, or isn't healthy yet. */
  | "starting"
  /** Healthy, and to be replaced: its instance is drained, or another zone is to have it. */
  | "leaving"
  /** Its health checks fail. */
  | "unhealthy";

/** Tasks of one revision by their standing, and what the service allows. */
export interface Counts extends Readonly<Record<Standing, number>> {
  readonly wanted: number;
  /** How many more tasks maximumPercent allows the service. */
  readonly room: number;
  /** How many tasks of the revision maximumPercent allows. */
  readonly most: number;
  /** How many tasks minimumHealthyPercent asks for. */
  readonly minimumHealthy: number;
}

/** How many tasks to start, and how many of each standing to stop. */
export interface Plan extends Readonly<Record<Standing, number>> {
  readonly start: number;
  /** Whether neither a start nor a stop is allowed, although tasks are to be replaced. */
  readonly isBlocked: boolean;
}

/**
 * How the scheduler keeps the wanted number of tasks (Amazon ECS Developer Guide, "Amazon ECS services"). For a task to
 * be replaced it starts a replacement first, and stops the task once the replacement is healthy. Where maximumPercent
 * doesn't allow that, it stops one unhealthy task at a time. For tasks of drained instances minimumHealthyPercent may
 * allow to stop some at once ("Draining Amazon ECS container instances").
 */
export function planReplacements(counts: Counts): Plan {
  const { wanted, healthy, starting, leaving, unhealthy } = counts;
  const surplus = Math.max(0, healthy + starting - wanted);
  const stopStarting = Math.min(starting, surplus);
  const stopHealthy = surplus - stopStarting;
  const spare = Math.max(0, healthy - stopHealthy + leaving + unhealthy - wanted);
  const stopUnhealthy = Math.min(unhealthy, spare);
  const aboveMinimum = Math.max(0, healthy - stopHealthy + leaving - counts.minimumHealthy);
  const stopLeaving = Math.min(leaving, Math.max(spare - stopUnhealthy, Math.min(aboveMinimum, leaving)));
  const start = startsOf(counts);
  const isStuck = start === 0 && stopUnhealthy + stopLeaving === 0 && starting === 0 && healthy < wanted;
  const makesWay = isStuck && unhealthy > 0 ? 1 : 0;
  const stops = {
    healthy: stopHealthy,
    starting: stopStarting,
    leaving: stopLeaving,
    unhealthy: stopUnhealthy + makesWay,
  };
  return { start, isBlocked: isStuck && makesWay === 0, ...withinMost(counts, stops) };
}

/** Stops what is beyond maximumPercent once fewer tasks are wanted: what isn't healthy first. */
function withinMost(counts: Counts, stops: Readonly<Record<Standing, number>>): Record<Standing, number> {
  const within = { ...stops };
  let excess = LEAST_NEEDED_FIRST.reduce((sum, each) => sum + counts[each] - stops[each], 0) - counts.most;
  for (const standing of LEAST_NEEDED_FIRST) {
    const more = Math.min(Math.max(0, excess), counts[standing] - within[standing]);
    within[standing] += more;
    excess -= more;
  }
  return within;
}

const LEAST_NEEDED_FIRST: readonly Standing[] = ["unhealthy", "starting", "leaving", "healthy"];

/** What is missing is started whatever maximumPercent says; replacements for what still runs need room. */
function startsOf({ wanted, room, healthy, starting, leaving, unhealthy }: Counts): number {
  const staying = healthy + starting;
  const missing = Math.max(0, wanted - staying);
  const vacant = Math.max(0, wanted - staying - leaving - unhealthy);
  return vacant + Math.min(missing - vacant, Math.max(0, room - vacant));
}

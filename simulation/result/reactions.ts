import { type Instant, MINUTE, SECOND } from "../../localcloud/behaviour/model/instant";
import type { Held } from "./conditions";
import type { ScalingStep } from "./summary";

/** How a condition for more tasks was answered. */
export interface Reaction {
  /** When the condition held and no cooldown kept the policy from acting. */
  readonly from: Instant;
  /** When the last of the tasks that were added was in service; undefined where none was added, or some never came. */
  readonly inServiceAt?: Instant;
}

/** What the reactions of a service are made of. */
export interface ReactionArgs {
  readonly held: readonly Held[];
  readonly steps: readonly ScalingStep[];
  /** When each task came into service. */
  readonly arrivals: readonly Instant[];
  readonly cooldownSeconds: number;
  /** Until when there is time to react. */
  readonly end: Instant;
}

/** How late an alarm may still answer a condition that has ended: its metrics come late. */
const ANSWERED_WITHIN = 3 * MINUTE;

/**
 * How each condition was answered (SC-12): from when it held until as many tasks were in service as were added. One that
 * still holds after a cooldown asks again, from the end of the cooldown on. What nobody answered counts too.
 */
export function reactionsOf(args: ReactionArgs): Reaction[] {
  const { held, steps, arrivals } = args;
  const ups = steps.filter(({ from, to }) => to > from);
  return held.flatMap((time) => {
    const own = ups.filter(({ at }) => at >= time.from && at <= time.until + ANSWERED_WITHIN);
    if (own.length === 0) return isShort(time, args) ? [] : [{ from: time.from }];
    const answers = own.map((step) => reaction(time, step, ups[ups.indexOf(step) - 1], { ...args, arrivals }));
    return [...answers, ...leftOpen(time, own.at(-1), args)];
  });
}

/** A condition that holds on after the last cooldown, since there may be no more tasks. */
function leftOpen({ until }: Held, last: ScalingStep | undefined, { cooldownSeconds }: ReactionArgs): Reaction[] {
  if (last === undefined) return [];
  const rested = (last.endedAt ?? last.at) + cooldownSeconds * SECOND;
  return until - rested < ANSWERED_WITHIN ? [] : [{ from: rested }];
}

/** A condition that ended, or after which the simulation ended, before anybody could act. */
function isShort({ from, until }: Held, { end }: ReactionArgs): boolean {
  return until - from < ANSWERED_WITHIN || end - from < ANSWERED_WITHIN;
}

function reaction(
  { from }: Held,
  step: ScalingStep,
  before: ScalingStep | undefined,
  { arrivals, cooldownSeconds }: ReactionArgs,
): Reaction {
  const rested = before === undefined ? from : (before.endedAt ?? before.at) + cooldownSeconds * SECOND;
  const since = Math.min(step.at, Math.max(from, rested));
  const inServiceAt = arrivals.filter((each) => each > step.at)[step.to - step.from - 1];
  return { from: since, ...(inServiceAt === undefined ? {} : { inServiceAt }) };
}

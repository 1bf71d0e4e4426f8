import type { Instant } from "../../behaviour/model/instant";
import { SECOND } from "../../behaviour/model/instant";
import type { TargetState } from "../../behaviour/model/target";
import { byWeight } from "./groups";

/** A target as far as the choice depends on it. */
export interface CandidateTarget {
  readonly stickyId: string;
  readonly state: TargetState;
  readonly healthySince?: Instant;
}

/** Settings of a target group that the choice of a target depends on. */
export interface Balancing {
  readonly algorithm: "round_robin" | "least_outstanding_requests" | "weighted_random";
  readonly slowStartSeconds: number;
  /** Fewer healthy targets than this, and requests go to all of them. */
  readonly minimumHealthy: number;
  /** The same in percent of the registered targets. */
  readonly minimumHealthyPercent: number;
}

/** What a choice depends on beside the targets. */
export interface ChoiceContext<Target> {
  /** Id of the target that the client sticks to. */
  readonly stuck: string | undefined;
  /** How many requests this group had before. */
  readonly turn: number;
  /** From 0 to less than 1. */
  readonly random: number;
  readonly now: Instant;
  outstanding(target: Target): number;
}

/**
 * Targets that requests may go to: the healthy ones, or all that are registered where too few are healthy (User Guide
 * for Application Load Balancers, "Health checks", "Target group health"). Draining targets get no new requests.
 */
export function eligibleTargets<Target extends CandidateTarget>(
  targets: readonly Target[],
  { minimumHealthy, minimumHealthyPercent }: Balancing,
): readonly Target[] {
  const registered = targets.filter(({ state }) => state !== "draining" && state !== "unused");
  const healthy = registered.filter(({ state }) => state === "healthy");
  const wanted = Math.max(minimumHealthy, (registered.length * minimumHealthyPercent) / 100);
  return healthy.length >= wanted ? healthy : registered;
}

/**
 * The target that gets a request, of those that may: the one that its client sticks to, else one by the group's
 * algorithm (User Guide for Application Load Balancers, "Target group attributes", routing algorithms).
 */
export function chooseTarget<Target extends CandidateTarget>(
  eligible: readonly Target[],
  balancing: Balancing,
  context: ChoiceContext<Target>,
): Target | undefined {
  const sticky = context.stuck === undefined ? undefined : eligible.find(({ stickyId }) => stickyId === context.stuck);
  if (sticky !== undefined) return sticky;
  switch (balancing.algorithm) {
    case "least_outstanding_requests":
      return leastOutstanding(eligible, context);
    case "weighted_random":
      return byWeight(eligible, () => 1, context.random);
    case "round_robin":
      return roundRobin(eligible, balancing, context);
  }
}

function leastOutstanding<Target>(eligible: readonly Target[], context: ChoiceContext<Target>): Target | undefined {
  const [first] = eligible;
  if (first === undefined) return undefined;
  const begin = context.turn % eligible.length;
  const inTurn = [...eligible.slice(begin), ...eligible.slice(0, begin)];
  return inTurn.reduce((best, each) => (context.outstanding(each) < context.outstanding(best) ? each : best));
}

function roundRobin<Target extends CandidateTarget>(
  eligible: readonly Target[],
  { slowStartSeconds }: Balancing,
  { turn, random, now }: ChoiceContext<Target>,
): Target | undefined {
  const share = (target: Target): number => slowStartShare(target, slowStartSeconds, now);
  const isWarm = slowStartSeconds === 0 || eligible.every((target) => share(target) === 1);
  const areAllNew = !isWarm && eligible.every((target) => share(target) < 1);
  if (isWarm || areAllNew) return eligible[turn % eligible.length];
  return byWeight(eligible, share, random);
}

/**
 * The share of its requests that a target gets that became healthy a while ago, which grows evenly. (User Guide, "Slow
 * start mode": where no target has left the slow start, none is in it.)
 */
export function slowStartShare({ healthySince }: CandidateTarget, seconds: number, now: Instant): number {
  if (seconds === 0 || healthySince === undefined) return 1;
  return Math.min(1, Math.max(0, (now - healthySince) / (seconds * SECOND)));
}

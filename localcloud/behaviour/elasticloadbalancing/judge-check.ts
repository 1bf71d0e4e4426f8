import type { Instant } from "../model/instant";
import type { CheckAnswer } from "../model/observation";
import type { RunningTarget, TargetChecks, TargetState } from "../model/target";
import { FAILED_HEALTH_CHECKS, type HealthReason, responseCodeMismatch, TIMEOUT } from "./health-reason";
import type { TargetGroupSettings } from "./target-group-settings";

/** A target and what its checks counted. */
export interface CheckedTarget {
  readonly target: RunningTarget;
  readonly checks: TargetChecks;
}

/** States that answers to health checks can change. */
const CHECKED_STATES: readonly TargetState[] = ["initial", "healthy", "unhealthy"];

export function isChecked({ state }: RunningTarget): boolean {
  return CHECKED_STATES.includes(state);
}

/**
 * What the answer to a health check makes of a target: the same target where its state and reason stay as they were
 * (User Guide for Application Load Balancers, "Health checks for Application Load Balancer target groups").
 */
export function judged(
  { target, checks }: CheckedTarget,
  answer: CheckAnswer,
  settings: TargetGroupSettings,
  now: Instant,
): CheckedTarget {
  const failure = failureOf(answer, settings);
  const counted = failure === undefined ? succeeded(checks, settings) : failed(checks, settings);
  return { checks: counted, target: withState(target, stateAfter(target.state, counted, settings), failure, now) };
}

/** Why an answer is a failure; undefined for a success. */
function failureOf(answer: CheckAnswer, { check, kind }: TargetGroupSettings): HealthReason | undefined {
  if (check.protocol === "TCP") return answer.kind === "connected" ? undefined : FAILED_HEALTH_CHECKS;
  if (answer.kind === "response") {
    if (check.healthyCodes.some(([first, last]) => answer.status >= first && answer.status <= last)) return undefined;
    return kind === "network" ? FAILED_HEALTH_CHECKS : responseCodeMismatch(answer.status);
  }
  // API Reference, TargetHealth: codes for mismatches and timeouts are of Application Load Balancers only.
  return answer.kind === "timeout" && kind === "application" ? TIMEOUT : FAILED_HEALTH_CHECKS;
}

/** Counts end at their thresholds, so that nothing is to be kept while nothing changes. */
function succeeded(checks: TargetChecks, { check }: TargetGroupSettings): TargetChecks {
  const successes = Math.min(checks.successes + 1, check.healthyThreshold);
  return successes === checks.successes && checks.failures === 0 ? checks : { ...checks, successes, failures: 0 };
}

function failed(checks: TargetChecks, { check }: TargetGroupSettings): TargetChecks {
  const failures = Math.min(checks.failures + 1, check.unhealthyThreshold);
  return failures === checks.failures && checks.successes === 0 ? checks : { ...checks, failures, successes: 0 };
}

function stateAfter(
  state: TargetState,
  { successes, failures }: TargetChecks,
  { check, kind }: TargetGroupSettings,
): TargetState {
  // The same chapter: "after your target is registered, it must pass one health check to be considered healthy". That
  // for Network Load Balancers says "the initial health checks", in the plural.
  const needed = state === "initial" && kind === "application" ? 1 : check.healthyThreshold;
  if (successes >= needed) return "healthy";
  return failures >= check.unhealthyThreshold ? "unhealthy" : state;
}

function withState(
  target: RunningTarget,
  state: TargetState,
  failure: HealthReason | undefined,
  now: Instant,
): RunningTarget {
  if (state === "unhealthy" && failure !== undefined) return inState(target, state, failure);
  if (state !== "healthy" || target.state === "healthy") return target;
  return { ...target, state, reason: undefined, description: undefined, healthySince: now };
}

/** The target in a state and for a reason; the same target where it is. */
export function inState(target: RunningTarget, state: TargetState, why: HealthReason): RunningTarget {
  if (target.state === state && target.reason === why.reason && target.description === why.description) return target;
  return { ...target, state, ...why, healthySince: undefined };
}

import type { EnvironmentKind } from "../../components/shared/environment-kind";
import type { AutomationContext } from "../context";
import type { Check, VerificationRecord } from "../model/verification";
import type { Expectation } from "./expectation";
import { gather } from "./gather";
import { judge } from "./judge";

/** How long a verification takes. */
export interface VerifyOptions {
  /** For how many seconds everything has to stay as it should be. @default by the kind of environment */
  readonly bakeSeconds?: number;
  /** Seconds after which it fails, the bake time included. @default the bake time and ten minutes */
  readonly limitSeconds?: number;
}

/**
 * Bake times in seconds. They follow that of the services' own deployments, in which ECS watches the alarms of both
 * revisions.
 */
export const BAKE_SECONDS: Readonly<Record<EnvironmentKind, number>> = {
  development: 15,
  staging: 30,
  production: 60,
};

/** Seconds in which services have to become as they should be. */
const SETTLING_SECONDS = 600;

const POLL_MILLISECONDS = 5_000;

const MILLISECONDS = 1_000;

/**
 * Verifies that what runs is what was asked for, and well, for the whole bake time. It tells `checks` after each look.
 * @throws {DeploymentProblem} where AWS can't be asked.
 */
export async function verify(
  expected: Expectation,
  context: AutomationContext,
  options: VerifyOptions = {},
): Promise<VerificationRecord> {
  const bakeSeconds = options.bakeSeconds ?? BAKE_SECONDS[context.kind];
  const limitSeconds = options.limitSeconds ?? bakeSeconds + SETTLING_SECONDS;
  const begun = context.clock.now().getTime();
  let goodSince: number | undefined;
  for (;;) {
    const checks = judge(expected, await gather(expected, context), { isBaking: goodSince !== undefined });
    const now = context.clock.now().getTime();
    goodSince = checks.every(hasPassed) ? (goodSince ?? now) : undefined;
    const times = { begun, now, goodSince, bakeSeconds, limitSeconds };
    const remainingSeconds = remaining(times);
    context.emit({ code: "checks", checks, remainingSeconds });
    const outcome = outcomeOf(checks, times);
    if (outcome !== undefined) return { outcome, checks, bakeSeconds };
    await context.clock.wait(Math.min(POLL_MILLISECONDS, remainingSeconds * MILLISECONDS), context.signal);
  }
}

/** Times in a verification: moments in milliseconds. */
export interface VerificationTimes {
  readonly begun: number;
  readonly now: number;
  /** Since when everything is as it should be; undefined while it isn't. */
  readonly goodSince: number | undefined;
  readonly bakeSeconds: number;
  readonly limitSeconds: number;
}

/** How a verification ends; undefined while it goes on. */
export function outcomeOf(
  checks: readonly Check[],
  times: VerificationTimes,
): VerificationRecord["outcome"] | undefined {
  if (checks.some(({ state }) => state === "failed")) return "failed";
  if (remaining(times) > 0) return undefined;
  return times.goodSince === undefined ? "failed" : "verified";
}

/** Seconds until everything was well for the whole bake time; while it isn't, until the time limit. */
function remaining({ begun, now, goodSince, bakeSeconds, limitSeconds }: VerificationTimes): number {
  const end = goodSince === undefined ? begun + limitSeconds * MILLISECONDS : goodSince + bakeSeconds * MILLISECONDS;
  return Math.max(0, (end - now) / MILLISECONDS);
}

function hasPassed({ state }: Check): boolean {
  return state === "passed";
}

/** Why a verification failed, in a sentence that names everything that wasn't well. */
export function failureOf({ checks }: Pick<VerificationRecord, "checks">): string {
  const failed = checks.filter(({ state }) => state === "failed");
  const told = failed.length > 0 ? failed : checks.filter((each) => !hasPassed(each));
  return told.map(({ subject, detail }) => `${subject}: ${detail}`).join("; ");
}

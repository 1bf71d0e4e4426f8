import { aborted } from "./aborts";
import { errorText, type Log } from "./log";

/** What a check looks at (HC-4). */
export type HealthKind = "application" | "database" | "cache" | "queue" | "external-service";

/** Something that the service needs, and how to find out whether it works. */
export interface HealthCheck {
  readonly name: string;
  readonly kind: HealthKind;
  /** Whether the service is of no use without it. */
  readonly critical: boolean;
  /** Resolves when it works. Gives up when the signal aborts. */
  check(signal: AbortSignal): Promise<void>;
}

/**
 * Outcome of one check. Why it failed stands in the log only: addresses of inner systems are nobody else's business.
 */
export interface CheckResult extends Pick<HealthCheck, "name" | "kind" | "critical"> {
  readonly status: "healthy" | "failed" | "timed-out";
  readonly milliseconds: number;
}

/** `degraded` when only something uncritical fails. */
export interface HealthReport {
  readonly status: "healthy" | "degraded" | "unhealthy";
  readonly checks: readonly CheckResult[];
}

export interface HealthOptions {
  /** Milliseconds after which a check counts as failed. */
  readonly timeout: number;
  readonly log: Log;
}

/**
 * Runs all checks side by side. Whoever asks while they run gets the same report, so that many probes don't turn into
 * many queries.
 */
export function healthReporter(checks: readonly HealthCheck[], options: HealthOptions): () => Promise<HealthReport> {
  let running: Promise<HealthReport> | undefined;
  return () => {
    running ??= reportOf(checks, options).finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function reportOf(checks: readonly HealthCheck[], options: HealthOptions): Promise<HealthReport> {
  const results = await Promise.all(checks.map((check) => resultOf(check, options)));
  return { status: overall(results), checks: results };
}

/** The worst that the results amount to. */
export function overall(results: readonly Pick<CheckResult, "status" | "critical">[]): HealthReport["status"] {
  const failing = results.filter(({ status }) => status !== "healthy");
  if (failing.some(({ critical }) => critical)) return "unhealthy";
  return failing.length > 0 ? "degraded" : "healthy";
}

async function resultOf(check: HealthCheck, { timeout, log }: HealthOptions): Promise<CheckResult> {
  const { name, kind, critical } = check;
  const signal = AbortSignal.timeout(timeout);
  const begin = performance.now();
  const finished = (status: CheckResult["status"]): CheckResult => {
    return { name, kind, critical, status, milliseconds: Math.round((performance.now() - begin) * 1000) / 1000 };
  };
  try {
    await Promise.race([check.check(signal), aborted(signal, "timed out")]);
    return finished("healthy");
  } catch (error) {
    log("warn", "health check failed", { check: name, kind, critical, error: errorText(error) });
    return finished(signal.aborted ? "timed-out" : "failed");
  }
}

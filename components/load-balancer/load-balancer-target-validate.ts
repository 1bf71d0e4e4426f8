import { requireSeconds, requireWhole } from "../shared/bounds";
import { ALLOWED_HEALTH_PATH, isHealthPath } from "../shared/health-check";
import { durationSeconds } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";
import type { HealthCheckArgs, LoadBalancerTargetArgs, StickinessArgs } from "./load-balancer-target-args";
import { validateAuthentication } from "./validate-authentication";
import { healthCheckWithDefaults, DEFAULT_ALGORITHM } from "./target-settings";

/** Elastic Load Balancing API Reference, CreateTargetGroup and TargetGroupAttribute. */
const LIMITS = {
  port: { smallest: 1, largest: 65_535 },
  interval: { smallest: 5, largest: 300 },
  timeout: { smallest: 2, largest: 120 },
  threshold: { smallest: 2, largest: 10 },
  deregistrationDelay: { smallest: 1, largest: 3600 },
  slowStart: { smallest: 30, largest: 900 },
  stickiness: { smallest: 1, largest: 604_800 },
} as const;

/**
 * Records what AWS would refuse of a target, and what does not go together; not its routing, which concerns all
 * targets.
 */
export function validateLoadBalancerTarget(target: LoadBalancerTargetArgs, problems: ArgumentProblems): void {
  requireWhole(problems, "port", target.port, LIMITS.port);
  requireSeconds(problems, "deregistrationDelay", target.deregistrationDelay, LIMITS.deregistrationDelay);
  requireSeconds(problems, "slowStart", target.slowStart, LIMITS.slowStart);
  checkHealthCheck(problems, target.healthCheck);
  checkStickiness(problems, target.stickiness);
  checkAlgorithm(problems, target);
  checkAlarms(problems, target.alarms ?? {});
  validateAuthentication(target.authenticate, problems);
}

function checkHealthCheck(problems: ArgumentProblems, args: HealthCheckArgs | undefined): void {
  const { path, matcher, interval, timeout, healthyThreshold, unhealthyThreshold } = healthCheckWithDefaults(args);
  problems.require(
    isHealthPath(path),
    "healthCheck.path",
    `must be ${ALLOWED_HEALTH_PATH}, got ${JSON.stringify(path)}`,
  );
  problems.require(
    isMatcher(matcher),
    "healthCheck.matcher",
    `must be status codes from 200 to 499, such as "200", "200,204" or "200-299", got ${JSON.stringify(matcher)}`,
  );
  requireWhole(problems, "healthCheck.healthyThreshold", healthyThreshold, LIMITS.threshold);
  requireWhole(problems, "healthCheck.unhealthyThreshold", unhealthyThreshold, LIMITS.threshold);
  const intervalSeconds = requireSeconds(problems, "healthCheck.interval", interval, LIMITS.interval);
  const timeoutSeconds = requireSeconds(problems, "healthCheck.timeout", timeout, LIMITS.timeout);
  if (intervalSeconds === undefined || timeoutSeconds === undefined) return;
  problems.require(
    timeoutSeconds < intervalSeconds,
    "healthCheck.timeout",
    `must be less than the interval of ${intervalSeconds} s, got ${JSON.stringify(timeout)}`,
  );
}

function isMatcher(matcher: string): boolean {
  return matcher.split(",").every((part) => {
    const [, first, last = first] = /^([2-4]\d\d)(?:-([2-4]\d\d))?$/.exec(part) ?? [];
    return first !== undefined && last !== undefined && first <= last;
  });
}

function checkStickiness(problems: ArgumentProblems, stickiness: StickinessArgs | undefined): void {
  if (stickiness === undefined) return;
  requireSeconds(problems, "stickiness.duration", stickiness.duration, LIMITS.stickiness);
  if (stickiness.kind !== "application") return;
  problems.require(
    /^[\w!#$%&'*+.^`|~-]+$/.test(stickiness.cookieName) && !stickiness.cookieName.startsWith("AWSALB"),
    "stickiness.cookieName",
    `must be a cookie's name that does not begin with AWSALB, the load balancer's own, got ${JSON.stringify(stickiness.cookieName)}`,
  );
}

function checkAlgorithm(problems: ArgumentProblems, target: LoadBalancerTargetArgs): void {
  const { algorithm = DEFAULT_ALGORITHM } = target;
  problems.require(
    algorithm === "round-robin" || target.slowStart === undefined,
    "slowStart",
    `does not go with the algorithm "${algorithm}"; leave it out, or set algorithm to "round-robin"`,
  );
  problems.require(
    algorithm !== "weighted-random" || target.stickiness === undefined,
    "stickiness",
    'does not go with the algorithm "weighted-random"; leave it out, or set algorithm to "round-robin" or "least-connections"',
  );
}

function checkAlarms(
  problems: ArgumentProblems,
  { serverErrorPercent, responseTime }: NonNullable<LoadBalancerTargetArgs["alarms"]>,
): void {
  problems.require(
    serverErrorPercent === undefined || (serverErrorPercent >= 0 && serverErrorPercent < 100),
    "alarms.serverErrorPercent",
    `must be a percentage from 0 to less than 100, got ${serverErrorPercent ?? ""}`,
  );
  if (responseTime !== undefined) problems.attempt("alarms.responseTime", () => durationSeconds(responseTime));
}

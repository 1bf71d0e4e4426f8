import { ALLOWED_HEALTH_PATH, isHealthPath } from "../../shared/health-path";
import { durationSeconds } from "../../shared/quantity";
import type { ArgumentProblems } from "../../shared/validation";
import type { HealthCheckArgs, LoadBalancerTargetArgs, StickinessArgs, TargetAlgorithm } from "../target-arguments";
import { requireWhole, requireSeconds } from "../../shared/bounds";

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

/** Checks everything about a target but its routing. */
export function validateTarget(
  problems: ArgumentProblems,
  path: string,
  target: LoadBalancerTargetArgs,
  algorithm: TargetAlgorithm,
): void {
  requireWhole(problems, `${path}.port`, target.port, LIMITS.port);
  requireSeconds(problems, `${path}.deregistrationDelay`, target.deregistrationDelay, LIMITS.deregistrationDelay);
  requireSeconds(problems, `${path}.slowStart`, target.slowStart, LIMITS.slowStart);
  validateHealthCheck(problems, `${path}.healthCheck`, target.healthCheck ?? {});
  validateStickiness(problems, `${path}.stickiness`, target.stickiness);
  validateAlgorithm(problems, path, target, target.algorithm ?? algorithm);
  validateAlarms(problems, `${path}.alarms`, target.alarms ?? {});
}

function validateHealthCheck(problems: ArgumentProblems, path: string, healthCheck: HealthCheckArgs): void {
  const { path: healthPath = "/health", matcher = "200", interval = "30s", timeout = "5s" } = healthCheck;
  problems.require(
    isHealthPath(healthPath),
    `${path}.path`,
    `must be ${ALLOWED_HEALTH_PATH}, got ${JSON.stringify(healthPath)}`,
  );
  problems.require(
    isMatcher(matcher),
    `${path}.matcher`,
    `must be status codes from 200 to 499, such as "200", "200,204" or "200-299", got ${JSON.stringify(matcher)}`,
  );
  requireWhole(problems, `${path}.healthyThreshold`, healthCheck.healthyThreshold, LIMITS.threshold);
  requireWhole(problems, `${path}.unhealthyThreshold`, healthCheck.unhealthyThreshold, LIMITS.threshold);
  const intervalSeconds = requireSeconds(problems, `${path}.interval`, interval, LIMITS.interval);
  const timeoutSeconds = requireSeconds(problems, `${path}.timeout`, timeout, LIMITS.timeout);
  if (intervalSeconds === undefined || timeoutSeconds === undefined) return;
  problems.require(
    timeoutSeconds < intervalSeconds,
    `${path}.timeout`,
    `must be less than the interval of ${intervalSeconds} s, got ${JSON.stringify(timeout)}`,
  );
}

function isMatcher(matcher: string): boolean {
  return matcher.split(",").every((part) => {
    const [, first, last = first] = /^([2-4]\d\d)(?:-([2-4]\d\d))?$/.exec(part) ?? [];
    return first !== undefined && last !== undefined && first <= last;
  });
}

function validateStickiness(problems: ArgumentProblems, path: string, stickiness: StickinessArgs | undefined): void {
  if (stickiness === undefined) return;
  requireSeconds(problems, `${path}.duration`, stickiness.duration, LIMITS.stickiness);
  if (stickiness.kind !== "application") return;
  problems.require(
    /^[\w!#$%&'*+.^`|~-]+$/.test(stickiness.cookieName) && !stickiness.cookieName.startsWith("AWSALB"),
    `${path}.cookieName`,
    `must be a cookie's name that does not begin with AWSALB, the load balancer's own, got ${JSON.stringify(stickiness.cookieName)}`,
  );
}

function validateAlgorithm(
  problems: ArgumentProblems,
  path: string,
  target: LoadBalancerTargetArgs,
  algorithm: TargetAlgorithm,
): void {
  problems.require(
    algorithm === "round-robin" || target.slowStart === undefined,
    `${path}.slowStart`,
    `does not go with the algorithm "${algorithm}"; leave it out, or set algorithm to "round-robin"`,
  );
  problems.require(
    algorithm !== "weighted-random" || target.stickiness === undefined,
    `${path}.stickiness`,
    'does not go with the algorithm "weighted-random"; leave it out, or set algorithm to "round-robin" or "least-connections"',
  );
}

function validateAlarms(
  problems: ArgumentProblems,
  path: string,
  { serverErrorPercent, responseTime }: NonNullable<LoadBalancerTargetArgs["alarms"]>,
): void {
  problems.require(
    serverErrorPercent === undefined || (serverErrorPercent >= 0 && serverErrorPercent < 100),
    `${path}.serverErrorPercent`,
    `must be a percentage from 0 to less than 100, got ${serverErrorPercent ?? ""}`,
  );
  if (responseTime !== undefined) problems.attempt(`${path}.responseTime`, () => durationSeconds(responseTime));
}

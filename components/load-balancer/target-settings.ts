import { HEALTH_CHECK_DEFAULTS } from "../shared/health-check";
import { durationSeconds } from "../shared/quantity";
import type { AuthenticationArgs } from "./authentication-args";
import type {
  HealthCheckArgs,
  LoadBalancerTargetArgs,
  RoutingArgs,
  StickinessArgs,
  TargetAlgorithm,
} from "./load-balancer-target-args";

/** How requests are spread where nothing else is given. */
export const DEFAULT_ALGORITHM = "round-robin";

/** How long a client stays with its instance where nothing else is given. */
export const DEFAULT_STICKINESS_DURATION = "1d";

/** A target's arguments with every default filled in and every duration in seconds. */
export interface TargetSettings {
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly healthCheck: HealthCheckSettings;
  readonly routing: RoutingArgs | undefined;
  readonly stickiness: StickinessSettings | undefined;
  /** Zero: a new instance gets its full share at once. */
  readonly slowStart: number;
  readonly deregistrationDelay: number;
  readonly algorithm: TargetAlgorithm;
  readonly targetType: "ip" | "instance";
  readonly alarms: AlarmThresholds;
  /** Undefined where anybody's requests reach the target. */
  readonly authenticate: AuthenticationArgs | undefined;
}

export interface HealthCheckSettings {
  readonly path: string;
  readonly interval: number;
  readonly timeout: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly matcher: string;
}

export interface StickinessSettings {
  readonly duration: number;
  /** Undefined for the load balancer's own cookie. */
  readonly cookieName: string | undefined;
}

export interface AlarmThresholds {
  readonly serverErrorPercent: number;
  readonly responseTime: number;
}

/**
 * Settings of a target whose arguments are valid.
 * @throws {QuantityError} when a duration is not one.
 */
export function targetSettings(args: LoadBalancerTargetArgs, algorithm: TargetAlgorithm): TargetSettings {
  return {
    port: args.port,
    protocol: args.protocol ?? "HTTP",
    healthCheck: healthCheckSettings(args),
    routing: args.routing,
    stickiness: stickinessSettings(args.stickiness),
    slowStart: args.slowStart === undefined ? 0 : durationSeconds(args.slowStart),
    deregistrationDelay: deregistrationDelaySeconds(args),
    algorithm: args.algorithm ?? algorithm,
    targetType: args.targetType ?? "ip",
    alarms: alarmThresholds(args),
    authenticate: args.authenticate,
  };
}

/** What a service behind a target has to suit. */
export interface TargetRequirements {
  /** Port to which requests are sent. */
  readonly port: number;
  /** Path that the load balancer's health checks fetch. */
  readonly healthPath: string;
  /** Time for which an instance that leaves may finish its requests. */
  readonly deregistrationDelaySeconds: number;
  /** Time after which a new instance that answers every check counts as healthy. */
  readonly healthySeconds: number;
  /** Whether users sign in before their requests reach it. */
  readonly isAuthenticated: boolean;
}

/** What a service behind a target with these valid arguments has to suit, known before the target exists. */
export function targetRequirements(args: LoadBalancerTargetArgs): TargetRequirements {
  const { path, interval, healthyThreshold } = healthCheckSettings(args);
  return {
    port: args.port,
    healthPath: path,
    deregistrationDelaySeconds: deregistrationDelaySeconds(args),
    healthySeconds: interval * healthyThreshold,
    isAuthenticated: args.authenticate !== undefined,
  };
}

function deregistrationDelaySeconds({ deregistrationDelay = "30s" }: LoadBalancerTargetArgs): number {
  return durationSeconds(deregistrationDelay);
}

/** A health check's arguments with every default filled in. */
export function healthCheckWithDefaults({
  path = HEALTH_CHECK_DEFAULTS.path,
  interval = HEALTH_CHECK_DEFAULTS.interval,
  timeout = HEALTH_CHECK_DEFAULTS.timeout,
  healthyThreshold = 2,
  unhealthyThreshold = HEALTH_CHECK_DEFAULTS.unhealthyThreshold,
  matcher = "200",
}: HealthCheckArgs = {}): Required<HealthCheckArgs> {
  return { path, interval, timeout, healthyThreshold, unhealthyThreshold, matcher };
}

function healthCheckSettings({ healthCheck }: LoadBalancerTargetArgs): HealthCheckSettings {
  const { interval, timeout, ...rest } = healthCheckWithDefaults(healthCheck);
  return { ...rest, interval: durationSeconds(interval), timeout: durationSeconds(timeout) };
}

function stickinessSettings(stickiness: StickinessArgs | undefined): StickinessSettings | undefined {
  if (stickiness === undefined) return undefined;
  return {
    duration: durationSeconds(stickiness.duration ?? DEFAULT_STICKINESS_DURATION),
    cookieName: stickiness.kind === "application" ? stickiness.cookieName : undefined,
  };
}

/** Thresholds of a target's alarms, durations in seconds. */
export function alarmThresholds({ alarms = {} }: Pick<LoadBalancerTargetArgs, "alarms">): AlarmThresholds {
  const { serverErrorPercent = 5, responseTime = "2s" } = alarms;
  return { serverErrorPercent, responseTime: durationSeconds(responseTime) };
}

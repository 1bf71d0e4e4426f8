import { ALLOWED_HEALTH_PATH, HEALTH_CHECK_DEFAULTS, isHealthPath } from "../shared/health-check";
import { type DurationQuantity, durationSeconds } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";
import { requireSeconds, requireWhole } from "../shared/bounds";

/** How ECS asks a container whether it is healthy; a task whose container is not is replaced. */
export interface ContainerHealthCheckArgs {
  /**
   * Command that runs in the container and exits with 0 when it is healthy: `["CMD", program, argument, …]`, or
   * `["CMD-SHELL", line]`, which needs a shell in the image.
   * @default - Node's own `fetch` of `path`, which needs Node 18 or later in the image, and neither curl nor shell
   */
  readonly command?: readonly string[];
  /**
   * Path that the default command fetches; keep it shallow, so that a database outage never restarts the fleet.
   * @default - the load balancer target's health path, else "/health"
   */
  readonly path?: string;
  /** Time between two checks, from `"5s"` to `"300s"`. @default "30s" */
  readonly interval?: DurationQuantity;
  /** Time after which a check counts as failed, from `"2s"` to `"60s"`. @default "5s" */
  readonly timeout?: DurationQuantity;
  /** Failures in a row that make the container unhealthy (ECS calls them `retries`), from 1 to 10. @default 3 */
  readonly unhealthyThreshold?: number;
  /** Time after the start during which failures don't count, up to `"300s"`. @default "30s" */
  readonly startPeriod?: DurationQuantity;
}

/** A health check in ECS's terms; durations in seconds. */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

/** Amazon ECS API Reference, "HealthCheck". */
const INTERVAL = { smallest: 5, largest: 300 };
const TIMEOUT = { smallest: 2, largest: 60 };
const RETRIES = { smallest: 1, largest: 10 };
const START_PERIOD = { smallest: 1, largest: 300 };

const DEFAULTS = { ...HEALTH_CHECK_DEFAULTS, startPeriod: "30s" } as const;

/** Records what is wrong with a health check of a container that listens on `port`, if on any. */
export function validateContainerHealthCheck(
  args: ContainerHealthCheckArgs,
  port: number | undefined,
  problems: ArgumentProblems,
): void {
  requireSeconds(problems, "containerHealthCheck.interval", args.interval, INTERVAL);
  requireSeconds(problems, "containerHealthCheck.timeout", args.timeout, TIMEOUT);
  requireWhole(problems, "containerHealthCheck.unhealthyThreshold", args.unhealthyThreshold, RETRIES);
  requireSeconds(problems, "containerHealthCheck.startPeriod", args.startPeriod, START_PERIOD);
  if (args.command === undefined) validatePath(args.path, port, problems);
  else validateCommand(args.command, args.path, problems);
}

/**
 * A validated health check in ECS's terms, defaults filled in; undefined where it is switched off, and for a
 * container without a port unless a command says how to ask it.
 */
export function containerHealthCheck(
  args: ContainerHealthCheckArgs | false | undefined,
  port: number | undefined,
): ContainerHealthCheck | undefined {
  if (args === false) return undefined;
  const { command, path = DEFAULTS.path } = args ?? {};
  const timing = checkTiming(args ?? {});
  if (command !== undefined) return { command, ...timing };
  if (port === undefined) return undefined;
  return { command: fetchCommand(port, path, timing.timeout), ...timing };
}

function checkTiming({
  interval = DEFAULTS.interval,
  timeout = DEFAULTS.timeout,
  unhealthyThreshold = DEFAULTS.unhealthyThreshold,
  startPeriod = DEFAULTS.startPeriod,
}: ContainerHealthCheckArgs): Omit<ContainerHealthCheck, "command"> {
  return {
    interval: durationSeconds(interval),
    timeout: durationSeconds(timeout),
    retries: unhealthyThreshold,
    startPeriod: durationSeconds(startPeriod),
  };
}

/**
 * Seconds in which the load balancer's checks of a new task don't count: as given, else until the container's own
 * check would have given up, so that a slow start is judged once and not twice, and the load balancer could have found
 * it healthy.
 */
export function gracePeriodSeconds(
  given: DurationQuantity | undefined,
  check: ContainerHealthCheck | undefined,
  healthySeconds: number,
): number {
  if (given !== undefined) return durationSeconds(given);
  const { startPeriod, retries, interval } = check ?? checkTiming({});
  return startPeriod + Math.max(retries * interval, healthySeconds);
}

/** Asks by the loopback address, since `localhost` may resolve to IPv6, on which many servers don't listen. */
function fetchCommand(port: number, path: string, timeoutSeconds: number): string[] {
  const url = JSON.stringify(`http://127.0.0.1:${port}${path}`);
  const answer = `fetch(${url},{signal:AbortSignal.timeout(${timeoutSeconds * 1000})})`;
  return ["CMD", "node", "-e", `${answer}.then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))`];
}

function validateCommand(command: readonly string[], path: string | undefined, problems: ArgumentProblems): void {
  const [form] = command;
  problems.require(
    (form === "CMD" || form === "CMD-SHELL") && command.length > 1,
    "containerHealthCheck.command",
    `must be "CMD" or "CMD-SHELL" and then what to run, got ${JSON.stringify(command)}`,
  );
  problems.require(
    path === undefined,
    "containerHealthCheck.path",
    "is what the default command fetches and means nothing beside command; give one of the two",
  );
}

function validatePath(path: string | undefined, port: number | undefined, problems: ArgumentProblems): void {
  problems.require(
    path === undefined || isHealthPath(path),
    "containerHealthCheck.path",
    `must be ${ALLOWED_HEALTH_PATH}, got ${JSON.stringify(path)}`,
  );
  problems.require(
    port !== undefined,
    "containerHealthCheck",
    "can't fetch from a container without port; give port, or a command that says how to ask the container",
  );
}

import type { HealthEndpoint, MonitoredService, ServiceObjectives } from "../monitoring";
import type { ScalingTrigger, ScheduledScaling } from "../scaling";
import { OVERLOADED_MINUTES } from "../scaling/load-alarm-definitions";
import { monitoredTrigger } from "../scaling/monitored";
import { MINUTE_SECONDS } from "../shared/alarm";
import { HEALTH_CHECK_DEFAULTS } from "../shared/health-check";
import { cpuUnits, memoryMebibytes } from "../shared/quantity";
import { TRIGGER_NUMBERS } from "../scaling/triggers/numbers";
import type { PlannedServiceArgs } from "./args";
import { BELOW_MINIMUM_MINUTES } from "./tasks-below-minimum-alarm";
import { withTargetDefaults } from "./target-defaults";

const CPU_UNITS = 1024;
const MILLIS = 1000;
const BYTES_OF_MEBIBYTE = 1024 ** 2;

/** Arguments of a service from which follows what is watched of it; `ContainerServiceArgs` are such arguments. */
export type MonitoredServiceArgs = Pick<
  PlannedServiceArgs,
  "containerHealthCheck" | "cpu" | "loadBalancer" | "maxInstances" | "memory" | "minInstances" | "port"
>;

/** What the arguments of a service don't tell. */
export interface ServiceMonitoring {
  /** Team that is told of the service's alerts. @default - the system's team */
  readonly team?: string;
  /** Port for health checks and metrics. @default - the service's port */
  readonly port?: number;
  /** Path of the metrics; `false` where the service tells none. @default "/metrics" */
  readonly metricsPath?: string | false;
  /** Paths under which each task tells its health. @default - the path of the container's health check */
  readonly healthPaths?: readonly string[];
  /** What scales the service. @default - nothing */
  readonly triggers?: readonly ScalingTrigger[];
  /** Other bounds at times of the day: the widest of all count. @default - none */
  readonly schedules?: readonly ScheduledScaling[];
  /** Queue whose messages it takes. @default - none */
  readonly consumes?: string;
  /**
   * What users may expect of the service.
   * @default - 99.9 % of requests without error, and 95 % within what scales up, over 30 days; none for a worker
   */
  readonly objectives?: ServiceObjectives;
}

/** Where services tell their metrics. */
export const DEFAULT_METRICS_PATH = "/metrics";

/**
 * Objectives of a service that names none: 99.9 % of requests without error, and the response time from which on it is
 * scaled up.
 */
export const DEFAULT_OBJECTIVES: ServiceObjectives = {
  availabilityPercent: 99.9,
  latency: { percent: 95, seconds: TRIGGER_NUMBERS.responseTime.above },
  windowDays: 30,
};

/**
 * What is watched of a service, by the numbers of its own arguments and of its scaling.
 *
 * @throws {Error} without a port: nobody could ask its tasks.
 */
export function monitoredService(
  name: string,
  given: MonitoredServiceArgs,
  monitoring: ServiceMonitoring = {},
): MonitoredService {
  const args = withTargetDefaults(given);
  const { metricsPath = DEFAULT_METRICS_PATH, triggers = [], team, consumes } = monitoring;
  const takesRequests = args.loadBalancer !== undefined;
  return {
    name,
    ...(team !== undefined && { team }),
    port: portOf(name, monitoring.port ?? args.port),
    metricsPath: metricsPath === false ? undefined : metricsPath,
    healthEndpoints: healthEndpoints(args, monitoring.healthPaths),
    takesRequests,
    consumes,
    cpuMillis: Math.round((cpuUnits(args.cpu) * MILLIS) / CPU_UNITS),
    memoryBytes: memoryMebibytes(args.memory) * BYTES_OF_MEBIBYTE,
    ...widestBounds(args, monitoring.schedules),
    belowMinimumSeconds: BELOW_MINIMUM_MINUTES * MINUTE_SECONDS,
    triggers: triggers.map(monitoredTrigger),
    overloadedSeconds: OVERLOADED_MINUTES * MINUTE_SECONDS,
    objectives: objectivesOf(takesRequests && metricsPath !== false, monitoring),
  };
}

function portOf(name: string, port: number | undefined): number {
  if (port === undefined) throw new Error(`${name} has no port at which it could be asked for its health; give port`);
  return port;
}

/** Fewer at night are no fault, and more in a rush are not the maximum of the day. */
function widestBounds(
  { minInstances, maxInstances }: Pick<MonitoredServiceArgs, "maxInstances" | "minInstances">,
  schedules: readonly ScheduledScaling[] = [],
): Pick<MonitoredService, "maxInstances" | "minInstances"> {
  return {
    minInstances: Math.min(minInstances, ...schedules.map((schedule) => schedule.minInstances ?? minInstances)),
    maxInstances: Math.max(maxInstances, ...schedules.map((schedule) => schedule.maxInstances ?? maxInstances)),
  };
}

function objectivesOf(isMeasured: boolean, { objectives }: ServiceMonitoring): ServiceObjectives | undefined {
  return objectives ?? (isMeasured ? DEFAULT_OBJECTIVES : undefined);
}

/** The path of the container's own check, which is shallow, tells whether the instance is there. */
function healthEndpoints(
  { containerHealthCheck }: MonitoredServiceArgs,
  healthPaths: readonly string[] | undefined,
): HealthEndpoint[] {
  const checked = containerHealthCheck === false ? undefined : containerHealthCheck?.path;
  const instancePath = checked ?? HEALTH_CHECK_DEFAULTS.path;
  // A path may be listed twice; Prometheus takes no configuration with two probes of one.
  const further = [...new Set(healthPaths)].filter((path) => path !== instancePath);
  return [{ path: instancePath, covers: "instance" }, ...further.map((path) => ({ path, covers: coverage(path) }))];
}

function coverage(path: string): HealthEndpoint["covers"] {
  return /performance/.test(path) ? "performance" : "dependencies";
}

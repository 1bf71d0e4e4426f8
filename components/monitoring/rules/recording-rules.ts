import type { MonitoredService, MonitoredSystem } from "../description";
import { JOBS } from "../jobs";
import { isMeasured } from "./objective-alerts";
import { boundMatcher, regexQuoted, selector, share } from "./promql";
import { ERRORS, RATIO_WINDOWS, ratioName, REQUESTS, SLOW } from "./recording-names";

/** A series that Prometheus computes beforehand. */
export interface RecordingRule {
  /** Name of the series. */
  readonly name: string;
  /** Expression of PromQL that computes it. */
  readonly expression: string;
  /** Labels by which rules of one name differ. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What alerts and dashboards need again and again, or over days. */
export function recordingRules(system: MonitoredSystem): RecordingRule[] {
  return [
    ...trafficRules(system.services),
    ...ratioRules(system.services),
    ...utilizationRules(system.services),
    ...probeRules(),
    ...(system.database === undefined ? [] : databaseRules()),
  ];
}

const APPLICATION = `job="${JOBS.application}"`;

/**
 * Requests of users: the service counts those of probes and of Prometheus, too, which would hide errors among many
 * successes, and be errors themselves while an instance drains. Where nothing failed yet, the rate of errors is 0
 * rather than absent.
 */
function trafficRules(services: readonly MonitoredService[]): RecordingRule[] {
  return services
    .filter(({ metricsPath }) => metricsPath !== undefined)
    .flatMap((service) => {
      const { name } = service;
      const labels = { service: name };
      const ofUsers = `${APPLICATION},service="${name}",${routesOfUsers(service)}`;
      const rate = (metric: string, further = ""): string =>
        `sum by (service) (rate(${metric}{${ofUsers}${further}}[5m]))`;
      const [time, all] = [rate("http_request_duration_seconds_sum"), rate("http_request_duration_seconds_count")];
      return [
        { name: REQUESTS, labels, expression: rate("http_requests_total") },
        {
          name: ERRORS,
          labels,
          expression: `${rate("http_requests_total", ',status=~"5.."')}\nor ${selector(REQUESTS, { service: name })} * 0`,
        },
        ...(isMeasured(service)
          ? [
              {
                name: SLOW,
                labels,
                expression: `${all}\n- ${rate("http_request_duration_seconds_bucket", `,${boundMatcher(service.objectives.latency.seconds)}`)}`,
              },
            ]
          : []),
        { name: "service:http_request_duration_seconds:mean5m", labels, expression: share(time, all) },
      ];
    });
}

function routesOfUsers({ healthEndpoints, metricsPath }: MonitoredService): string {
  const own = [...healthEndpoints.map(({ path }) => path), ...(metricsPath === undefined ? [] : [metricsPath])];
  return `route!~"${own.map(regexQuoted).join("|")}"`;
}

/** From the recorded rates rather than from the requests, which are many thousand times as many series and samples. */
function ratioRules(services: readonly MonitoredService[]): RecordingRule[] {
  if (!services.some(isMeasured)) return [];
  return [ERRORS, SLOW].flatMap((bad) =>
    Object.keys(RATIO_WINDOWS).map((window) => ({
      name: ratioName(bad, window),
      expression:
        window === "5m"
          ? share(bad, REQUESTS)
          : share(`sum_over_time(${bad}[${window}])`, `sum_over_time(${REQUESTS}[${window}])`),
    })),
  );
}

/** Use of what each task has, in percent and over all instances, as the triggers count it. */
function utilizationRules(services: readonly MonitoredService[]): RecordingRule[] {
  return services
    .filter(({ metricsPath }) => metricsPath !== undefined)
    .flatMap(({ name, cpuMillis, memoryBytes }) => {
      const cpu = selector("process_cpu_seconds_total", { job: JOBS.application, service: name });
      const memory = selector("process_resident_memory_bytes", { job: JOBS.application, service: name });
      return [
        {
          name: "service:process_cpu:percent_avg2m",
          labels: { service: name },
          expression: `100 * avg by (service) (rate(${cpu}[2m])) / ${cpuMillis / 1000}`,
        },
        {
          name: "service:process_memory:percent_avg",
          labels: { service: name },
          expression: `100 * avg by (service) (${memory}) / ${memoryBytes}`,
        },
      ];
    });
}

/** Instances that answer, and the share of probes that succeed. */
function probeRules(): RecordingRule[] {
  const probes = `probe_success{job="${JOBS.probe}",covers="instance"}`;
  return [
    { name: "service:instances_up:count", expression: `count by (service) (max_over_time(${probes}[1m]) == 1)` },
    {
      name: "service:probe_success:ratio_1h",
      expression: `sum by (service) (sum_over_time(${probes}[1h]))\n/ sum by (service) (count_over_time(${probes}[1h]))`,
    },
  ];
}

/**
 * Share of reads that PostgreSQL's own cache answered. No alert looks at it: a restart empties the cache, and a report
 * reads what is in none, both without harm.
 */
function databaseRules(): RecordingRule[] {
  const rate = (counter: string): string =>
    `sum by (server) (rate(pg_stat_database_${counter}{job="${JOBS.database}"}[5m]))`;
  return [
    {
      name: "server:pg_blocks_hit:ratio_rate5m",
      expression: share(rate("blks_hit"), `(${rate("blks_hit")} + ${rate("blks_read")})`),
    },
    {
      name: "server:pg_connections:ratio",
      expression: `sum by (server) (pg_stat_activity_count{job="${JOBS.database}"})\n/ max by (server) (pg_settings_max_connections{job="${JOBS.database}"})`,
    },
  ];
}

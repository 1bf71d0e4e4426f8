import { lastPartOf } from "../../components/shared/arn";
import type { TimedEvent } from "../../localcloud/behaviour/world/world";
import type { StoredEvent } from "../../localcloud/behaviour/logs/memory-logs";
import type { RunningInstance } from "../../localcloud/behaviour/model/instance";
import type { RunningAlarm } from "../../localcloud/behaviour/model/scaling";
import type { ServiceDeployment } from "../../localcloud/behaviour/model/service";
import type { RunningTarget } from "../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import type { LiveStatus, MetricSummary } from "../../localcloud/control-client";

/** A table: headings and rows. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Services, those that don't run on this machine with the reason. */
export function serviceTable(services: LiveStatus["services"]): Table {
  return {
    headings: ["service", "tasks", "pending", "deployment", ""],
    rows: services.map(({ name, running, desired, pending, deployment, isSteady, notRun }) => [
      name,
      notRun === undefined ? `${running} of ${desired}` : "-",
      notRun === undefined ? String(pending) : "-",
      deployment === undefined ? "-" : deployment.status,
      notRun === undefined ? (deployment?.reason ?? (isSteady ? "steady" : "")) : `doesn't run here: ${notRun}`,
    ]),
  };
}

/** Tasks of all services, or of those of one. */
export function taskTable(tasks: readonly RunningTask[], service: string | undefined): Table {
  const shown = tasks.filter(({ group }) => service === undefined || group === `service:${service}`);
  return {
    headings: ["task", "group", "status", "health", "zone", "address", "definition", ""],
    rows: shown.map((task) => [
      lastPart(task.arn),
      task.group,
      task.lastStatus,
      task.healthStatus,
      task.availabilityZone,
      task.addresses.map(({ host, port }) => `${host}:${port}`).join(" "),
      lastPart(task.taskDefinitionArn),
      task.stoppedReason ?? "",
    ]),
  };
}

/** Targets of all target groups. */
export function targetTable(targets: readonly RunningTarget[]): Table {
  return {
    headings: ["target group", "target", "zone", "state", "reason"],
    rows: targets.map(({ targetGroupArn, targetId, port, availabilityZone, state, reason = "" }) => [
      targetGroupArn.split("/").at(-2) ?? targetGroupArn,
      `${targetId}:${port}`,
      availabilityZone,
      state,
      reason,
    ]),
  };
}

/** Instances of Auto Scaling groups. */
export function instanceTable(instances: readonly RunningInstance[]): Table {
  return {
    headings: ["instance", "group", "state", "health", "zone", "type", "in ECS"],
    rows: instances.map((instance) => [
      instance.id,
      instance.autoScalingGroupName,
      instance.lifecycleState,
      instance.healthStatus,
      instance.availabilityZone,
      instance.instanceType,
      instance.containerInstance?.status ?? "-",
    ]),
  };
}

/** Deployments of services, the newest last. */
export function deploymentTable(deployments: readonly ServiceDeployment[]): Table {
  return {
    headings: ["began", "service", "strategy", "status", "stage", "traffic", "reason"],
    rows: deployments.map((deployment) => [
      clockTime(deployment.createdAt),
      lastPart(deployment.serviceArn),
      deployment.strategy,
      deployment.status,
      deployment.lifecycleStage ?? "",
      deployment.productionTrafficPercent === undefined ? "" : `${deployment.productionTrafficPercent} %`,
      deployment.statusReason ?? "",
    ]),
  };
}

/** Alarms, those that ring first. */
export function alarmTable(alarms: readonly RunningAlarm[]): Table {
  const order = ["ALARM", "INSUFFICIENT_DATA", "OK"];
  const sorted = [...alarms].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return {
    headings: ["alarm", "state", "since", "reason"],
    rows: sorted.map(({ name, state, transitionedAt, reason }) => [name, state, clockTime(transitionedAt), reason]),
  };
}

/** The values of metrics, minute by minute. */
export function metricTable(metrics: readonly MetricSummary[]): Table {
  return {
    headings: ["dimensions", "minute", "average", "maximum", "sum"],
    rows: metrics.flatMap((metric) =>
      metric.minutes.map(({ at, average, maximum, sum }) => [
        dimensionsOf(metric),
        clockTime(at),
        figure(average),
        figure(maximum),
        figure(sum),
      ]),
    ),
  };
}

/** Which metrics there are. */
export function metricList(metrics: readonly MetricSummary[]): Table {
  return {
    headings: ["namespace", "name", "dimensions"],
    rows: metrics.map((metric) => [metric.namespace, metric.metricName, dimensionsOf(metric)]),
  };
}

/** What happened, a line each. */
export function eventLine({ at, source, subject, message }: TimedEvent): string {
  return `${clockTime(at)}  ${source}  ${lastPart(subject)}  ${message}`;
}

/** A line of a log, with the stream that it is of. */
export function logLine({ at, stream, message }: StoredEvent): string {
  return `${clockTime(at)}  ${stream}  ${message}`;
}

/** The last part of an ARN; the whole of anything else. */
export function lastPart(arn: string): string {
  return arn.startsWith("arn:") ? lastPartOf(arn) : arn;
}

/** The time of day in UTC, on the clock of what runs. */
export function clockTime(instant: number): string {
  return new Date(instant).toISOString().slice(11, 19);
}

function dimensionsOf({ dimensions }: MetricSummary): string {
  return Object.entries(dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
}

/** A number as short as three significant digits allow. */
function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

import type { CloudReader, CloudResource } from "../../../model/resource";
import { flag, number, objects, text, texts, type Properties } from "../../../model/values";
import type { RunningInstance } from "../../model/instance";
import { SECOND } from "../../model/instant";
import { clusterArnOf } from "./names";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const LEAST_THRESHOLD = 3;
const GREATEST_THRESHOLD = 200;

/** How many tasks may run during a rolling deployment. */
export interface TaskBounds {
  /** Tasks that must stay healthy. */
  readonly minimum: number;
  /** Tasks that may run or be starting. */
  readonly maximum: number;
}

/** A method that detects a failed deployment, and whether it rolls back. */
export interface FailureDetection {
  readonly isOn: boolean;
  readonly rollsBack: boolean;
}

export function isDaemon(inputs: Properties): boolean {
  return text(inputs, "schedulingStrategy") === "DAEMON";
}

/**
 * Tasks that a service is to run. A daemon runs one on each active instance of its cluster (Amazon ECS Developer Guide,
 * "Daemon scheduling strategy").
 */
export function desiredCountOf(service: CloudResource, instances: readonly RunningInstance[]): number {
  if (!isDaemon(service.inputs)) return number(service.inputs, "desiredCount") ?? 0;
  const clusterArn = clusterArnOf(service.id);
  return instances.filter(
    ({ containerInstance: instance, lifecycleState }) =>
      lifecycleState === "InService" && instance?.clusterArn === clusterArn && instance.status === "ACTIVE",
  ).length;
}

/**
 * Amazon ECS API Reference, DeploymentConfiguration: the minimum is rounded up, the maximum down. A daemon has at most
 * one task on an instance; the provider doesn't send a minimum of 100 % for it, whose default is 0.
 */
export function boundsOf(inputs: Properties, desired: number): TaskBounds {
  const minimum = number(inputs, "deploymentMinimumHealthyPercent") ?? 100;
  const maximum = number(inputs, "deploymentMaximumPercent") ?? 200;
  const [least, most] = isDaemon(inputs) ? [minimum === 100 ? 0 : minimum, 100] : [minimum, maximum];
  return { minimum: Math.ceil((desired * least) / 100), maximum: Math.floor((desired * most) / 100) };
}

export function circuitBreakerOf(inputs: Properties): FailureDetection {
  return detection(inputs, "deploymentCircuitBreaker");
}

export function alarmDetectionOf(inputs: Properties): FailureDetection & { readonly names: readonly string[] } {
  return { ...detection(inputs, "alarms"), names: texts(inputs, "alarms.alarmNames") };
}

function detection(inputs: Properties, input: string): FailureDetection {
  return { isOn: flag(inputs, `${input}.enable`) === true, rollsBack: flag(inputs, `${input}.rollback`) === true };
}

/**
 * How many failures fail a deployment (Amazon ECS Developer Guide, "How the Amazon ECS deployment circuit breaker
 * detects failures").
 */
export function failureThreshold(desired: number): number {
  return Math.min(Math.max(Math.ceil(0.5 * desired), LEAST_THRESHOLD), GREATEST_THRESHOLD);
}

/**
 * How long a rolling deployment with alarms bakes. ECS computes it "based on the alarm configuration" and doesn't say
 * how (Amazon ECS Developer Guide, "How CloudWatch alarms detect Amazon ECS deployment failures"): here as long as the
 * slowest alarm needs to see nothing but the new revision.
 */
export function alarmBakeTime(names: readonly string[], region: string, cloud: CloudReader): number {
  const alarms = cloud
    .ofType(ALARM)
    .filter((alarm) => alarm.region === region && names.includes(text(alarm.computed, "name") ?? ""));
  return Math.max(0, ...alarms.map(({ inputs }) => periodOf(inputs) * (number(inputs, "evaluationPeriods") ?? 1)));
}

function periodOf(alarm: Properties): number {
  const periods = [alarm, ...objects(alarm, "metricQueries")].flatMap((each) => [
    number(each, "period") ?? 0,
    number(each, "metric.period") ?? 0,
  ]);
  return Math.max(...periods) * SECOND;
}

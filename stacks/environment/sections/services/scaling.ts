import type * as pulumi from "@pulumi/pulumi";
import {
  cpu,
  type LoadAlarmsArgs,
  memory,
  queueDepth,
  responseTime,
  type ScalingTrigger,
  type ServiceScalingArgs,
  type TimedTarget,
  type TriggerOverrides,
} from "../../../../components/scaling";
import type { AlarmTopics } from "../../../../components/shared/severity";
import type { EnvironmentConfiguration } from "../environment";
import type { LoadBalancerSettings } from "../load-balancer";
import type { ScalingConfiguration, ServiceConfiguration, ServicesSettings } from "./configuration";
import { queueMetric } from "./queue-metric";

/** A trigger of the configuration. */
export type TriggerKey = keyof ScalingConfiguration["triggers"];

/** Arguments of scaling that earlier components give. */
export interface ScalingDependencies {
  /** Logical name of the service, under which it reports its queue. */
  readonly name: string;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** Undefined where nothing times its answers, as {@link timedTarget} tells. */
  readonly timedTarget: TimedTarget | undefined;
  /** Name of the environment's queue that the service works off; undefined where it works off none. */
  readonly consumedQueueName: pulumi.Input<string> | undefined;
}

type TriggerBuilder = (
  numbers: TriggerOverrides,
  dependencies: ScalingDependencies,
  queueName: pulumi.Input<string> | undefined,
) => ScalingTrigger | undefined;

/** Triggers by their keys, in the order in which the component gets them; undefined where nothing can be measured. */
const TRIGGERS: Readonly<Record<TriggerKey, TriggerBuilder>> = {
  cpu: (numbers) => cpu(numbers),
  memory: (numbers) => memory(numbers),
  responseTime: (numbers, { timedTarget }) => timedTarget && responseTime(timedTarget, numbers),
  queueDepth: (numbers, { name }, sqsQueueName) =>
    queueDepth(sqsQueueName === undefined ? { metric: queueMetric(name) } : { sqsQueueName }, numbers),
};

/** Whether alarms scale a service: not where `autoScale` is false, nor between equal bounds. */
export function isScaled(
  { scaling }: Pick<ServiceConfiguration, "scaling">,
  { autoScale }: Pick<ServicesSettings, "autoScale">,
): boolean {
  return autoScale && scaling.minInstances < scaling.maxInstances;
}

/** The target whose answers are timed; undefined for a worker, and for a network load balancer, which times none. */
export function timedTarget(
  { worker }: Pick<ServiceConfiguration, "worker">,
  { algorithm }: Pick<LoadBalancerSettings, "algorithm">,
  target: TimedTarget | undefined,
): TimedTarget | undefined {
  return worker || algorithm === "ip-hash" ? undefined : target;
}

/** What scales a service, and the queue of the environment that it works off. */
export type ScaledService = Pick<ServiceConfiguration, "consumes" | "scaling">;

/** A service's bounds, triggers and schedules (SC-1 to SC-10). */
export function serviceScalingArgs(
  service: ScaledService,
  { tags }: Pick<EnvironmentConfiguration, "tags">,
  dependencies: ScalingDependencies,
): ServiceScalingArgs {
  const { scaling } = service;
  return {
    clusterName: dependencies.clusterName,
    serviceName: dependencies.serviceName,
    minInstances: scaling.minInstances,
    maxInstances: scaling.maxInstances,
    triggers: enabledTriggers(service, dependencies).map(({ trigger }) => trigger),
    schedules: scaling.schedules,
    tags,
  };
}

/**
 * Alarms that tell people when a service can't keep up, scaled or not. The environment's own queues have alarms of
 * their own on the age of items.
 */
export function loadAlarmsArgs(
  service: ScaledService,
  { tags }: Pick<EnvironmentConfiguration, "tags">,
  dependencies: ScalingDependencies,
  alarmTopics: AlarmTopics,
): LoadAlarmsArgs {
  const { queueName, maxItemAge } = service.scaling;
  return {
    clusterName: dependencies.clusterName,
    serviceName: dependencies.serviceName,
    triggers: enabledTriggers(service, dependencies).map(({ trigger }) => trigger),
    ...(queueName !== undefined && { queue: { name: queueName, maxItemAge } }),
    alarmActions: alarmTopics,
    tags,
  };
}

/** Triggers that are enabled and have something to measure, with the keys from which they come. */
export function enabledTriggers(
  service: ScaledService,
  dependencies: ScalingDependencies,
): { readonly key: TriggerKey; readonly trigger: ScalingTrigger }[] {
  const { scaling } = service;
  const queueName = dependencies.consumedQueueName ?? scaling.queueName;
  return (Object.keys(TRIGGERS) as TriggerKey[]).flatMap((key) => {
    if (!isEnabled(key, service)) return [];
    const { above, aboveFor, below, belowFor } = scaling.triggers[key];
    const trigger = TRIGGERS[key]({ above, aboveFor, below, belowFor }, dependencies, queueName);
    return trigger === undefined ? [] : [{ key, trigger }];
  });
}

/** Whether a trigger scales the service. Without `enabled`, that of the queue does where the queue is named. */
export function isEnabled(key: TriggerKey, { scaling, consumes }: ScaledService): boolean {
  return scaling.triggers[key].enabled ?? (consumes ?? scaling.queueName) !== undefined;
}

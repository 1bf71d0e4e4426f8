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
} from "../../components/scaling";
import type { Configuration, ScalingConfiguration, ServiceConfiguration } from "../configuration/configuration";
import { queueMetric } from "./queue-metric";

/** A trigger of the configuration. */
export type TriggerKey = keyof ScalingConfiguration["triggers"];

/** What a service is scaled by and measured with. */
export interface ScalingSurroundings {
  /** Logical name of the service, under which it reports its queue. */
  readonly name: string;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** Undefined where nothing times its answers: a worker, or a service behind a network load balancer. */
  readonly timedTarget: TimedTarget | undefined;
}

type TriggerBuilder = (
  numbers: TriggerOverrides,
  surroundings: ScalingSurroundings,
  queueName: string | undefined,
) => ScalingTrigger | undefined;

/** Triggers by their keys, in the order in which the component gets them; undefined where nothing can be measured. */
const TRIGGERS: Readonly<Record<TriggerKey, TriggerBuilder>> = {
  cpu: (numbers) => cpu(numbers),
  memory: (numbers) => memory(numbers),
  responseTime: (numbers, { timedTarget }) => timedTarget && responseTime(timedTarget, numbers),
  queueDepth: (numbers, { name }, sqsQueueName) =>
    queueDepth(sqsQueueName === undefined ? { metric: queueMetric(name) } : { sqsQueueName }, numbers),
};

/** Whether anything scales a service: people do where the environment says so, and nobody where there is no room. */
export function isScaled(
  { scaling }: Pick<ServiceConfiguration, "scaling">,
  { autoScale }: Pick<Configuration, "autoScale">,
): boolean {
  return autoScale && scaling.minInstances < scaling.maxInstances;
}

/** A service's bounds, triggers and schedules (SC-1 to SC-10). */
export function serviceScalingArgs(
  { scaling }: Pick<ServiceConfiguration, "scaling">,
  { tags }: Pick<Configuration, "tags">,
  surroundings: ScalingSurroundings,
): ServiceScalingArgs {
  return {
    clusterName: surroundings.clusterName,
    serviceName: surroundings.serviceName,
    minInstances: scaling.minInstances,
    maxInstances: scaling.maxInstances,
    triggers: enabledTriggers(scaling, surroundings).map(({ trigger }) => trigger),
    schedules: scaling.schedules,
    tags,
  };
}

/** Who is told when a service can't keep up, scaled or not. */
export function loadAlarmsArgs(
  { scaling }: Pick<ServiceConfiguration, "scaling">,
  { tags }: Pick<Configuration, "tags">,
  surroundings: ScalingSurroundings,
  alarmTopicArn: pulumi.Input<string>,
): LoadAlarmsArgs {
  const { queueName, maxItemAge } = scaling;
  return {
    clusterName: surroundings.clusterName,
    serviceName: surroundings.serviceName,
    triggers: enabledTriggers(scaling, surroundings).map(({ trigger }) => trigger),
    ...(queueName !== undefined && { queue: { name: queueName, maxItemAge } }),
    alarmActions: [alarmTopicArn],
    tags,
  };
}

/** Triggers that are enabled and have something to measure, with the keys from which they come. */
export function enabledTriggers(
  scaling: ScalingConfiguration,
  surroundings: ScalingSurroundings,
): { readonly key: TriggerKey; readonly trigger: ScalingTrigger }[] {
  return (Object.keys(TRIGGERS) as TriggerKey[]).flatMap((key) => {
    if (!isEnabled(key, scaling)) return [];
    const { above, aboveFor, below, belowFor } = scaling.triggers[key];
    const trigger = TRIGGERS[key]({ above, aboveFor, below, belowFor }, surroundings, scaling.queueName);
    return trigger === undefined ? [] : [{ key, trigger }];
  });
}

/** Only a service that says so has a queue: by its name, or that it reports its length itself. */
export function isEnabled(key: TriggerKey, { triggers, queueName }: ScalingConfiguration): boolean {
  return triggers[key].enabled ?? queueName !== undefined;
}

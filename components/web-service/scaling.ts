import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerTarget } from "../load-balancer";
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
} from "../scaling";
import type { AlarmTopics } from "../shared/severity";
import type { WebServiceArgs, WebServiceQueue, WebServiceScaling } from "./args";
import { boundsOf } from "./part-args";

/** The service that is scaled. */
export interface ScaledService {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** The target whose answers are timed; undefined behind a network load balancer, which times none. */
  readonly timedTarget: TimedTarget | undefined;
}

/** A trigger, and the argument from which it comes. */
export interface GivenTrigger {
  readonly path: string;
  readonly trigger: ScalingTrigger;
}

/** Whether alarms scale the service: not where people do, nor between equal bounds. */
export function isScaled(args: WebServiceArgs): boolean {
  const { minInstances, maxInstances } = boundsOf(args);
  return args.scaling !== false && minInstances < maxInstances;
}

/** The target, where something times its answers: a network load balancer times none. */
export function timedTargetOf(target: LoadBalancerTarget | undefined): TimedTarget | undefined {
  return target?.greenTargetGroupArn === undefined ? undefined : target;
}

/** Triggers by which the service is scaled, or by which people are told to scale it. */
export function givenTriggers(
  { scaling }: Pick<WebServiceArgs, "scaling">,
  timedTarget: TimedTarget | undefined,
): GivenTrigger[] {
  const given = settingsOf(scaling);
  const { queue, triggers = [] } = given;
  return [
    ...ready("cpu", given.cpu, cpu),
    ...ready("memory", given.memory, memory),
    ...(timedTarget === undefined
      ? []
      : ready("responseTime", given.responseTime, (overrides) => responseTime(timedTarget, overrides))),
    ...(queue === undefined ? [] : [{ path: "scaling.queue", trigger: queueTrigger(queue) }]),
    ...triggers.map((trigger, index) => ({ path: `scaling.triggers[${index}]`, trigger })),
  ];
}

function settingsOf(scaling: WebServiceArgs["scaling"]): WebServiceScaling {
  return scaling === undefined || scaling === false ? {} : scaling;
}

function ready(
  name: string,
  overrides: TriggerOverrides | false | undefined,
  trigger: (overrides?: TriggerOverrides) => ScalingTrigger,
): GivenTrigger[] {
  return overrides === false ? [] : [{ path: `scaling.${name}`, trigger: trigger(overrides) }];
}

function queueTrigger({ sqsQueueName, above, aboveFor, below, belowFor, steps }: WebServiceQueue): ScalingTrigger {
  return queueDepth({ sqsQueueName }, { above, aboveFor, below, belowFor, steps });
}

/** Arguments of what scales the service. */
export function serviceScalingArgs(args: WebServiceArgs, service: ScaledService): ServiceScalingArgs {
  const { speed, schedules } = settingsOf(args.scaling);
  return {
    clusterName: service.clusterName,
    serviceName: service.serviceName,
    ...boundsOf(args),
    triggers: givenTriggers(args, service.timedTarget).map(({ trigger }) => trigger),
    speed,
    schedules,
    tags: args.tags,
    transform: args.transform?.scaling,
  };
}

/** Arguments of the alarms that tell people when the service can't keep up. */
export function loadAlarmsArgs(
  args: WebServiceArgs,
  service: ScaledService,
  alarmActions: AlarmTopics,
): LoadAlarmsArgs {
  const { queue } = settingsOf(args.scaling);
  return {
    clusterName: service.clusterName,
    serviceName: service.serviceName,
    triggers: givenTriggers(args, service.timedTarget).map(({ trigger }) => trigger),
    ...(queue !== undefined && { queue: { name: queue.sqsQueueName, maxItemAge: queue.maxItemAge } }),
    alarmActions,
    tags: args.tags,
    transform: args.transform?.loadAlarms,
  };
}

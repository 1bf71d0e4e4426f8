import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import { type DurationQuantity, durationSeconds } from "../shared/quantity";
import { identifier, measurementQueries, OWN_IDS } from "./alarm-queries";
import type { LoadAlarmsArgs } from "./load-alarms-args";
import { LATEST_MINUTES } from "./quiet-queries";
import { ecsServiceTarget } from "./scaling-targets";
import type { ScalingTarget, ScalingTrigger } from "./scaling-trigger";

/** Age of an item for which people are told where no other is given. */
export const DEFAULT_MAX_ITEM_AGE = "15m";

/** Time in which scaling by the product's cooldown of 5 minutes has had three chances. */
export const OVERLOADED_MINUTES = 15;
/** Metrics come late; a minute that lacks some of them counts as one without load. */
const OVERLOADED_OF_MINUTES = OVERLOADED_MINUTES + LATEST_MINUTES;

/** The alarms of a service, in the order in which they are made. */
export function loadAlarmDefinitions(
  name: string,
  args: Pick<LoadAlarmsArgs, "clusterName" | "serviceName" | "triggers" | "queue">,
): NotifyingAlarm[] {
  const { queue, triggers } = args;
  return [
    ...(triggers.length === 0 ? [] : [overloadedAlarm(name, ecsServiceTarget(args), triggers)]),
    ...(queue === undefined ? [] : [itemAgeAlarm(name, queue.name, queue.maxItemAge ?? DEFAULT_MAX_ITEM_AGE)]),
  ];
}

/**
 * Alarm on load that stays: any trigger is above its upper threshold although scaling had time to act. The service is
 * at its maximum, its tasks find no place, or more of them don't help.
 */
export function overloadedAlarm(
  name: string,
  target: ScalingTarget,
  triggers: readonly ScalingTrigger[],
): NotifyingAlarm {
  const conditions = triggers.map((trigger) => `${identifier(trigger.name)} > ${trigger.above}`);
  const described = triggers.map(({ name: measured, unit, above }) => `${measured} above ${above} ${unit}`);
  return {
    name: `${name}-overloaded`,
    severity: "warning",
    description: `${name} can't keep up, at its maximum or in spite of scaling: ${described.join(" or ")}`,
    threshold: 0,
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: OVERLOADED_OF_MINUTES,
    datapointsToAlarm: OVERLOADED_MINUTES,
    treatMissingData: "notBreaching",
    queries: [
      ...triggers.flatMap((trigger) => measurementQueries(identifier(trigger.name), trigger.measure(target))),
      { id: OWN_IDS.overloaded, expression: `IF(${conditions.join(" OR ")}, 1, 0)` },
    ],
  };
}

/**
 * Alarm on a queue whose oldest item waits too long: its workers are too few, stuck, or fail with it again and again.
 */
export function itemAgeAlarm(
  name: string,
  queueName: pulumi.Input<string>,
  maxItemAge: DurationQuantity,
): NotifyingAlarm {
  const age = {
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    statistic: "Maximum",
    dimensions: { QueueName: queueName },
  };
  return {
    name: `${name}-item-age`,
    severity: "critical",
    description: `the oldest item in the queue of ${name} waits for more than ${maxItemAge}`,
    threshold: durationSeconds(maxItemAge),
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    treatMissingData: "notBreaching",
    queries: [{ id: "age", metric: age }],
  };
}

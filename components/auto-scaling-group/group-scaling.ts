import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { cpu, memory, responseTime, type ScalingTrigger, type TriggerOverrides } from "../scaling";
import { scalingPlan, type ScalingPolicyDefinition, upAlarm } from "../scaling/scaling-plan";
import { autoScalingGroupTarget } from "../scaling/scaling-targets";
import { DEFAULT_TIME_ZONE } from "../scaling/schedule-week";
import { groupRecurrence, type ScheduledScaling } from "../scaling/scheduled-scaling";
import { createAlarm, createNotifyingAlarm, type NotifyingAlarm } from "../shared/alarm";
import { durationSeconds } from "../shared/quantity";
import { transformed } from "../shared/transform";
import type { AutoScalingGroupArgs, GroupChildren } from "./args";

/** The provider takes -1 as "unchanged"; an omitted value would mean 0. */
const UNCHANGED = -1;

/** Creates the group's schedules, and its alarms: with policies where it has triggers, else for people. */
export function createGroupScaling(
  children: GroupChildren,
  args: AutoScalingGroupArgs,
  group: aws.autoscaling.Group,
): aws.cloudwatch.MetricAlarm[] {
  for (const schedule of args.schedules ?? []) createSchedule(children, schedule, group);
  if (args.triggers !== undefined) {
    return scalingPlan(children.name, autoScalingGroupTarget(group.name), args.triggers, args.speed).flatMap(
      (definition) => createPolicy(children, definition, group),
    );
  }
  return watchingAlarms(children.name, args, group.name).map((definition) =>
    createNotifyingAlarm(children, definition, args.alarmActions),
  );
}

/** Alarms that tell people of overloaded instances, and of instances that report no memory. */
export function watchingAlarms(
  name: string,
  args: Pick<AutoScalingGroupArgs, "alarms" | "latencyOf">,
  groupName: pulumi.Input<string>,
): NotifyingAlarm[] {
  const target = autoScalingGroupTarget(groupName);
  return watching(args).map((trigger) => {
    const alarm = { ...upAlarm(`${name}-${trigger.name}`, target, trigger), severity: "warning" as const };
    if (trigger.name !== "memory") return alarm;
    return { ...alarm, description: `${alarm.description}, or no instance that runs reports it` };
  });
}

/** Triggers whose upper thresholds tell people that instances are overloaded. */
function watching({ alarms = {}, latencyOf }: Pick<AutoScalingGroupArgs, "alarms" | "latencyOf">): ScalingTrigger[] {
  const { cpuPercent = 90, memoryPercent = 90, responseTime: slowest = "2s" } = alarms;
  return [
    cpu({ above: cpuPercent, aboveFor: "5m" }),
    knownMemory({ above: memoryPercent, aboveFor: "5m" }),
    ...(latencyOf === undefined ? [] : [responseTime(latencyOf, { above: durationSeconds(slowest) })]),
  ];
}

/**
 * Memory that the agent on the instances reports. A minute in which EC2 reports CPU and no agent reports memory counts
 * as above the threshold; a group without instances reports neither. Metrics are late by less than the alarm's five
 * minutes.
 */
function knownMemory(overrides: TriggerOverrides & { readonly above: number }): ScalingTrigger {
  return {
    ...memory(overrides),
    measure: (target) => ({
      metrics: { cpu: target.cpu, used: target.memory },
      expression: `IF(IF(cpu, 1, 1) > IF(used, 1, 1), ${overrides.above + 1}, used)`,
    }),
  };
}

/**
 * A simple policy: step policies of groups know no cooldown (Amazon EC2 Auto Scaling User Guide, "Step and simple
 * scaling policies").
 */
function createPolicy(
  children: GroupChildren,
  { name, steps, cooldownSeconds, alarms }: ScalingPolicyDefinition,
  group: aws.autoscaling.Group,
): aws.cloudwatch.MetricAlarm[] {
  const policy = new aws.autoscaling.Policy(
    ...transformed(
      children.transform.policy,
      name,
      {
        autoscalingGroupName: group.name,
        policyType: "SimpleScaling",
        adjustmentType: "ChangeInCapacity",
        scalingAdjustment: steps[0]?.instances,
        cooldown: cooldownSeconds,
      },
      { parent: children.parent },
    ),
  );
  return alarms.map((alarm) => createAlarm(children, alarm, { alarmActions: [policy.arn] }));
}

function createSchedule(
  { name, parent, transform }: GroupChildren,
  schedule: ScheduledScaling,
  group: aws.autoscaling.Group,
): pulumi.Resource {
  const scheduleName = `${name}-${schedule.name}`;
  return new aws.autoscaling.Schedule(
    ...transformed(
      transform.schedule,
      scheduleName,
      {
        scheduledActionName: scheduleName,
        autoscalingGroupName: group.name,
        recurrence: groupRecurrence(schedule),
        timeZone: schedule.timeZone ?? DEFAULT_TIME_ZONE,
        minSize: schedule.minInstances ?? UNCHANGED,
        maxSize: schedule.maxInstances ?? UNCHANGED,
        desiredCapacity: UNCHANGED,
      },
      { parent },
    ),
  );
}

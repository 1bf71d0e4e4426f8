import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { createEventRule } from "../shared/event-rule";
import { requireValid } from "../shared/validation";
import type { ScheduledTaskArgs } from "./args";
import { createDeadLetterQueue } from "./dead-letter-queue";
import { failedRunRule, notStartedAlarm } from "./run-failures";
import { createSchedule } from "./schedule";
import { createScheduleRole } from "./schedule-role";
import { validateScheduledTask } from "./validate";

/**
 * Runs a task at times of a calendar, at an interval, or once, by EventBridge Scheduler: with a role that may run that
 * task alone, and with word of each run that doesn't start or fails. A run starts although the one before still goes
 * on, since AWS has no means against it. 0.10 USD a month for its alarm, beside what the task costs
 * while it runs (eu-west-1, November 2026).
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ScheduledTask extends pulumi.ComponentResource {
  /** Name of the schedule in Scheduler's default group. */
  public readonly scheduleName: pulumi.Output<string>;
  /** ARN of the schedule. */
  public readonly scheduleArn: pulumi.Output<string>;
  /** Group of the tasks that the schedule runs, by which ECS and its events tell them from others. */
  public readonly taskGroup: string;
  /** URL of the queue with a message for each run that could not be started. */
  public readonly deadLetterQueueUrl: pulumi.Output<string>;
  /** Name of the alarm for runs that could not be started. */
  public readonly notStartedAlarmName: pulumi.Output<string>;
  /** Name of the EventBridge rule on runs that fail. */
  public readonly runFailedRuleName: pulumi.Output<string>;

  constructor(name: string, args: ScheduledTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ScheduledTask", name, args, validateScheduledTask);
    super("proofpix:scheduled-task:ScheduledTask", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const { task, alarmActions, severity = "warning" } = args;
    this.taskGroup = `schedule-${name}`;
    const queue = createDeadLetterQueue(children, args);
    const role = createScheduleRole(children, args, queue.arn);
    const watched = { group: this.taskGroup, decisiveContainers: task.decisiveContainers };
    const rule = createEventRule(children, failedRunRule(name, watched, severity), task.clusterArn, alarmActions);
    const alarm = createNotifyingAlarm(children, notStartedAlarm(name, queue.name, severity), alarmActions);
    const schedule = createSchedule(children, args, { role, queueArn: queue.arn, group: this.taskGroup });

    this.scheduleName = schedule.name;
    this.scheduleArn = schedule.arn;
    this.deadLetterQueueUrl = queue.url;
    this.notStartedAlarmName = alarm.name;
    this.runFailedRuleName = rule.name;
    this.registerOutputs({
      scheduleName: this.scheduleName,
      scheduleArn: this.scheduleArn,
      taskGroup: this.taskGroup,
      deadLetterQueueUrl: this.deadLetterQueueUrl,
      notStartedAlarmName: this.notStartedAlarmName,
      runFailedRuleName: this.runFailedRuleName,
    });
  }
}

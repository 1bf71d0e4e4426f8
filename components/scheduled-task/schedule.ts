import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { durationSeconds } from "../shared/quantity";
import { transformed } from "../shared/transform";
import type { ScheduledTaskArgs, ScheduledTaskTransforms } from "./args";
import { runInput } from "./run-input";
import type { ScheduleRole } from "./schedule-role";

/** Amazon EventBridge Scheduler API Reference, CreateSchedule: Name. */
const NAME_LENGTH = 64;

const DEFAULT_RETRY = { maxAge: "1h", maxAttempts: 185 } as const;

/** What a schedule refers to. */
export interface ScheduleDependencies {
  readonly role: ScheduleRole;
  readonly queueArn: pulumi.Input<string>;
  /** Group of the tasks that it runs. */
  readonly group: string;
}

/** Creates the schedule, after everything without which a run would fail. */
export function createSchedule(
  { name, parent, transform }: Children<ScheduledTaskTransforms>,
  args: ScheduledTaskArgs,
  { role, queueArn, group }: ScheduleDependencies,
): aws.scheduler.Schedule {
  return new aws.scheduler.Schedule(
    ...transformed<aws.scheduler.ScheduleArgs>(
      transform.schedule,
      automaticName(name, NAME_LENGTH),
      {
        description: `Runs a task of ${name}`,
        scheduleExpression: args.schedule,
        scheduleExpressionTimezone: args.timeZone ?? "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        state: (args.enabled ?? true) ? "ENABLED" : "DISABLED",
        target: {
          arn: args.task.clusterArn,
          roleArn: role.role.arn,
          ecsParameters: ecsParameters(args, group),
          input: overrides(args),
          retryPolicy: {
            maximumEventAgeInSeconds: durationSeconds(args.retry?.maxAge ?? DEFAULT_RETRY.maxAge),
            maximumRetryAttempts: args.retry?.maxAttempts ?? DEFAULT_RETRY.maxAttempts,
          },
          deadLetterConfig: { arn: queueArn },
        },
      },
      { parent, dependsOn: [role.policy, args.task] },
    ),
  );
}

function ecsParameters(
  { task }: ScheduledTaskArgs,
  group: string,
): aws.types.input.scheduler.ScheduleTargetEcsParameters {
  const { launchType, capacityProviders, strategies } = task.placement;
  return {
    taskDefinitionArn: task.taskDefinitionArn,
    taskCount: 1,
    group,
    ...(launchType !== undefined && { launchType }),
    ...(capacityProviders !== undefined && { capacityProviderStrategies: [...capacityProviders] }),
    ...(strategies !== undefined && { placementStrategies: [...strategies] }),
    networkConfiguration: {
      subnets: task.subnetIds,
      securityGroups: task.securityGroupIds,
      assignPublicIp: false,
    },
    propagateTags: "TASK_DEFINITION",
    enableEcsManagedTags: true,
    enableExecuteCommand: task.enableExecuteCommand,
  };
}

function overrides({
  command,
  environment,
}: Pick<ScheduledTaskArgs, "command" | "environment">): pulumi.Output<string> | undefined {
  if (command === undefined && environment === undefined) return undefined;
  return pulumi.output(environment ?? {}).apply((known) => runInput({ command, environment: known }) ?? "{}");
}

import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TaskPlacement } from "../container-task";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics, Severity } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** A task that a schedule can run; a `ContainerTask` is one. The schedule is created after all that belongs to it. */
export interface SchedulableTask extends pulumi.Resource {
  /** ARN of the cluster that the task runs in. */
  readonly clusterArn: pulumi.Output<string>;
  /** ARN of the revision that is run. */
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** Family of the revisions, which alone the schedule may run. */
  readonly taskDefinitionFamily: pulumi.Output<string>;
  /** Role of the application, which the schedule passes on. */
  readonly taskRoleArn: pulumi.Output<string>;
  /** Role with which ECS starts the task, which the schedule passes on. */
  readonly executionRoleArn: pulumi.Output<string>;
  /** Subnets of the task. */
  readonly subnetIds: pulumi.Output<string[]>;
  /** Security groups of the task. */
  readonly securityGroupIds: pulumi.Output<string[]>;
  /** Where the task runs. */
  readonly placement: TaskPlacement;
  /** Whether people whom IAM allows it may open a shell in the task. */
  readonly enableExecuteCommand: boolean;
  /** Containers that have to end with 0. */
  readonly decisiveContainers: readonly string[];
}

/** How long EventBridge Scheduler tries to start a run that ECS doesn't take. */
export interface ScheduleRetry {
  /** Time after which a run that couldn't be started is given up, from `"60s"` to `"24h"`. @default "1h" */
  readonly maxAge?: DurationQuantity;
  /** Further attempts within that time, up to 185, at growing intervals. @default 185 */
  readonly maxAttempts?: number;
}

/** Arguments of a `ScheduledTask`. */
export interface ScheduledTaskArgs {
  /** What is run. Another revision counts from the next run on, and a run that goes on keeps its own. */
  readonly task: SchedulableTask;
  /**
   * When it is run: `"cron(<minute> <hour> <day> <month> <weekday> <year>)"` with `?` for either day or weekday,
   * `"rate(<number> <minutes, hours or days>)"`, or `"at(<yyyy-mm-ddThh:mm:ss>)"` once. Precise to a minute. A change
   * interrupts nothing.
   */
  readonly schedule: string;
  /**
   * Name in the IANA database, such as `"Europe/Berlin"`, case included, in whose time `schedule` is read. Summer time
   * is followed: a time that a spring night skips is skipped, one that an autumn night has twice counts once.
   * @default "UTC"
   */
  readonly timeZone?: string;
  /** Whether the schedule runs the task; with `false` it stays, and runs nothing. @default true */
  readonly enabled?: boolean;
  /** What the application's container runs, in place of the task's command. @default - the task's command */
  readonly command?: readonly string[];
  /**
   * Environment variables of the application's container beside the task's, or in their place, in plain text; a name or
   * value that looks like a secret's is refused. With `command` they have 8,192 characters.
   * @default - the task's alone
   */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** What becomes of a run that ECS doesn't take, such as while it throttles. @default { maxAge: "1h" } */
  readonly retry?: ScheduleRetry;
  /** ARNs of the topics, or those of each severity, that are told of runs that don't start, or fail. */
  readonly alarmActions: AlarmTopics;
  /** How urgent a run is that didn't start or failed. @default "warning" */
  readonly severity?: Severity;
  /**
   * Customer managed key that encrypts the queue of runs that were given up.
   * @default - a key of SQS
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /** Tags of every resource that has tags. A schedule has none. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ScheduledTaskTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface ScheduledTaskTransforms {
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly deadLetterQueue?: Transform<aws.sqs.QueueArgs>;
  readonly deadLetterQueuePolicy?: Transform<aws.sqs.QueuePolicyArgs>;
  readonly schedule?: Transform<aws.scheduler.ScheduleArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  readonly rule?: Transform<aws.cloudwatch.EventRuleArgs>;
  readonly target?: Transform<aws.cloudwatch.EventTargetArgs>;
}

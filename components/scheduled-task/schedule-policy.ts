import { formatArn, lastPartOf, parseArn } from "../shared/arn";
import { type PolicyDocument, type PolicyStatement, serviceTrust } from "../shared/policy-document";

/** Group of schedules for which none is named (Amazon EventBridge Scheduler User Guide, "Managing schedule groups"). */
const DEFAULT_GROUP = "default";

/**
 * Trust policy of a schedule's role: Scheduler, for schedules of the account's default group. The condition can't name
 * a schedule (Amazon EventBridge Scheduler User Guide, "Confused deputy prevention").
 */
export function scheduleTrust(clusterArn: string): PolicyDocument {
  const { partition, region, accountId } = parseArn(clusterArn);
  const resource = `schedule-group/${DEFAULT_GROUP}`;
  return serviceTrust("scheduler.amazonaws.com", {
    StringEquals: {
      "aws:SourceAccount": accountId,
      "aws:SourceArn": formatArn({ partition, service: "scheduler", region, accountId, resource }),
    },
  });
}

/** What a schedule runs. */
export interface ScheduledRun {
  readonly clusterArn: string;
  readonly family: string;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
}

/**
 * What a schedule may do: run revisions of one family in one cluster, give the tasks their tags, and pass on the two
 * roles of the task (Service Authorization Reference, "Amazon Elastic Container Service").
 */
export function scheduleStatements({ clusterArn, family, ...roles }: ScheduledRun): PolicyStatement[] {
  const { partition, region, accountId } = parseArn(clusterArn);
  const ecsArn = (resource: string): string => formatArn({ partition, service: "ecs", region, accountId, resource });
  return [
    {
      Effect: "Allow",
      Action: "ecs:RunTask",
      Resource: ecsArn(`task-definition/${family}:*`),
      Condition: { ArnEquals: { "ecs:cluster": clusterArn } },
    },
    {
      Effect: "Allow",
      Action: "ecs:TagResource",
      Resource: ecsArn(`task/${lastPartOf(clusterArn)}/*`),
      Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [roles.executionRoleArn, roles.taskRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

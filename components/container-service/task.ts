import type * as aws from "@pulumi/aws";
import type { Children } from "../shared/children";
import type { ContainerServiceArgs, ContainerServiceTransforms } from "./args";
import type { CapacitySettings } from "./capacity";
import { createLogGroup } from "./log-group";
import { createTaskDefinition, type TaskDefinitionArgs } from "./task-definition";
import { createTaskRoles, type TaskRoleArgs, type TaskRoles } from "./task-roles";
import { createTaskSecurityGroup, type TaskNetworkArgs, type TaskSecurityGroup } from "./task-security-group";

/** What every task needs, whether a service runs it, a schedule, or somebody once. */
export interface TaskResources {
  readonly logGroup: aws.cloudwatch.LogGroup;
  readonly roles: TaskRoles;
  readonly network: TaskSecurityGroup;
  readonly taskDefinition: aws.ecs.TaskDefinition;
}

/** The arguments of which a task is made. */
export type TaskResourceArgs = TaskDefinitionArgs &
  TaskNetworkArgs &
  TaskRoleArgs &
  Pick<ContainerServiceArgs, "kmsKeyArn" | "logRetentionDays">;

/** Creates a task's log group, roles, security group and definition. */
export function createTask(
  children: Children<ContainerServiceTransforms>,
  args: TaskResourceArgs,
  compatibility: CapacitySettings["compatibility"],
): TaskResources {
  const logGroup = createLogGroup(children, args);
  const roles = createTaskRoles(children, args, logGroup.arn);
  const network = createTaskSecurityGroup(children, args);
  const taskDefinition = createTaskDefinition(children, args, { compatibility, roles, logGroupName: logGroup.name });
  return { logGroup, roles, network, taskDefinition };
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { policyDocument } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import type { ContainerServiceArgs, ContainerServiceTransforms } from "./args";
import { executionPolicy, secretsRead } from "./execution-policy";
import { executeCommandStatements, taskTrust } from "./task-policy";

const ROLE_NAME_LENGTH = 64;

/**
 * A changed policy is created before the new tasks start, and the old one is deleted after the old tasks have ended:
 * ECS starts old tasks again when it replaces one or rolls back. Both count towards the 10,240 characters of a role's
 * policies.
 */
const ADDED_BEFORE_REMOVED: pulumi.CustomResourceOptions = { replaceOnChanges: ["policy"] };

/** The role that starts tasks, the role of their application, and the policies of both. */
export interface TaskRoles {
  readonly executionRole: aws.iam.Role;
  readonly taskRole: aws.iam.Role;
  /** Policies that have to exist before a task starts, since a role alone may do nothing. */
  readonly policies: readonly pulumi.Resource[];
}

/** The arguments of which the roles of a task are made. */
export type TaskRoleArgs = Pick<
  ContainerServiceArgs,
  | "cluster"
  | "enableExecuteCommand"
  | "image"
  | "kmsKeyArn"
  | "registryCredentialsArn"
  | "secretKeyArns"
  | "secrets"
  | "sidecars"
  | "taskPolicies"
  | "taskPolicyStatements"
>;

/** What children of roles are created with. */
type RoleChildren = Children<
  Pick<
    ContainerServiceTransforms,
    "executionRole" | "executionRolePolicy" | "taskRole" | "taskRolePolicy" | "taskRolePolicyAttachment"
  >
>;

/** Creates both roles of tasks that log to a group of the given ARN. */
export function createTaskRoles(
  children: RoleChildren,
  args: TaskRoleArgs,
  logGroupArn: pulumi.Input<string>,
): TaskRoles {
  const { transform } = children;
  const executionRole = createRole(children, "execution", args.cluster.clusterArn, transform.executionRole);
  const taskRole = createRole(children, "task", args.cluster.clusterArn, transform.taskRole);
  return {
    executionRole,
    taskRole,
    policies: [
      createExecutionPolicy(children, executionRole, args, logGroupArn),
      ...createTaskPolicies(children, taskRole, args),
    ],
  };
}

function createRole(
  { name, parent, tags }: RoleChildren,
  purpose: "execution" | "task",
  clusterArn: pulumi.Input<string>,
  transform: Transform<aws.iam.RoleArgs> | undefined,
): aws.iam.Role {
  const roleName = automaticName(`${name}-${purpose}`, ROLE_NAME_LENGTH);
  return new aws.iam.Role(
    ...transformed(
      transform,
      roleName,
      {
        description: purpose === "execution" ? `Starts the tasks of ${name}` : `What the application of ${name} may do`,
        assumeRolePolicy: pulumi.output(clusterArn).apply((arn) => JSON.stringify(taskTrust(arn))),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
}

function createExecutionPolicy(
  { name, parent, transform }: RoleChildren,
  role: aws.iam.Role,
  args: TaskRoleArgs,
  logGroupArn: pulumi.Input<string>,
): aws.iam.RolePolicy {
  const containers = [args, ...(args.sidecars ?? [])];
  const needs = pulumi.output({
    images: containers.map(({ image }) => image),
    logGroupArn,
    secretArns: containers.flatMap(secretsRead),
    keyArns: [...given(args.kmsKeyArn), ...(args.secretKeyArns ?? [])],
  });
  return new aws.iam.RolePolicy(
    ...transformed(
      transform.executionRolePolicy,
      `${name}-execution`,
      { role: role.name, policy: needs.apply((known) => JSON.stringify(executionPolicy(known))) },
      { parent, ...ADDED_BEFORE_REMOVED },
    ),
  );
}

function createTaskPolicies(
  { name, parent, transform }: RoleChildren,
  role: aws.iam.Role,
  args: TaskRoleArgs,
): pulumi.Resource[] {
  const attachments = Object.entries(args.taskPolicies ?? {}).map(
    ([policyName, policyArn]) =>
      new aws.iam.RolePolicyAttachment(
        ...transformed(
          transform.taskRolePolicyAttachment,
          `${name}-task-${policyName}`,
          { role: role.name, policyArn },
          { parent },
        ),
      ),
  );
  const policy = taskPolicy(args);
  if (policy === undefined) return attachments;
  return [
    ...attachments,
    new aws.iam.RolePolicy(
      ...transformed(
        transform.taskRolePolicy,
        `${name}-task`,
        { role: role.name, policy },
        { parent, ...ADDED_BEFORE_REMOVED },
      ),
    ),
  ];
}

function taskPolicy({
  cluster,
  enableExecuteCommand = false,
  taskPolicyStatements = [],
}: TaskRoleArgs): pulumi.Output<string> | undefined {
  if (taskPolicyStatements.length === 0 && !enableExecuteCommand) return undefined;
  const sessions = { logGroupArn: cluster.executeCommandLogGroupArn, keyArn: cluster.executeCommandKeyArn };
  return pulumi
    .output({ own: taskPolicyStatements, sessions })
    .apply(({ own, sessions: known }) =>
      JSON.stringify(policyDocument(...own, ...(enableExecuteCommand ? executeCommandStatements(known) : []))),
    );
}

function given<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

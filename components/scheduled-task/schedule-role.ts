import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { sendPermissions } from "../queue/permissions";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { policyDocument } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ScheduledTaskArgs, ScheduledTaskTransforms } from "./args";
import { scheduleStatements, scheduleTrust } from "./schedule-policy";

/** IAM API Reference, CreateRole: RoleName. */
const ROLE_NAME_LENGTH = 64;

/** The role of a schedule, and the policy without which it may run nothing. */
export interface ScheduleRole {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicy;
}

/** Creates the role with which Scheduler runs the task, and tells the queue of what it couldn't run. */
export function createScheduleRole(
  { name, parent, tags, transform }: Children<ScheduledTaskTransforms>,
  { task, kmsKeyArn }: ScheduledTaskArgs,
  queueArn: pulumi.Input<string>,
): ScheduleRole {
  const roleName = automaticName(`${name}-schedule`, ROLE_NAME_LENGTH);
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs>(
      transform.role,
      roleName,
      {
        description: `Runs the task of ${name} on schedule`,
        assumeRolePolicy: pulumi.jsonStringify(task.clusterArn.apply(scheduleTrust)),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
  const { clusterArn, taskDefinitionFamily: family, taskRoleArn, executionRoleArn } = task;
  const policy = pulumi
    .output({
      run: { clusterArn, family, taskRoleArn, executionRoleArn },
      sends: sendPermissions({ queueArn, kmsKeyArn }),
    })
    .apply(({ run, sends }) => JSON.stringify(policyDocument(...scheduleStatements(run), ...sends)));
  return {
    role,
    policy: new aws.iam.RolePolicy(
      ...transformed<aws.iam.RolePolicyArgs>(
        transform.rolePolicy,
        `${name}-schedule`,
        { role: role.name, policy },
        // A run that starts meanwhile needs the old or the new policy.
        { parent, replaceOnChanges: ["policy"] },
      ),
    ),
  };
}

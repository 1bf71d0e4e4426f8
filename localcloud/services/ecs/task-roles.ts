import { AwsError } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, Rule } from "../../model/resource-type";
import { text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { isAssumableBy, roleByArn } from "../iam/role-reference";

type TaskOperation = Pick<Operation, "inputs" | "region" | "accountId" | "cloud">;

const TASKS = "ecs-tasks.amazonaws.com";

/** The role with which ECS starts a task, and the role of the running task. */
const ROLES = ["executionRoleArn", "taskRoleArn"];

/**
 * Roles that tasks can't assume; where the provider waits for the tasks of a service, it is refused
 * (`startable-tasks.ts`).
 */
export const assumableRoleRules: readonly Rule[] = ROLES.map((input) =>
  warningOf(requireAssumable(input), "none of its tasks can start"),
);

/**
 * Why no task can start: it can't assume a role. The condition keys of ECS's request are those of the Amazon ECS
 * Developer Guide, "Amazon ECS task IAM role".
 * @returns undefined where tasks can assume the role, or where there is none.
 */
function unassumableRole({ inputs, region, accountId, cloud }: TaskOperation, input: string): AwsError | undefined {
  const roleArn = text(inputs, input);
  const role = roleArn === undefined ? undefined : roleByArn(roleArn, cloud);
  const context = { "aws:SourceAccount": accountId, "aws:SourceArn": arn("ecs", region, accountId, "*") };
  if (role === undefined || isAssumableBy(role, TASKS, context)) return undefined;
  return new AwsError(
    "ClientException",
    `ECS was unable to assume the role '${text(role.computed, "arn") ?? ""}' that was provided for this task. ` +
      "Please verify that the role being passed has the proper trust relationship and permissions",
    input,
  );
}

/** Why tasks can't assume the first of a task definition's roles that they can't assume. */
export function reasonNotToAssumeRole(operation: TaskOperation): string | undefined {
  return ROLES.map((input) => unassumableRole(operation, input)).find((error) => error !== undefined)?.message;
}

function requireAssumable(input: string): Rule {
  return (operation) => {
    const error = unassumableRole(operation, input);
    if (error !== undefined) throw error;
  };
}

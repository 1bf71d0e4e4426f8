import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { isAssumableBy, roleByArn } from "../iam/role-reference";

type TaskOperation = Pick<Operation, "inputs" | "region" | "accountId" | "cloud">;

const TASKS = "ecs-tasks.amazonaws.com";

/** Roles with which a task is started, and with which it runs. */
const ROLES = ["executionRoleArn", "taskRoleArn"];

/** What tasks would wait for in vain; a service that is waited for is refused (`startable-tasks.ts`). */
export const assumableRoles: readonly Rule[] = ROLES.map((input) =>
  warningOf(requireAssumable(input), "no task of it can start"),
);

/**
 * Why no task of a definition can start for want of a role that tasks may assume; undefined where none is in the way.
 * What ECS says of itself is written in the Amazon ECS Developer Guide, "Amazon ECS task IAM role".
 */
function unassumableRole({ inputs, region, accountId, cloud }: TaskOperation, input: string): string | undefined {
  const roleArn = text(inputs, input);
  const role = roleArn === undefined ? undefined : roleByArn(roleArn, cloud);
  const context = { "aws:SourceAccount": accountId, "aws:SourceArn": arn("ecs", region, accountId, "*") };
  if (role === undefined || isAssumableBy(role, TASKS, context)) return undefined;
  return (
    `ECS was unable to assume the role '${text(role.computed, "arn") ?? ""}' that was provided for this task. ` +
    `Please verify that the role being passed has the proper trust relationship and permissions (${input})`
  );
}

/** The first role of a definition that tasks can't assume. */
export function roleInTheWay(operation: TaskOperation): string | undefined {
  return ROLES.map((input) => unassumableRole(operation, input)).find((reason) => reason !== undefined);
}

function requireAssumable(input: string): Rule {
  return (operation) => {
    const reason = unassumableRole(operation, input);
    if (reason !== undefined) throw new AwsError("ClientException", reason);
  };
}

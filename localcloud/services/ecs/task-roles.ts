import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Rule } from "../../model/resource-type";
import { text } from "../../model/values";
import { isAssumableBy, roleByArn } from "../iam/role-reference";

const TASKS = "ecs-tasks.amazonaws.com";

/**
 * Refuses a role that tasks can't assume. AWS tells when the first task starts: stricter here. What ECS says of itself
 * is written in the Amazon ECS Developer Guide, "Amazon ECS task IAM role".
 */
export function assumableRole(input: string): Rule {
  return ({ inputs, region, accountId, cloud }) => {
    const roleArn = text(inputs, input);
    const role = roleArn === undefined ? undefined : roleByArn(roleArn, cloud);
    const context = { "aws:SourceAccount": accountId, "aws:SourceArn": arn("ecs", region, accountId, "*") };
    if (role === undefined || isAssumableBy(role, TASKS, context)) return;
    throw new AwsError(
      "ClientException",
      `ECS was unable to assume the role '${text(role.computed, "arn") ?? ""}' that was provided for this task. ` +
        `Please verify that the role being passed has the proper trust relationship and permissions (${input})`,
    );
  };
}

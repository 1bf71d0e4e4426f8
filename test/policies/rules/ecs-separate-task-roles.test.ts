import { ecsSeparateTaskRoles as rule } from "../../../policies/rules/ecs-separate-task-roles";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function task(taskRoleArn?: unknown, executionRoleArn?: unknown): TestResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", { taskRoleArn, executionRoleArn });
}

const ROLE = "arn:aws:iam::123456789012:role/web";

describeRule(rule, {
  accepts: { "two roles": { given: task(ROLE, `${ROLE}-execution`) } },
  refuses: {
    "one role for both": {
      given: task(ROLE, ROLE),
      violations: [`web: taskRoleArn is "${ROLE}": it is the execution role too`],
    },
  },
  boundaries: { "roles that differ in one letter": { given: task(ROLE, `${ROLE}2`) } },
  missing: {
    "no role of the application, which may do nothing": { given: task(undefined, ROLE) },
    "no role that starts it": { given: task(ROLE) },
    "no roles": { given: task() },
  },
  unknown: {
    "unknown roles, which may be the same": {
      given: task(UNKNOWN, UNKNOWN),
      remarks: ["web: Not determinable yet: taskRoleArn, executionRoleArn aren't known"],
    },
    "an unknown role and none": { given: task(undefined, UNKNOWN) },
  },
  production: set(of("aws:ecs/taskDefinition:TaskDefinition"), { taskRoleArn: "arn:one", executionRoleArn: "arn:one" }),
});

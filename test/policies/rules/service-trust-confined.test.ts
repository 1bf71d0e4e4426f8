import { serviceTrustConfined as rule } from "../../../policies/rules/service-trust-confined";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set, trustOf } from "../support/mutation";

function role(Service: unknown, Condition?: object): TestResource {
  const statement = { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole", Condition };
  return resource("aws:iam/role:Role", "task", { assumeRolePolicy: JSON.stringify({ Statement: [statement] }) });
}

const TASKS = "ecs-tasks.amazonaws.com";
const AT = "task: assumeRolePolicy.Statement[0].Principal.Service is";

describeRule(rule, {
  accepts: {
    "a service for resources of an account": {
      given: role(TASKS, { StringEquals: { "aws:SourceAccount": "123456789012" } }),
    },
    "a service for resources by ARN": {
      given: role([TASKS], { ArnLike: { "AWS:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" } }),
    },
    "a service that doesn't tell": { given: role("ec2.amazonaws.com") },
    "a statement that forbids": {
      given: resource("aws:iam/role:Role", "task", {
        assumeRolePolicy: `{"Statement":[{"Effect":"Deny","Principal":{"Service":"${TASKS}"}}]}`,
      }),
    },
  },
  refuses: {
    "a service for anybody": { given: role(TASKS), violations: [`${AT} "${TASKS}": the service may use the role`] },
    "each of several": {
      given: role([TASKS, "lambda.amazonaws.com", "scheduler.amazonaws.com"]),
      violations: [`${AT} "${TASKS}"`, `${AT} "scheduler.amazonaws.com"`],
    },
    "a service that the configuration adds": {
      given: role("backup.amazonaws.com"),
      settings: { services: ["backup.amazonaws.com"] },
      violations: [`${AT} "backup.amazonaws.com"`],
    },
  },
  boundaries: {
    "any account": { given: role(TASKS, { StringLike: { "aws:SourceAccount": "*" } }), violations: [AT] },
    "a condition that also holds without a source": {
      given: role(TASKS, { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } }),
      violations: [AT],
    },
  },
  missing: { "no principal": { given: role(undefined) } },
  unknown: {
    "a trust policy that names an output": {
      given: resource("aws:iam/role:Role", "task", { assumeRolePolicy: UNKNOWN }),
      remarks: ["task: Not determinable yet: assumeRolePolicy isn't known"],
    },
  },
  production: set(of("aws:iam/role:Role", "task"), {
    assumeRolePolicy: trustOf({ Service: "ecs-tasks.amazonaws.com" }),
  }),
});

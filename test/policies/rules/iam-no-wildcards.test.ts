import { iamNoWildcards as rule } from "../../../policies/rules/iam-no-wildcards";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { add } from "../support/mutation";

const BUCKET = "arn:aws:s3:::pictures/*";

function policy(...statements: readonly object[]): TestResource {
  const document = { Version: "2012-10-17", Statement: statements.map((each) => ({ Effect: "Allow", ...each })) };
  return resource("aws:iam/rolePolicy:RolePolicy", "task", { policy: JSON.stringify(document) });
}

const AT = "task: policy.Statement[0]";

describeRule(rule, {
  accepts: {
    "actions and resources by name": { given: policy({ Action: ["s3:GetObject"], Resource: BUCKET }) },
    "named actions that have no resources": {
      given: policy({ Action: ["cloudwatch:PutMetricData", "ecr:GetAuthorizationToken"], Resource: "*" }),
    },
    "all that reads in a service": { given: policy({ Action: "s3:Get*", Resource: "*" }) },
    "to deny everything": { given: policy({ Effect: "Deny", NotAction: "iam:*", Resource: "*" }) },
    "roles that are passed by name": {
      given: policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/web-task" }),
    },
    "roles of a path": { given: policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/web/*" }) },
  },
  refuses: {
    "all actions": {
      given: policy({ Action: "*", Resource: "*" }),
      violations: [`${AT}.Action is "*": it allows every action`],
    },
    "all actions, even on few resources": {
      given: policy({ Action: ["s3:GetObject", "*:*"], Resource: BUCKET }),
      violations: [`${AT}.Action is "*"`],
    },
    "all actions of services on every resource": {
      given: policy({ Action: ["s3:*", "sqs:SendMessage", "kms:*"], Resource: ["*"] }),
      violations: [`${AT}.Action is ["s3:*", "kms:*"]`],
    },
    "all actions of a service on all resources but some": {
      given: policy({ Action: "s3:*", NotResource: BUCKET }),
      violations: [`${AT}.Action is ["s3:*"]`],
    },
    "all actions but some": {
      given: policy({ NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
      violations: [`${AT}.NotAction is ["iam:*", "organizations:*"]`],
    },
    "any role to be passed": {
      given: policy({ Action: ["ecs:RunTask", "iam:passrole"], Resource: "*" }),
      violations: [`${AT}.Resource is ["*"]`],
    },
    "any role of the account to be passed": {
      given: policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/*" }),
      violations: [`${AT}.Resource is ["arn:aws:iam::123456789012:role/*"]`],
    },
    "each statement that allows too much, and a document that is no list or text": {
      given: resource("aws:iam/policy:Policy", "task", {
        policy: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
      }),
      violations: ["task: policy.Statement.Action"],
    },
    "what a role brings itself": {
      given: resource("aws:iam/role:Role", "task", {
        inlinePolicies: [{ name: "all", policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' }],
      }),
      violations: ["task: inlinePolicies[0].policy.Statement[0].Action"],
    },
  },
  boundaries: {
    "all actions of a service on named resources": { given: policy({ Action: "s3:*", Resource: BUCKET }) },
    "the second of two statements": {
      given: policy({ Action: "s3:GetObject", Resource: "*" }, { Action: "s3:*", Resource: "*" }),
      violations: ['task: policy.Statement[1].Action is ["s3:*"]'],
    },
  },
  missing: {
    "a role without policies of its own": { given: resource("aws:iam/role:Role", "task") },
    "no statements": { given: resource("aws:iam/rolePolicy:RolePolicy", "task", { policy: "{}" }) },
  },
  unknown: {
    "a policy that names an output": {
      given: resource("aws:iam/rolePolicy:RolePolicy", "task", { policy: UNKNOWN }),
      remarks: ["task: Not determinable yet: policy isn't known in a preview"],
    },
  },
  production: add(
    resource("aws:iam/rolePolicy:RolePolicy", "all", {
      role: "role",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    }),
  ),
});

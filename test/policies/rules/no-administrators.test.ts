import { noAdministrators as rule } from "../../../policies/rules/no-administrators";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { add } from "../support/mutation";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

function attachment(policyArn: unknown): TestResource {
  return resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "task", { role: "task", policyArn });
}

describeRule(rule, {
  accepts: {
    "a role": { given: resource("aws:iam/role:Role", "task", { managedPolicyArns: [] }) },
    "a policy of AWS for one purpose": {
      given: attachment("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
    },
    "a policy of the account that is called so": {
      given: attachment("arn:aws:iam::123456789012:policy/AdministratorAccess"),
    },
  },
  refuses: {
    "to make an administrator": {
      given: attachment(ADMINISTRATOR),
      violations: [`task: policyArn is "${ADMINISTRATOR}": its holder may do everything`],
    },
    "to make an administrator in the role itself, or by way of IAM": {
      given: resource("aws:iam/role:Role", "task", {
        managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws-cn:iam::aws:policy/IAMFullAccess"],
      }),
      violations: ["task: managedPolicyArns[1] is"],
    },
    "to make an administrator of whoever has a permission set": {
      given: resource("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "task", {
        managedPolicyArn: ADMINISTRATOR,
      }),
      violations: ["task: managedPolicyArn is"],
    },
  },
  boundaries: {
    "a policy that the configuration adds": {
      given: attachment("arn:aws:iam::aws:policy/job-function/SystemAdministrator"),
      settings: { refusedPolicies: ["SystemAdministrator"] },
      violations: ["task: policyArn is"],
    },
    "one that it takes out": { given: attachment(ADMINISTRATOR), settings: { refusedPolicies: [] } },
  },
  missing: { "a role without policies": { given: resource("aws:iam/role:Role", "task") } },
  unknown: {
    "a policy of the program": {
      given: attachment(UNKNOWN),
      remarks: ["task: Not determinable yet: policyArn isn't known"],
    },
  },
  production: add(attachment(ADMINISTRATOR)),
});

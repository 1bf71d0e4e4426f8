import { noPermanentCredentials as rule } from "../../../policies/rules/no-permanent-credentials";
import { describeRule, resource, UNKNOWN } from "../support";
import { add } from "../support/mutation";

describeRule(rule, {
  accepts: {
    "a role, a group and an instance's profile": {
      given: ["role:Role", "group:Group", "instanceProfile:InstanceProfile"].map((type) =>
        resource(`aws:iam/${type}`, "task"),
      ),
    },
  },
  refuses: {
    "users, their passwords and their keys": {
      given: ["user:User", "userLoginProfile:UserLoginProfile", "accessKey:AccessKey"].map((type) =>
        resource(`aws:iam/${type}`, "robot", { user: "robot" }),
      ),
      violations: ["robot: type is", "robot: type is", "robot: type is"],
    },
  },
  boundaries: {
    "an administrator's policy, which no-administrators reports": {
      given: resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "robot", {
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    },
  },
  missing: {
    "a user without a name": { given: resource("aws:iam/user:User", "robot"), violations: ["robot: type is"] },
  },
  unknown: {
    "a key whose user isn't known": {
      given: resource("aws:iam/accessKey:AccessKey", "robot", { user: UNKNOWN }),
      violations: ["robot: type is"],
    },
  },
  production: add(resource("aws:iam/user:User", "deployer", {})),
});

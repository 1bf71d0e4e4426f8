import { lastPartOf, parseArn } from "../../components/shared/arn";
import {
  everywhere,
  MANDATORY_FROM_STAGING,
  resourceRule,
  textList,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";

interface Settings {
  /** Names of AWS managed policies that no identity may have. */
  readonly refusedPolicies: readonly string[];
}

/** Whoever has the second can attach the first (AWS Managed Policy Reference Guide). */
const REFUSED = ["AdministratorAccess", "IAMFullAccess"];

const USER = "aws:iam/user:User";
const ACCESS_KEY = "aws:iam/accessKey:AccessKey";
const PASSWORD = "aws:iam/userLoginProfile:UserLoginProfile";

/** What is wrong with each type of resource that gives permanent access. */
const LASTING: Readonly<Record<string, string>> = {
  [USER]: "an IAM user has credentials that last until somebody thinks of them",
  [ACCESS_KEY]: "an access key lasts until somebody thinks of it, and stands in Pulumi's state",
  [PASSWORD]: "an IAM user's password lasts until somebody thinks of it",
};

/** The properties with which each type names policies. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:iam/role:Role": "managedPolicyArns",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
};

export const noIamUsers = resourceRule<Settings>({
  name: "no-iam-users",
  title: "No IAM users, no permanent keys, and no permanent administrators",
  description:
    "There are no IAM users, passwords and access keys, and no identity has a policy that allows everything, such " +
    "as AdministratorAccess.",
  why:
    "A permanent credential works for whoever finds it, years later and from anywhere. With AdministratorAccess, it " +
    "opens the whole account.",
  fix:
    "Let people sign in through IAM Identity Center, programs have roles, and continuous integration assume a role by " +
    "OpenID Connect; give each a policy with what it needs.",
  severity: "high",
  identifiers: {
    fsbp: ["IAM.2"],
    cis: ["2.13"],
    checkov: ["CKV_AWS_40", "CKV_AWS_273", "CKV_AWS_274"],
  },
  requirements: ["SE-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, Security best practices in IAM",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    },
  ],
  types: [USER, ACCESS_KEY, PASSWORD, ...Object.keys(POLICIES)],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      refusedPolicies: textList("Names of AWS's own policies that nothing may have"),
    },
    defaults: everywhere({ refusedPolicies: REFUSED }),
  },
  check: (resource, { refusedPolicies }) => [
    ...lasting(resource),
    ...policiesOf(resource).flatMap((policy) => refused(policy, refusedPolicies)),
  ],
});

function lasting({ type }: ResourceView): Finding[] {
  const problem = LASTING[type];
  if (problem === undefined) return [];
  return [
    {
      property: "type",
      value: type,
      problem,
      allowed: "roles, which give credentials for hours",
      fix: "use a role, assumed through IAM Identity Center, an AWS service or OpenID Connect",
    },
  ];
}

function policiesOf(resource: ResourceView): readonly Reader[] {
  const property = POLICIES[resource.type];
  if (property === undefined) return [];
  return property.endsWith("s") ? resource.each(property) : [resource.at(property)];
}

function refused(policy: Reader, names: readonly string[]): Finding[] {
  const arn = policy.string();
  if (!arn.known || !names.includes(managedName(arn.value ?? ""))) return [];
  return [
    {
      property: policy.path,
      value: arn.value,
      problem: "its holder may do everything in the account",
      allowed: "a policy with what is needed",
      fix: "write a policy that lists the actions and resources that are needed",
    },
  ];
}

/**
 * Name of the AWS managed policy with an ARN such as `arn:aws:iam::aws:policy/job-function/Billing`; empty for other
 * policies.
 */
function managedName(arn: string): string {
  const { service, accountId, resource } = parseArn(arn);
  const isManagedByAws = service === "iam" && accountId === "aws" && resource.startsWith("policy/");
  return isManagedByAws ? lastPartOf(resource) : "";
}

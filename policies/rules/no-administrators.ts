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
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

export const noAdministrators = resourceRule<Settings>({
  name: "no-administrators",
  formerNames: ["no-iam-users"],
  title: "Nobody is an administrator for ever",
  description:
    "No role, user, group or permission set has a policy of AWS that allows everything, such as AdministratorAccess.",
  why: "Whoever gets at one of its credentials has the whole account. `IAMFullAccess` lets its holder take the rest.",
  fix: "Write a policy that lists the actions and resources that are needed.",
  severity: "high",
  identifiers: {
    fsbp: ["IAM.1"],
    cis: ["2.14"],
    checkov: ["CKV_AWS_274"],
  },
  requirements: ["SE-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, Security best practices in IAM",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    },
  ],
  types: Object.keys(POLICIES) as [string, ...string[]],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      refusedPolicies: textList("Names of AWS's own policies that nothing may have"),
    },
    defaults: everywhere({ refusedPolicies: REFUSED }),
  },
  check: (resource, { refusedPolicies }) => policiesOf(resource).flatMap((policy) => refused(policy, refusedPolicies)),
});

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

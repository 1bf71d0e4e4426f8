import { ALWAYS_MANDATORY, isKnownAs, resourceRule, type Finding, type Reader, type ResourceView } from "../core";
import { readersAt } from "./shared/places";
import { RESOURCE_POLICIES, type ResourcePolicy } from "./shared/resource-policies";
import { allowsEverybody, statementsOf, textsAt } from "./shared/resource-policy";

export const resourcePoliciesConfined = resourceRule({
  name: "resource-policies-confined",
  formerNames: ["kms-key-policy-confined"],
  title: "Only intended principals use resources",
  description:
    "No policy of a resource (a key, bucket, queue, topic, repository, secret, function, event bus, …) lets everybody " +
    "in: with `*` as a principal, a condition says who is meant. Images, snapshots and documents are shared with " +
    "accounts by name, and functions have no URL without authorization.",
  why:
    "A resource's policy lets in whoever it names, from any AWS account. With a bare `*`, strangers read secrets and " +
    "objects, pull images, fill queues with work, run functions or decrypt with the key.",
  fix:
    "Name accounts, roles or services under `Principal`, or confine `*` with a condition on `aws:PrincipalOrgID`, " +
    "`aws:SourceAccount`, `aws:SourceArn` or, for a key, `kms:CallerAccount`. What says how and not who, such as " +
    "`kms:ViaService`, confines nothing.",
  severity: "critical",
  identifiers: {
    fsbp: ["KMS.5", "Lambda.1", "RDS.1", "S3.2", "S3.3", "SNS.4", "SQS.3", "SSM.4"],
    checkov: [
      "CKV_AWS_32",
      "CKV_AWS_33",
      "CKV_AWS_70",
      "CKV_AWS_72",
      "CKV_AWS_168",
      "CKV_AWS_169",
      "CKV_AWS_258",
      "CKV_AWS_301",
      "CKV_AWS_387",
    ],
    trivy: ["AVD-AWS-0097"],
    cfnNag: ["F76"],
  },
  requirements: ["SE-2", "SE-3", "ENV-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, Identity-based policies and resource-based policies",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
    },
    {
      title: "Amazon S3 User Guide, Blocking public access to your Amazon S3 storage (The meaning of public)",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    },
    {
      title: "AWS KMS Developer Guide, Key policies in AWS KMS",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    },
    {
      title: "AWS Lambda Developer Guide, Control access to Lambda function URLs",
      url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    },
  ],
  types: Object.keys(RESOURCE_POLICIES) as [string, ...string[]],
  levels: ALWAYS_MANDATORY,
  check(resource) {
    const access = RESOURCE_POLICIES[resource.type];
    if (access === undefined || isConfined(resource, access)) return [];
    return [...openStatements(resource, access), ...openShares(resource, access)].map((finding) => ({
      ...finding,
      ...(access.mayBeConfined === true && { level: "advisory" as const }),
    }));
  },
});

/** A value that isn't known yet counts as set: only a false one doesn't confine. */
function isConfined({ silent }: ResourceView, { confinedBy = [] }: ResourcePolicy): boolean {
  return confinedBy.some((property) => !silent.isMissing(property) && !isKnownAs(silent.boolean(property), false));
}

function openStatements(resource: ResourceView, { documents = [], what }: ResourcePolicy): Finding[] {
  return documents
    .flatMap((path) => statementsOf(resource.json(path)))
    .filter(allowsEverybody)
    .map((statement) => openStatement(statement, what));
}

function openStatement(statement: Reader, what: string): Finding {
  const isExclusion = statement.isMissing("Principal");
  const property = isExclusion ? "NotPrincipal" : "Principal";
  return {
    property: `${statement.path}.${property}`,
    value: isExclusion ? statement.entries(property).flatMap(([, named]) => textsAt(named)) : "*",
    problem: `everybody with an AWS account may use the ${what}, and for some services everybody on the internet`,
    allowed: "principals by name, or * with a condition on who asks",
    fix: "name the principals, or add a condition on aws:PrincipalOrgID, aws:SourceAccount, aws:SourceArn or kms:CallerAccount",
  };
}

function openShares(resource: ResourceView, { shares = [], what }: ResourcePolicy): Finding[] {
  return shares.flatMap(([path, everybody]) =>
    readersAt(resource, path)
      .filter((reader) => textsAt(reader).flatMap(listed).includes(everybody))
      .map((reader) => ({
        property: reader.path,
        value: everybody,
        problem: `everybody may use the ${what}`,
        allowed: "accounts, organizations or services by name",
        fix: "name those who are meant",
      })),
  );
}

/** A document's accounts are a text with commas between. */
function listed(names: string): string[] {
  return names.split(",").map((name) => name.trim());
}

import { ALWAYS_MANDATORY, resourceRule, type Finding, type Reader } from "../core";
import { allowsEverybody, statementsOf, textsAt } from "./shared/resource-policy";

export const kmsKeyPolicyConfined = resourceRule({
  name: "kms-key-policy-confined",
  title: "Only intended principals use KMS keys",
  description:
    "No policy of a KMS key lets everybody use or manage the key: with `*` as a principal, a condition such as " +
    "`kms:CallerAccount` says who is meant.",
  why:
    "A key's policy is the last word on who reads what it encrypts. With a bare `*`, everybody with an AWS account may " +
    "decrypt copies that they get hold of, or delete the key.",
  fix:
    "Name accounts, roles or services under `Principal`, or confine `*` with a condition on `kms:CallerAccount` or " +
    "`aws:PrincipalOrgID`. `kms:ViaService` alone says how, not who.",
  severity: "critical",
  identifiers: { fsbp: ["KMS.5"], checkov: ["CKV_AWS_33"], cfnNag: ["F76"] },
  requirements: ["SE-2", "ENV-4"],
  references: [
    {
      title: "AWS KMS Developer Guide, Key policies in AWS KMS",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    },
    {
      title: "AWS KMS Developer Guide, kms:CallerAccount",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
    },
  ],
  types: [
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  levels: ALWAYS_MANDATORY,
  check: (key) => statementsOf(key.json("policy")).filter(allowsEverybody).map(openToEverybody),
});

function openToEverybody(statement: Reader): Finding {
  const isExclusion = statement.isMissing("Principal");
  const property = isExclusion ? "NotPrincipal" : "Principal";
  return {
    property: `${statement.path}.${property}`,
    value: isExclusion ? statement.entries(property).flatMap(([, named]) => textsAt(named)) : "*",
    problem: "everybody with an AWS account may use the key",
    allowed: "principals by name, or * with a condition on kms:CallerAccount or aws:PrincipalOrgID",
    fix: 'name the principals, or add Condition: { StringEquals: { "kms:CallerAccount": "<this account\'s id>" } }',
  };
}

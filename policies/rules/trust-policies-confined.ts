import { parseArn } from "../../components/shared/arn";
import { ALWAYS_MANDATORY, resourceRule, type Finding, type Reader } from "../core";
import {
  allowsEverybody,
  conditionsOf,
  isEffect,
  statementsOf,
  textsAt,
  type Condition,
} from "./shared/resource-policy";

export const trustPoliciesConfined = resourceRule({
  name: "trust-policies-confined",
  title: "Only intended principals assume roles",
  description:
    "No role's trust policy lets everybody assume it. A policy that trusts an OIDC provider says which of its users " +
    "are meant, by a condition on the claim `sub`, or on `aud` for a company's own provider.",
  why:
    "A role that everybody may assume belongs to everybody with an AWS account. An OIDC provider such as GitHub's signs " +
    "tokens for all of its customers: without `sub`, a workflow in a stranger's repository gets the role.",
  fix:
    "Name the accounts, roles or services under `Principal`; for an OIDC provider add a condition such as " +
    '`StringLike: { "token.actions.githubusercontent.com:sub": "repo:proofpix/web:*" }`.',
  severity: "critical",
  identifiers: { checkov: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_393"] },
  requirements: ["SE-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, Create a role for OpenID Connect federation",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    },
    {
      title: "AWS Identity and Access Management User Guide, Identity-provider controls for shared OIDC providers",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
    },
    {
      title: "AWS Identity and Access Management User Guide, AWS JSON policy elements: Principal",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    },
  ],
  types: ["aws:iam/role:Role"],
  levels: ALWAYS_MANDATORY,
  check: (role) => statementsOf(role.json("assumeRolePolicy")).flatMap(unconfined),
});

function unconfined(statement: Reader): Finding[] {
  if (allowsEverybody(statement)) return [everybody(statement)];
  if (!isEffect(statement, "Allow")) return [];
  return textsAt(statement, "Principal.Federated").flatMap((provider) => anyUserOf(provider, statement));
}

function everybody(statement: Reader): Finding {
  return {
    property: `${statement.path}.Principal`,
    value: "*",
    problem: "everybody with an AWS account may assume the role",
    allowed: "accounts, roles and services by name, or a condition such as aws:PrincipalOrgID",
    fix: "name those who assume the role",
  };
}

/** Providers that sign tokens for the users of one application, which the claim `aud` names. */
const PROVIDERS_OF_APPLICATIONS = [
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
];

function anyUserOf(provider: string, statement: Reader): Finding[] {
  const issuer = issuerOf(provider);
  if (issuer === undefined) return [];
  const claims = isShared(issuer) ? ["sub"] : ["sub", "aud", "app_id"];
  const wanted = claims.map((claim) => `${issuer}:${claim}`.toLowerCase());
  if (conditionsOf(statement).some((condition) => wanted.includes(condition.key) && isNarrow(condition))) return [];
  return [
    {
      property: `${statement.path}.Condition`,
      value: conditionsOf(statement).map(({ key, values }) => `${key} = ${values.join(" or ")}`),
      problem: `${issuer} signs tokens for strangers too, and each of them gets the role`,
      allowed: `a condition on ${issuer}:${claims[0] ?? ""} that names whom`,
      fix: `add StringLike: { "${issuer}:sub": "<beginning of the subject>*" }, with no wildcard at the subject's start`,
    },
  ];
}

/**
 * Public providers: they sign for everybody who has an account there, with any audience. A company's own provider signs
 * for its people only (IAM User Guide, Identity-provider controls for shared OIDC providers).
 */
const SHARED_PROVIDERS = [
  "agent.buildkite.com",
  "api.bitbucket.org",
  "api.pulumi.com",
  "app.terraform.io",
  "gitlab.com",
  "oidc.circleci.com",
  "oidc.eks.",
  "token.actions.githubusercontent.com",
];

function isShared(issuer: string): boolean {
  return SHARED_PROVIDERS.some((provider) => issuer.startsWith(provider));
}

/** Host and path of an OIDC provider; undefined for SAML, whose assertions the account's own directory signs. */
function issuerOf(provider: string): string | undefined {
  if (PROVIDERS_OF_APPLICATIONS.includes(provider)) return provider;
  const { service, resource } = parseArn(provider);
  return service === "iam" ? /^oidc-provider\/(.+)$/.exec(resource)?.[1] : undefined;
}

/** A condition that holds for some subjects only. Operators with `IfExists` also hold if the claim is missing. */
function isNarrow({ operator, values }: Condition): boolean {
  const isComparison = /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator);
  return isComparison && values.length > 0 && values.every(namesSubject);
}

/** Prefixes of names in the subjects of GitHub, GitLab and Kubernetes. */
const KINDS_OF_SUBJECT = /^(repo|organization|project_path|system:serviceaccount):/;

function namesSubject(pattern: string): boolean {
  return !/^[*?]|^$/.test(pattern.replace(KINDS_OF_SUBJECT, ""));
}

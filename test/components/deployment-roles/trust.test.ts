import { EVERY_BRANCH, trustPolicy, type Trusted } from "../../../components/deployment-roles/trust";
import { isTrusted } from "../../support/iam-simulator";
import { ACCOUNT } from "./samples";

const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const GITLAB = `arn:aws:iam::${ACCOUNT}:oidc-provider/gitlab.com`;

const NOBODY: Trusted = { partition: "aws", accountId: ACCOUNT, people: {}, machines: [] };

function trusts(trusted: Partial<Trusted>, type: string, value: string, context: Record<string, string>): boolean {
  const action = type === "Federated" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
  return isTrusted(JSON.stringify(trustPolicy({ ...NOBODY, ...trusted })), {
    action,
    principal: { type, value },
    context,
  });
}

describe("people", () => {
  const alice = `arn:aws:iam::${ACCOUNT}:user/alice`;
  const people = { principals: [alice] };
  const right = { "aws:MultiFactorAuthPresent": "true", "aws:username": "alice", "sts:RoleSessionName": "alice" };

  it.each<[string, boolean, string, Record<string, string>]>([
    ["with a second factor and their name", true, alice, right],
    ["without a second factor", false, alice, { ...right, "aws:MultiFactorAuthPresent": "false" }],
    [
      "with long-term keys, which have no second factor",
      false,
      alice,
      { "aws:username": "alice", "sts:RoleSessionName": "alice" },
    ],
    ["under another's name", false, alice, { ...right, "sts:RoleSessionName": "bob" }],
    ["who aren't named", false, `arn:aws:iam::${ACCOUNT}:user/mallory`, right],
  ])("come in %s: %s", (_, expected, principal, context) => {
    expect(trusts({ people }, "AWS", principal, context)).toBe(expected);
  });

  const set = (name: string) =>
    `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${name}_0123456789abcdef`;
  it.each([
    ["its own set", true, set("Operators")],
    ["a set without a region in its path", true, set("Operators").replace("eu-west-1/", "")],
    ["another set", false, set("Viewers")],
    [
      "a role that only has such a name",
      false,
      `arn:aws:iam::${ACCOUNT}:role/AWSReservedSSO_Operators_0123456789abcdef`,
    ],
  ])("of Identity Center come in by %s: %s", (_, expected, principal) => {
    const context = { "aws:PrincipalArn": principal };

    expect(trusts({ people: { permissionSets: ["Operators"] } }, "AWS", principal, context)).toBe(expected);
  });
});

describe("jobs of GitHub", () => {
  const gitHub = {
    ...{ providerArn: GITHUB, repository: "proofpix/infrastructure" },
    jobs: { environment: "production" },
  };
  const claims = (sub: string, aud = "sts.amazonaws.com") => ({
    "token.actions.githubusercontent.com:aud": aud,
    "token.actions.githubusercontent.com:sub": sub,
  });

  it.each([
    ["in the environment", true, GITHUB, claims("repo:proofpix/infrastructure:environment:production")],
    ["in another environment", false, GITHUB, claims("repo:proofpix/infrastructure:environment:staging")],
    [
      "of a branch, outside of the environment",
      false,
      GITHUB,
      claims("repo:proofpix/infrastructure:ref:refs/heads/main"),
    ],
    ["of a pull request", false, GITHUB, claims("repo:proofpix/infrastructure:pull_request")],
    ["of a fork", false, GITHUB, claims("repo:mallory/infrastructure:environment:production")],
    ["for another audience", false, GITHUB, claims("repo:proofpix/infrastructure:environment:production", "other")],
    ["without a subject", false, GITHUB, { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }],
    ["of another provider", false, GITLAB, claims("repo:proofpix/infrastructure:environment:production")],
  ])("come in %s: %s", (_, expected, provider, context) => {
    expect(trusts({ gitHub }, "Federated", provider, context)).toBe(expected);
  });

  const SUBJECTS = ["pull_request", "ref:refs/heads/main", "ref:refs/heads/feature", "environment:production"] as const;

  it.each<[string, NonNullable<Trusted["gitHub"]>["jobs"], (typeof SUBJECTS)[number]]>([
    ["pull requests", "pull-requests", "pull_request"],
    ["a branch", { branch: "main" }, "ref:refs/heads/main"],
  ])("come in for %s, and for nothing else", (_, jobs, allowed) => {
    const letIn = SUBJECTS.filter((subject) =>
      trusts({ gitHub: { ...gitHub, jobs } }, "Federated", GITHUB, claims(`repo:proofpix/infrastructure:${subject}`)),
    );

    expect(letIn).toEqual([allowed]);
    expect(
      trusts({ gitHub: { ...gitHub, jobs } }, "Federated", GITHUB, claims(`repo:mallory/infrastructure:${allowed}`)),
    ).toBe(false);
  });
});

describe("pipelines of GitLab", () => {
  const gitLab = { providerArn: GITLAB, host: "gitlab.com", project: "proofpix/infrastructure", branch: "main" };
  const claims = (sub: string) => ({ "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": sub });

  it.each([
    ["of the branch", true, "project_path:proofpix/infrastructure:ref_type:branch:ref:main"],
    ["of another branch", false, "project_path:proofpix/infrastructure:ref_type:branch:ref:feature"],
    ["of a tag of that name", false, "project_path:proofpix/infrastructure:ref_type:tag:ref:main"],
    ["of another project", false, "project_path:mallory/infrastructure:ref_type:branch:ref:main"],
  ])("come in %s: %s", (_, expected, sub) => {
    expect(trusts({ gitLab }, "Federated", GITLAB, claims(sub))).toBe(expected);
  });

  it.each([
    ["of a merge request's branch", true, "project_path:proofpix/infrastructure:ref_type:branch:ref:feature/x"],
    ["of a tag", false, "project_path:proofpix/infrastructure:ref_type:tag:ref:main"],
    ["of another project", false, "project_path:proofpix/infrastructure-2:ref_type:branch:ref:main"],
  ])("come in for every branch: %s", (_, expected, sub) => {
    const every = { ...gitLab, branch: EVERY_BRANCH } as const;

    expect(trusts({ gitLab: every }, "Federated", GITLAB, claims(sub))).toBe(expected);
    expect(
      trusts({ gitLab: every }, "Federated", GITLAB, { ...claims(sub), "gitlab.com:aud": "https://other.example" }),
    ).toBe(false);
  });
});

it("machines come in by their role", () => {
  const runner = `arn:aws:iam::${ACCOUNT}:role/runner`;

  expect(trusts({ machines: [runner] }, "AWS", runner, {})).toBe(true);
  expect(trusts({ machines: [runner] }, "AWS", `arn:aws:iam::${ACCOUNT}:role/other`, {})).toBe(false);
});

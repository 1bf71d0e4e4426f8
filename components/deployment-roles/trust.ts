import { policyDocument, type PolicyDocument, type PolicyStatement } from "../shared/policy-document";
import type { PeopleAccess } from "./args";

/** Who takes a role; every value known. */
export interface Trusted {
  readonly partition: string;
  readonly accountId: string;
  readonly people: PeopleAccess;
  /** Jobs of GitHub Actions of a repository. */
  readonly gitHub?: { readonly providerArn: string; readonly repository: string; readonly jobs: GitHubJobs };
  /** Pipelines of a project. */
  readonly gitLab?: {
    readonly providerArn: string;
    readonly host: string;
    readonly project: string;
    /** Those of one branch, or of every branch, as pipelines of merge requests are. */
    readonly branch: string | typeof EVERY_BRANCH;
  };
  readonly machines: readonly string[];
}

/** Which jobs: those in an environment, those of a branch outside of environments, or those of pull requests. */
export type GitHubJobs = { readonly environment: string } | { readonly branch: string } | "pull-requests";

/** Stands for whatever branch a pipeline of GitLab is of. */
export const EVERY_BRANCH = Symbol("every branch");

/** Issuer of the tokens of GitHub Actions (GitHub Docs, "Configuring OpenID Connect in Amazon Web Services"). */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** Trust policy of a role that somebody takes. */
export function trustPolicy(trusted: Trusted): PolicyDocument {
  return policyDocument(
    ...users(trusted.people),
    ...permissionSets(trusted),
    ...gitHub(trusted.gitHub),
    ...gitLab(trusted.gitLab),
    ...machines(trusted.machines),
  );
}

/**
 * IAM users with a second factor, whose session bears their name, so that an approval tells who gave it (IAM User
 * Guide, "IAM and AWS STS condition context keys", `sts:RoleSessionName`).
 */
function users({ principals = [] }: PeopleAccess): PolicyStatement[] {
  if (principals.length === 0) return [];
  return [
    {
      Sid: "Users",
      Effect: "Allow",
      Principal: { AWS: principals },
      Action: "sts:AssumeRole",
      Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        StringLike: { "sts:RoleSessionName": "${aws:username}" },
      },
    },
  ];
}

/**
 * Sessions of IAM Identity Center, whose roles have names that it makes itself (IAM Identity Center User Guide,
 * "Referencing permission sets in resource policies, Amazon EKS Cluster config maps, and AWS KMS key policies").
 */
function permissionSets({ partition, accountId, people }: Trusted): PolicyStatement[] {
  const { permissionSets: sets = [] } = people;
  if (sets.length === 0) return [];
  const roles = `arn:${partition}:iam::${accountId}:role/aws-reserved/sso.amazonaws.com`;
  const patterns = sets.flatMap((set) => [`${roles}/AWSReservedSSO_${set}_*`, `${roles}/*/AWSReservedSSO_${set}_*`]);
  return [
    {
      Sid: "PermissionSets",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:PrincipalArn": patterns } },
    },
  ];
}

function gitHub(access: Trusted["gitHub"]): PolicyStatement[] {
  if (access === undefined) return [];
  const { providerArn, repository, jobs } = access;
  const subject = `repo:${repository}:${subjectOf(jobs)}`;
  const issued = { issuer: GITHUB_ISSUER, audience: "sts.amazonaws.com" };
  return [webIdentity("GitHub", providerArn, issued, { StringEquals: { [`${GITHUB_ISSUER}:sub`]: subject } })];
}

/** GitHub Docs, "OpenID Connect reference", "Example subject claims"; jobs of forks get no token. */
function subjectOf(jobs: GitHubJobs): string {
  if (jobs === "pull-requests") return "pull_request";
  return "environment" in jobs ? `environment:${jobs.environment}` : `ref:refs/heads/${jobs.branch}`;
}

/** GitLab Docs, "Configure OpenID Connect in AWS to retrieve temporary credentials". */
function gitLab(access: Trusted["gitLab"]): PolicyStatement[] {
  if (access === undefined) return [];
  const { providerArn, host, project, branch } = access;
  const beginning = `project_path:${project}:ref_type:branch:ref:`;
  const subject: Readonly<Record<string, Readonly<Record<string, string>>>> =
    branch === EVERY_BRANCH
      ? { StringLike: { [`${host}:sub`]: `${beginning}*` } }
      : { StringEquals: { [`${host}:sub`]: `${beginning}${branch}` } };
  return [webIdentity("GitLab", providerArn, { issuer: host, audience: `https://${host}` }, subject)];
}

function webIdentity(
  Sid: string,
  provider: string,
  { issuer, audience }: { readonly issuer: string; readonly audience: string },
  { StringEquals = {}, ...subject }: Readonly<Record<string, Readonly<Record<string, string>>>>,
): PolicyStatement {
  return {
    Sid,
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${issuer}:aud`]: audience, ...StringEquals }, ...subject },
  };
}

function machines(roleArns: readonly string[]): PolicyStatement[] {
  if (roleArns.length === 0) return [];
  return [{ Sid: "Machines", Effect: "Allow", Principal: { AWS: roleArns }, Action: "sts:AssumeRole" }];
}

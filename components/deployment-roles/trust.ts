import { policyDocument, type PolicyDocument, type PolicyStatement } from "../shared/policy-document";
import type { PeopleAccess } from "./args";

/** Who takes a role; every value known. */
export interface Trusted {
  readonly partition: string;
  readonly accountId: string;
  readonly people: PeopleAccess;
  /** Jobs of GitHub Actions in an environment of a repository. */
  readonly gitHub?: { readonly providerArn: string; readonly repository: string; readonly environment: string };
  /** Pipelines of a branch of a project. */
  readonly gitLab?: {
    readonly providerArn: string;
    readonly host: string;
    readonly project: string;
    readonly branch: string;
  };
  readonly machines: readonly string[];
}

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
  const { providerArn, repository, environment } = access;
  const subject = `repo:${repository}:environment:${environment}`;
  return [webIdentity("GitHub", providerArn, GITHUB_ISSUER, "sts.amazonaws.com", subject)];
}

/** GitLab Docs, "Configure OpenID Connect in AWS to retrieve temporary credentials". */
function gitLab(access: Trusted["gitLab"]): PolicyStatement[] {
  if (access === undefined) return [];
  const { providerArn, host, project, branch } = access;
  const subject = `project_path:${project}:ref_type:branch:ref:${branch}`;
  return [webIdentity("GitLab", providerArn, host, `https://${host}`, subject)];
}

function webIdentity(
  Sid: string,
  provider: string,
  issuer: string,
  audience: string,
  subject: string,
): PolicyStatement {
  return {
    Sid,
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject } },
  };
}

function machines(roleArns: readonly string[]): PolicyStatement[] {
  if (roleArns.length === 0) return [];
  return [{ Sid: "Machines", Effect: "Allow", Principal: { AWS: roleArns }, Action: "sts:AssumeRole" }];
}

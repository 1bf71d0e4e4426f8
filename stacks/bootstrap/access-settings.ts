import { z } from "zod";
import { DEPLOYMENT_ROLES, type DeploymentRole } from "../../components/deployment-roles";
import { arnPattern } from "../../components/shared/arn";
import { ALLOWED_REGION, OTHER_PARTITIONS, REGION } from "../../components/shared/region";
import { flag, group, oneOf, text, textList, wholeNumber } from "../configuration/schema/fields";

const NO_DOWNTIME = "no downtime";
const ZONE_ID = /^Z[A-Z0-9]{1,31}$/;
const NAME = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
const PERSON = arnPattern({ service: "iam", region: "", resource: "(?:root|user/[\\w+=,.@/-]+)" });
const ROLE = arnPattern({ service: "iam", region: "", resource: "role/[\\w+=,.@/-]+" });
const PERMISSION_SET = /^[\w+=,.@-]{1,32}$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const PROJECT = /^[\w.-]+(?:\/[\w.-]+)+$/;
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const BRANCH = /^[\w./-]+$/;

/** Who takes each role of an environment. */
const people = (role: DeploymentRole) =>
  group(
    {
      principals: textList(PERSON, {
        description: "IAM users, or accounts whose IAM decides; with a second factor, under their own name.",
        allowed: "the ARN of an IAM user or of an account's root",
        changing: NO_DOWNTIME,
        examples: ["arn:aws:iam::123456789012:user/alice"],
      }).optional(),
      permissionSets: textList(PERMISSION_SET, {
        description: "Permission sets of IAM Identity Center in this account.",
        allowed: "the name of a permission set",
        changing: NO_DOWNTIME,
        examples: ["Operators"],
      }).optional(),
    },
    { description: `Who is ${role} of the environment (SE-4).`, changing: NO_DOWNTIME },
  ).optional();

const roles = z
  .strictObject(
    Object.fromEntries(DEPLOYMENT_ROLES.map((role) => [role, people(role)])) as Record<
      DeploymentRole,
      ReturnType<typeof people>
    >,
  )
  .meta({
    description: "Who takes which role of the environment (SE-4); a role that nobody takes isn't there.",
    allowed: `a group of the keys ${DEPLOYMENT_ROLES.join(", ")}`,
    changing: NO_DOWNTIME,
  });

const environment = group(
  {
    name: text(NAME, {
      description: "Name of the environment, which is its stack's.",
      allowed: "at most 32 lower-case letters, digits and hyphens, beginning with a letter",
      changing: "makes a bucket, a key and roles for the new name; those of the old one stay, protected",
      examples: ["production"],
    }),
    secondRegion: text(REGION, {
      description: "Region in which the environment keeps copies (SE-8); its roles work there too.",
      allowed: `${ALLOWED_REGION}, as ${OTHER_PARTITIONS}`,
      changing: NO_DOWNTIME,
      examples: ["eu-central-1"],
    }).optional(),
    hostedZoneIds: textList(ZONE_ID, {
      description: "Hosted zones of Route 53 in which the environment has its names.",
      allowed: "the id of a hosted zone",
      changing: NO_DOWNTIME,
      examples: ["Z0123456789ABCDEFGHIJ"],
    }).optional(),
    developersDeploy: flag({
      description: "Whether developers deploy too, as in development.",
      changing: NO_DOWNTIME,
    }).default(false),
    previewsPullRequests: flag({
      description:
        "Whether pipelines of pull requests preview the environment; whoever may push a branch can then read its secrets.",
      changing: NO_DOWNTIME,
    }).default(false),
    people: roles.default({}),
  },
  {
    description: "An environment in this account, with a state bucket, a key and roles of its own (ENV-4, SE-4).",
    changing: "no downtime; about 1 dollar a month for its key",
  },
);

/** Keys of who deploys, and of what tells of it. */
export const accessSettings = {
  environments: z
    .array(environment)
    .default([])
    .meta({
      description: "Environments in this account, each with a state bucket, a key and roles of its own (ENV-4, SE-4).",
      allowed: "a list of environments",
      changing:
        "no downtime; about 1 dollar a month for the key of each; what belongs to one that is taken out stays, protected",
      examples: [[{ name: "production" }]],
    }),
  gitHub: group(
    {
      repository: text(REPOSITORY, {
        description: "Repository whose jobs are operators of an environment, in GitHub's environment of its name.",
        allowed: "<owner>/<name>",
        changing: NO_DOWNTIME,
        examples: ["proofpix/infrastructure"],
      }),
      branch: text(BRANCH, {
        description: "Protected branch whose jobs look for drift.",
        allowed: "a branch's name, without wildcards",
        changing: NO_DOWNTIME,
        examples: ["main"],
      }).default("main"),
    },
    { description: "Lets GitHub Actions deploy, by OpenID Connect (DP-4).", changing: NO_DOWNTIME },
  ).optional(),
  gitLab: group(
    {
      host: text(HOST, {
        description: "Host of GitLab.",
        allowed: "a host's name",
        changing: "makes another identity provider; the old one stays, protected",
        examples: ["gitlab.com"],
      }).default("gitlab.com"),
      project: text(PROJECT, {
        description: "Project whose pipelines are operators.",
        allowed: "<group>/<project>",
        changing: NO_DOWNTIME,
        examples: ["proofpix/infrastructure"],
      }),
      branch: text(BRANCH, {
        description: "Protected branch whose pipelines deploy, and look for drift.",
        allowed: "a branch's name, without wildcards",
        changing: NO_DOWNTIME,
        examples: ["main"],
      }).default("main"),
    },
    { description: "Lets pipelines of GitLab deploy, by OpenID Connect (DP-4).", changing: NO_DOWNTIME },
  ).optional(),
  deployingMachines: textList(ROLE, {
    description: "Roles of machines that are operators of every environment, such as a Jenkins agent's instance role.",
    allowed: "the ARN of an IAM role",
    changing: NO_DOWNTIME,
    examples: ["arn:aws:iam::123456789012:role/jenkins-agent"],
  }).default([]),
  cloudTrail: flag({
    description: "Whether a trail records each call of AWS's APIs (SE-5); false where the organization has one.",
    changing: "no downtime; a second trail of an account costs about 2 dollars for 100,000 calls",
  }).default(true),
  auditRetention: group(
    {
      mode: oneOf(["GOVERNANCE", "COMPLIANCE"], {
        description: "Who may delete records before their time: in compliance mode nobody, whatever happens.",
        changing: "concerns later records; what is locked in compliance mode stays so",
      }).default("GOVERNANCE"),
      days: wholeNumber(1, 36_500, {
        description: "Days for which the records of the trail and the heads of the audit trail are locked.",
        changing: "concerns later records",
        examples: [365],
      }).default(365),
    },
    { description: "How long what tells of deployments can't be deleted (SE-5).", changing: "concerns later records" },
  ).prefault({}),
};

import {
  DEPLOYMENT_ROLES,
  type DeploymentRole,
  PIPELINE_ROLES,
  type PipelineRole,
} from "../../../components/deployment-roles";
import { workloadBoundary } from "../../../components/deployment-roles/boundary";
import { GRANTS } from "../../../components/deployment-roles/grants";
import { ACCOUNT, mayDo, REGION, scopeOf, workloadMayDo } from "./samples";

const KMS = `arn:aws:kms:${REGION}:${ACCOUNT}:key`;
const S3 = { "kms:ViaService": `s3.${REGION}.amazonaws.com` };
const OURS = { "aws:ResourceTag/Environment": "staging" };
const THEIRS = { "aws:ResourceTag/Environment": "production" };
const BOUNDARY = { "iam:PermissionsBoundary": scopeOf("staging").boundaryArn };
const SERVICE = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/proofpix-staging-1a2b3c4/proofpix-staging-web-5d6e7f8`;
const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:any`;
const STATE = "arn:aws:s3:::state-staging/.pulumi/stacks/proofpix/staging.json";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/proofpix-staging-web-task-1a2b3c4`;
const DEPLOYMENT_ROLE = `arn:aws:iam::${ACCOUNT}:role/deployment/proofpix-staging-administrator`;

type Context = Readonly<Record<string, string>>;
type Row = readonly [what: string, who: string, action: string, resource: string, context?: Context];

/** The first letters of those who may; x stands for administrators, p and c for the pipeline's other roles. */
const LETTERS: Readonly<Record<DeploymentRole | PipelineRole, string>> = {
  viewer: "v",
  developer: "d",
  operator: "o",
  approver: "a",
  administrator: "x",
  previewer: "p",
  "drift-checker": "c",
};

const TABLE: readonly Row[] = [
  ["see services", "vdoaxpc", "ecs:DescribeServices", SERVICE, OURS],
  ["see alarms", "vdoaxpc", "cloudwatch:DescribeAlarms", "*"],
  ["read the state", "vdoaxpc", "s3:GetObject", STATE],
  ["have S3 decrypt the state", "vdoaxpc", "kms:Decrypt", `${KMS}/state-staging`, S3],
  ["decrypt secrets of the state", "oxpc", "kms:Decrypt", `${KMS}/state-staging`],
  ["read the audit trail", "vdoaxpc", "s3:GetObject", "arn:aws:s3:::audit/audit/staging/heads/1"],
  [
    "list the audit trail",
    "vdoaxpc",
    "s3:ListBucketVersions",
    "arn:aws:s3:::audit",
    { "s3:prefix": "audit/staging/heads/" },
  ],
  [
    "read a secret's value by name",
    "",
    "secretsmanager:GetSecretValue",
    `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other`,
  ],
  ["read the value of a secret of the environment", "oxc", "secretsmanager:GetSecretValue", SECRET, OURS],
  ["read the value of another environment's secret", "", "secretsmanager:GetSecretValue", SECRET, THEIRS],
  [
    "have Secrets Manager decrypt it",
    "oxc",
    "kms:Decrypt",
    `${KMS}/staging`,
    { ...OURS, "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` },
  ],
  ["decrypt with a key of the environment", "ox", "kms:Decrypt", `${KMS}/staging`, OURS],
  [
    "look up an image of AWS's",
    "vdoaxpc",
    "ssm:GetParameter",
    `arn:aws:ssm:${REGION}::parameter/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id`,
  ],
  ["read a parameter of the account", "", "ssm:GetParameter", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/token`],
  ["look whether a bucket of the environment is there", "oxc", "s3:ListBucket", "arn:aws:s3:::proofpix-staging-logs"],
  ["read what is in it", "ox", "s3:GetObject", "arn:aws:s3:::proofpix-staging-logs/x"],
  ["read logs", "dox", "logs:FilterLogEvents", `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/proofpix-staging-web`],
  ["push images", "dox", "ecr:PutImage", `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/proofpix/enterprise`],
  ["push other images", "", "ecr:PutImage", `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/other`],
  ["delete images", "", "ecr:DeleteRepository", `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/proofpix/enterprise`],
  ["ask for an approval", "dox", "s3:PutObject", "arn:aws:s3:::audit/approvals/staging/r-1/request.json"],
  ["decide on a request", "a", "s3:PutObject", "arn:aws:s3:::audit/approvals/staging/r-1/decision.json"],
  ["use an approval up, or take it back", "doax", "s3:PutObject", "arn:aws:s3:::audit/approvals/staging/r-1/end.json"],
  ["read records of deployments", "vdoaxpc", "s3:GetObject", "arn:aws:s3:::audit/records/staging/d-1.json"],
  [
    "list records of deployments",
    "vdoaxpc",
    "s3:ListBucket",
    "arn:aws:s3:::audit",
    { "s3:prefix": "records/staging/" },
  ],
  ["record a deployment", "dox", "s3:PutObject", "arn:aws:s3:::audit/records/staging/d-1.json"],
  ["claim the environment", "dox", "s3:PutObject", "arn:aws:s3:::audit/records/staging/claim"],
  ["take a claim away", "", "s3:DeleteObject", "arn:aws:s3:::audit/records/staging/claim"],
  ["add to the audit trail", "doax", "s3:PutObject", "arn:aws:s3:::audit/audit/staging/heads/2"],
  ["write the state", "ox", "s3:PutObject", STATE],
  ["take the state's lock", "oxc", "s3:PutObject", "arn:aws:s3:::state-staging/.pulumi/locks/x"],
  ["release the state's lock", "oxc", "s3:DeleteObject", "arn:aws:s3:::state-staging/.pulumi/locks/x"],
  ["bring back an older state", "x", "s3:GetObjectVersion", STATE],
  ["delete a version of the state", "x", "s3:DeleteObjectVersion", STATE],
  ["deploy a service", "ox", "ecs:UpdateService", SERVICE, OURS],
  ["register a task definition", "ox", "ecs:RegisterTaskDefinition", "*", { "aws:RequestTag/Environment": "staging" }],
  ["change the database", "ox", "rds:ModifyDBInstance", `arn:aws:rds:${REGION}:${ACCOUNT}:db:any`, OURS],
  [
    "create a network",
    "ox",
    "ec2:CreateVpc",
    `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/*`,
    { "aws:RequestTag/Environment": "staging" },
  ],
  ["create a network of no environment", "", "ec2:CreateVpc", `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/*`],
  ["change names", "ox", "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z0PROOFPIX"],
  ["change other names", "", "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z0OTHER"],

  // Another environment.
  [
    "read another environment's state",
    "",
    "s3:GetObject",
    "arn:aws:s3:::state-production/.pulumi/stacks/proofpix/production.json",
  ],
  ["decrypt another environment's state", "", "kms:Decrypt", `${KMS}/state-production`],
  ["have S3 decrypt another environment's state", "", "kms:Decrypt", `${KMS}/state-production`, S3],
  ["read another environment's trail", "", "s3:GetObject", "arn:aws:s3:::audit/audit/production/heads/1"],
  ["read another environment's records", "", "s3:GetObject", "arn:aws:s3:::audit/records/production/d-1.json"],
  [
    "list another environment's records",
    "",
    "s3:ListBucket",
    "arn:aws:s3:::audit",
    { "s3:prefix": "records/production/" },
  ],
  ["list one whose name goes on", "", "s3:ListBucket", "arn:aws:s3:::audit", { "s3:prefix": "records/staging-eu/" }],
  ["record in another environment", "", "s3:PutObject", "arn:aws:s3:::audit/records/production/d-1.json"],
  ["decide in another environment", "", "s3:PutObject", "arn:aws:s3:::audit/approvals/production/r-1/decision.json"],
  ["deploy in another environment", "", "ecs:UpdateService", SERVICE.replaceAll("staging", "production"), THEIRS],
  [
    "change another environment's database",
    "",
    "rds:DeleteDBInstance",
    `arn:aws:rds:${REGION}:${ACCOUNT}:db:any`,
    THEIRS,
  ],
  [
    "take over another environment's network by its tag",
    "",
    "ec2:CreateTags",
    `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-1`,
    { ...THEIRS, "aws:RequestTag/Environment": "staging" },
  ],
  [
    "change one whose name goes on",
    "",
    "ecs:UpdateService",
    SERVICE.replaceAll("staging", "staging--eu"),
    { "aws:ResourceTag/Environment": "staging-eu" },
  ],
  ["work in another region", "", "ecs:UpdateService", SERVICE, { ...OURS, "aws:RequestedRegion": "us-east-1" }],

  // More rights than one has.
  ["create a role within the boundary", "ox", "iam:CreateRole", ROLE, BOUNDARY],
  ["create a role without the boundary", "", "iam:CreateRole", ROLE],
  [
    "create a role with another boundary",
    "",
    "iam:CreateRole",
    ROLE,
    { "iam:PermissionsBoundary": `arn:aws:iam::${ACCOUNT}:policy/x` },
  ],
  ["give a role within the boundary a policy", "ox", "iam:PutRolePolicy", ROLE, BOUNDARY],
  ["give a role without the boundary a policy", "", "iam:PutRolePolicy", ROLE],
  ["attach AWS's policy to a role without the boundary", "", "iam:AttachRolePolicy", ROLE],
  ["take a boundary away", "", "iam:DeleteRolePermissionsBoundary", ROLE, BOUNDARY],
  ["change the boundary", "", "iam:CreatePolicyVersion", scopeOf("staging").boundaryArn],
  ["choose the boundary's version", "", "iam:SetDefaultPolicyVersion", scopeOf("staging").boundaryArn],
  ["change a deployment role", "", "iam:PutRolePolicy", DEPLOYMENT_ROLE],
  ["change whom a deployment role trusts", "", "iam:UpdateAssumeRolePolicy", DEPLOYMENT_ROLE],
  ["take another deployment role", "", "sts:AssumeRole", DEPLOYMENT_ROLE],
  [
    "pass a deployment role to a task",
    "",
    "iam:PassRole",
    DEPLOYMENT_ROLE,
    { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
  ],
  ["pass a role to a task", "ox", "iam:PassRole", ROLE, { "iam:PassedToService": "ecs-tasks.amazonaws.com" }],
  [
    "pass a role to CloudFormation",
    "",
    "iam:PassRole",
    ROLE,
    { "iam:PassedToService": "cloudformation.amazonaws.com" },
  ],
  [
    "pass a role of others",
    "",
    "iam:PassRole",
    `arn:aws:iam::${ACCOUNT}:role/admin`,
    { "iam:PassedToService": "ec2.amazonaws.com" },
  ],
  ["create a user", "", "iam:CreateUser", `arn:aws:iam::${ACCOUNT}:user/mallory`],
  ["create an access key", "", "iam:CreateAccessKey", `arn:aws:iam::${ACCOUNT}:user/alice`],
  [
    "trust another identity provider",
    "",
    "iam:CreateOpenIDConnectProvider",
    `arn:aws:iam::${ACCOUNT}:oidc-provider/evil.example`,
  ],
  ["create a policy", "", "iam:CreatePolicy", `arn:aws:iam::${ACCOUNT}:policy/proofpix-staging-x`],

  // What tells of it.
  ["delete a head", "", "s3:DeleteObjectVersion", "arn:aws:s3:::audit/audit/staging/heads/1"],
  ["hide a head", "", "s3:DeleteObject", "arn:aws:s3:::audit/audit/staging/heads/1"],
  ["shorten a lock", "", "s3:PutObjectRetention", "arn:aws:s3:::audit/audit/staging/heads/1"],
  ["open the audit bucket", "", "s3:PutBucketPolicy", "arn:aws:s3:::audit"],
  ["stop the trail", "", "cloudtrail:StopLogging", `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/account`],
  ["delete the state's key", "", "kms:ScheduleKeyDeletion", `${KMS}/state-staging`, OURS],
  ["bring back the state's key", "x", "kms:CancelKeyDeletion", `${KMS}/state-staging`],
];

describe("who may", () => {
  it.each(TABLE.map((row) => ({ what: row[0], row })))("$what", ({ row: [, who, action, resource, context] }) => {
    const allowed = [...DEPLOYMENT_ROLES, ...PIPELINE_ROLES].filter((role) =>
      mayDo(role, { action, resource, context }),
    );

    expect(allowed.map((role) => LETTERS[role]).join("")).toBe(who);
  });

  it("deploy as a developer, where developers deploy", () => {
    const request = { action: "ecs:UpdateService", resource: SERVICE, context: OURS };

    expect(mayDo("developer", request, { developersDeploy: true })).toBe(true);
    expect(mayDo("developer", request)).toBe(false);
  });

  it("work in the second region of an environment that has one", () => {
    const request = { action: "kms:CreateKey", resource: "*" };
    const context = { "aws:RequestTag/Environment": "staging", "aws:RequestedRegion": "eu-central-1" };

    expect(mayDo("operator", { ...request, context }, { scope: scopeOf("staging", [REGION, "eu-central-1"]) })).toBe(
      true,
    );
    expect(mayDo("operator", { ...request, context })).toBe(false);
  });
});

describe("a role that an operator made, with every right", () => {
  const rows: readonly (readonly [string, boolean, string, string, Context?])[] = [
    ["reads its queue", true, "sqs:ReceiveMessage", `arn:aws:sqs:${REGION}:${ACCOUNT}:proofpix-staging-queue-jobs`],
    [
      "reads its secrets",
      true,
      "secretsmanager:GetSecretValue",
      `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:x`,
      OURS,
    ],
    [
      "reads another environment's secrets",
      false,
      "secretsmanager:GetSecretValue",
      `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:x`,
      THEIRS,
    ],
    ["writes its logs", true, "logs:PutLogEvents", `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:x:log-stream:y`],
    ["writes its buckets", true, "s3:PutObject", "arn:aws:s3:::proofpix-staging-files-1a2b3c4/x"],
    ["reads the state", false, "s3:GetObject", STATE],
    ["decrypts the state", false, "kms:Decrypt", `${KMS}/state-staging`],
    ["writes the audit trail", false, "s3:PutObject", "arn:aws:s3:::audit/audit/staging/x"],
    ["writes records of deployments", false, "s3:PutObject", "arn:aws:s3:::audit/records/staging/x"],
    ["creates a user", false, "iam:CreateUser", `arn:aws:iam::${ACCOUNT}:user/mallory`],
    ["creates a role", false, "iam:CreateRole", ROLE, BOUNDARY],
    ["takes a deployment role", false, "sts:AssumeRole", DEPLOYMENT_ROLE],
    ["stops the trail", false, "cloudtrail:StopLogging", `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/account`],
  ];
  it.each(rows.map((row) => ({ what: row[0], row })))("$what", ({ row: [, expected, action, resource, context] }) => {
    expect(workloadMayDo({ action, resource, context })).toBe(expected);
  });
});

describe("policies", () => {
  /** IAM User Guide, "IAM and AWS STS quotas": characters of a managed policy without white space. */
  it.each(Object.entries({ ...GRANTS, boundary: workloadBoundary }))("%s fits into IAM's limit", (_, grant) => {
    const longest = scopeOf("a-rather-long-name-of-an-environment", [REGION, "eu-central-1"]);

    expect(JSON.stringify(grant(longest)).length).toBeLessThanOrEqual(6144);
  });
});

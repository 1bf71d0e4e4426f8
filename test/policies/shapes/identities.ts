import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, type Shapes } from "./shape";
import { PROTECTED, TAGS } from "./context";

interface Statement {
  readonly Principal: unknown;
  readonly Action?: string | readonly string[];
  readonly Condition?: unknown;
}

function role(name: string, statement: Statement, others: Readonly<Record<string, unknown>> = {}): DeployedResource {
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }],
  };
  return deployed(
    "aws:iam/role:Role",
    name,
    { name, assumeRolePolicy: JSON.stringify(document), ...others },
    { outputs: { arn: arn("iam", `role/${name}`), id: name, uniqueId: "AROA1" } },
  );
}

const GITHUB = "token.actions.githubusercontent.com";
const EKS = "oidc.eks.eu-west-1.amazonaws.com/id/1D2C3B";
const OKTA = "acme.okta.com/oauth2/aus1f2e3d4";
const COGNITO = "cognito-identity.amazonaws.com";
const WITH_TOKEN = "sts:AssumeRoleWithWebIdentity";

function provider(host: string): string {
  return `arn:aws:iam::123456789012:oidc-provider/${host}`;
}

const ROLES = [
  role("instance", { Principal: { Service: ["ec2.amazonaws.com"] } }),
  role("function", { Principal: { Service: "lambda.amazonaws.com" } }),
  role("partner", {
    Principal: { AWS: "arn:aws:iam::210987654321:root" },
    Condition: { StringEquals: { "sts:ExternalId": "c0ffee" } },
  }),
  role("organisation", {
    Principal: { AWS: "*" },
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3" } },
  }),
  role("deployer", {
    Principal: { Federated: provider(GITHUB) },
    Action: WITH_TOKEN,
    Condition: {
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${GITHUB}:sub`]: ["repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:environment:*"] },
    },
  }),
  role("pod", {
    Principal: { Federated: provider(EKS) },
    Action: WITH_TOKEN,
    Condition: { StringEquals: { [`${EKS}:sub`]: "system:serviceaccount:shop:web" } },
  }),
  role("customer", {
    Principal: { Federated: COGNITO },
    Action: WITH_TOKEN,
    Condition: {
      StringEquals: { [`${COGNITO}:aud`]: "eu-west-1:4f1c" },
      "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
    },
  }),
  // The company's own provider, which signs for nobody else; the client is the application's.
  role("analyst", {
    Principal: { Federated: provider(OKTA) },
    Action: WITH_TOKEN,
    Condition: { StringEquals: { [`${OKTA}:aud`]: "0oa1f2e3d4" } },
  }),
  role("employee", {
    Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/acme" },
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
  }),
];

/** Actions without resources under `*`, everything of a service on its own resources, and a refusal of everything. */
const RIGHTS = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["ecr:GetAuthorizationToken", "ec2:Describe*"], Resource: "*" },
    { Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::uploads-5e12", "arn:aws:s3:::uploads-5e12/*"] },
    { Effect: "Allow", Action: "iam:PassRole", Resource: arn("iam", "role/function") },
    { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } },
  ],
};

/** The same document as a policy of its own, as one of the role, and within the role. */
const POLICIES = [
  deployed(
    "aws:iam/policy:Policy",
    "rights",
    { name: "rights", policy: JSON.stringify(RIGHTS) },
    { outputs: { arn: arn("iam", "policy/rights"), id: arn("iam", "policy/rights"), attachmentCount: 1 } },
  ),
  deployed("aws:iam/rolePolicy:RolePolicy", "rights", {
    name: "rights",
    role: "function",
    policy: JSON.stringify({ ...RIGHTS, Statement: RIGHTS.Statement[0] }),
  }),
  role(
    "with-rights-within",
    { Principal: { Service: "lambda.amazonaws.com" } },
    {
      inlinePolicies: [{ name: "rights", policy: JSON.stringify(RIGHTS) }],
      managedPolicyArns: [arn("iam", "policy/AdministratorAccess-of-the-shop")],
    },
  ),
];

const TO_ACCOUNT = {
  Sid: "Account",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

const FOR_SERVICE = {
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: {
    StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "rds.eu-west-1.amazonaws.com" },
  },
};

function key(name: string, inputs: Readonly<Record<string, unknown>>): DeployedResource {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [TO_ACCOUNT, FOR_SERVICE] });
  return deployed(
    "aws:kms/key:Key",
    name,
    { policy, tags: TAGS, ...inputs },
    {
      ...PROTECTED,
      outputs: {
        arn: arn("kms", `key/${name}`),
        id: name,
        keyId: name,
        customKeyStoreId: "",
        rotationPeriodInDays: 365,
      },
    },
  );
}

const KEYS = [
  key("data", { enableKeyRotation: true, deletionWindowInDays: 30 }),
  // KMS can't rotate these keys, and refuses the setting.
  key("signing", { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" }),
  key("message-codes", { keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" }),
  deployed(
    "aws:kms/replicaKey:ReplicaKey",
    "data",
    { primaryKeyArn: arn("kms", "key/data"), deletionWindowInDays: 30, tags: TAGS },
    {
      ...PROTECTED,
      outputs: { arn: arn("kms", "key/replica"), id: "replica", keyRotationEnabled: true, policy: "{}" },
    },
  ),
];

/** Variables whose names mention credentials but hold their place, lifetime or name. */
const HARMLESS = {
  DATABASE_SECRET_ARN: arn("secretsmanager", "secret:database-1"),
  DATABASE_PASSWORD_FILE: "/run/secrets/database",
  SECRET_NAME: "shop/database",
  TOKEN_LIFETIME_SECONDS: "900",
  PASSWORD_MIN_LENGTH: "12",
  API_KEY_HEADER: "x-api-key",
  PUBLIC_KEY: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
  USE_TOKEN_CACHE: "true",
  MONKEY_PATCHING: "off",
};

const task = deployed(
  "aws:ecs/taskDefinition:TaskDefinition",
  "web",
  {
    family: "web",
    containerDefinitions: JSON.stringify([
      {
        name: "web",
        image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:${"0f".repeat(32)}`,
        readonlyRootFilesystem: true,
        environment: Object.entries(HARMLESS).map(([name, value]) => ({ name, value })),
        secrets: [{ name: "DATABASE_PASSWORD", valueFrom: arn("secretsmanager", "secret:database-1:password::") }],
        logConfiguration: { logDriver: "awsfirelens", options: { Name: "cloudwatch" } },
      },
    ]),
    taskRoleArn: arn("iam", "role/web"),
    executionRoleArn: arn("iam", "role/web-execution"),
    tags: TAGS,
  },
  { outputs: { arn: arn("ecs", "task-definition/web:1"), id: "web", revision: 1 } },
);

export const IDENTITIES: Shapes = {
  "roles for services, partners, an organisation and federated users": { resources: ROLES },
  "policies beside a role and within it": { resources: POLICIES },
  "keys of each kind": { resources: KEYS },
  "a task whose variables only sound like credentials": { resources: [task] },
};

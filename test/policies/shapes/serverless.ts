import { arn, deployed, identified, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./context";

const ACCOUNT = "123456789012";

const fn = deployed(
  "aws:lambda/function:Function",
  "orders",
  {
    role: arn("iam", "role/orders"),
    runtime: "nodejs22.x",
    handler: "index.handler",
    environment: {
      variables: {
        TABLE_NAME: "orders-1",
        DATABASE_SECRET_ARN: arn("secretsmanager", "secret:database-1"),
        SECRET_NAME: "shop/database",
        AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrapper",
        PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED: "true",
        TOKEN_ISSUER: "https://login.example.com",
      },
    },
    tags: TAGS,
  },
  { outputs: { arn: arn("lambda", "function:orders"), id: "orders", name: "orders", kmsKeyArn: "" } },
);

/** As `aws.apigatewayv2`, an event rule and a bucket's notification need them. */
const permissions = [
  ["gateway", "apigateway.amazonaws.com", arn("execute-api", "a1b2c3/*/*")],
  ["schedule", "events.amazonaws.com", arn("events", "rule/nightly")],
  ["uploads", "s3.amazonaws.com", "arn:aws:s3:::uploads-5e12"],
].map(([name = "", principal, sourceArn]) =>
  deployed(
    "aws:lambda/permission:Permission",
    name,
    { action: "lambda:InvokeFunction", function: "orders", principal, sourceArn },
    { references: { function: [fn] }, outputs: { id: name, sourceAccount: "", principalOrgId: "" } },
  ),
);

const url = deployed(
  "aws:lambda/functionUrl:FunctionUrl",
  "internal",
  { functionName: "orders", authorizationType: "AWS_IAM" },
  {
    references: { functionName: [fn] },
    outputs: { id: "orders", functionUrl: "https://x.lambda-url.eu-west-1.on.aws/" },
  },
);

const parameters = [
  deployed(
    "aws:ssm/parameter:Parameter",
    "log-level",
    { name: "/shop/secrets/log-level", type: "String", value: "info", tags: TAGS },
    { outputs: { arn: arn("ssm", "parameter/shop/secrets/log-level"), id: "x", insecureValue: "" } },
  ),
  deployed(
    "aws:ssm/parameter:Parameter",
    "api-key",
    { name: "/shop/api-key", type: "SecureString", value: "Zk3v9QmW8xT2nLr6pYd4", keyId: KEY_ARN, tags: TAGS },
    { outputs: { arn: arn("ssm", "parameter/shop/api-key"), id: "y" } },
  ),
];

/** The build logs in to registries with what the types of its variables fetch. */
const build = deployed(
  "aws:codebuild/project:Project",
  "image",
  {
    serviceRole: arn("iam", "role/build"),
    artifacts: { type: "NO_ARTIFACTS" },
    environment: {
      computeType: "BUILD_GENERAL1_SMALL",
      image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
      type: "LINUX_CONTAINER",
      privilegedMode: true,
      environmentVariables: [
        { name: "AWS_DEFAULT_REGION", value: "eu-west-1" },
        { name: "NPM_TOKEN", type: "SECRETS_MANAGER", value: "shop/npm:token" },
        { name: "DOCKER_PASSWORD", type: "PARAMETER_STORE", value: "/shop/docker/password" },
      ],
    },
    source: {
      type: "GITHUB",
      location: "https://github.com/example/shop.git",
      buildspec: [
        "version: 0.2",
        "env:",
        "  secrets-manager:",
        "    SONAR_TOKEN: shop/sonar:token",
        "phases:",
        "  pre_build:",
        "    commands:",
        "      - aws ecr get-login-password | docker login --username AWS --password-stdin $REGISTRY",
        "      - npm config set //registry.npmjs.org/:_authToken=$NPM_TOKEN",
      ].join("\n"),
    },
    tags: TAGS,
  },
  { outputs: identified("codebuild", "project/image") },
);

function policyOf(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*", ...statement }] });
}

const policies = [
  // What SNS gives each topic by itself.
  deployed("aws:sns/topicPolicy:TopicPolicy", "alarms", {
    arn: arn("sns", "alarms"),
    policy: policyOf({
      Principal: { AWS: "*" },
      Action: ["sns:Publish", "sns:Subscribe"],
      Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } },
    }),
  }),
  deployed("aws:secretsmanager/secretPolicy:SecretPolicy", "partner", {
    secretArn: arn("secretsmanager", "secret:partner-1"),
    policy: policyOf({
      Principal: { AWS: "arn:aws:iam::210987654321:role/reader" },
      Action: "secretsmanager:GetSecretValue",
    }),
  }),
  deployed("aws:ecr/repositoryPolicy:RepositoryPolicy", "shared", {
    repository: "shop",
    policy: policyOf({
      Principal: "*",
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  }),
  deployed("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "dns", {
    policyName: "dns",
    policyDocument: policyOf({ Principal: { Service: "route53.amazonaws.com" }, Action: "logs:PutLogEvents" }),
  }),
  deployed("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "events", {
    eventBusName: "shop",
    policy: policyOf({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "events:PutEvents" }),
  }),
  deployed("aws:efs/fileSystemPolicy:FileSystemPolicy", "media", {
    fileSystemId: "fs-0e1",
    policy: policyOf({
      Principal: { AWS: "*" },
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
    }),
  }),
];

/** Stores that encrypt by themselves, or by what the program says. */
const stores = [
  deployed(
    "aws:kinesis/stream:Stream",
    "clicks",
    {
      streamModeDetails: { streamMode: "ON_DEMAND" },
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
      tags: TAGS,
    },
    { outputs: { ...identified("kinesis", "stream/clicks"), shardCount: 0 } },
  ),
  deployed(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "clicks",
    {
      destination: "extended_s3",
      kinesisSourceConfiguration: { kinesisStreamArn: arn("kinesis", "stream/clicks"), roleArn: arn("iam", "role/x") },
      extendedS3Configuration: { bucketArn: "arn:aws:s3:::clicks", roleArn: arn("iam", "role/x") },
      tags: TAGS,
    },
    { outputs: identified("firehose", "deliverystream/clicks") },
  ),
  deployed(
    "aws:redshift/cluster:Cluster",
    "warehouse",
    {
      clusterIdentifier: "warehouse",
      nodeType: "ra3.large",
      manageMasterPassword: true,
      masterUsername: "root",
      tags: TAGS,
    },
    {
      ...PROTECTED,
      outputs: { ...identified("redshift", "cluster:warehouse"), encrypted: "true", snapshotIdentifier: "" },
    },
  ),
  deployed(
    "aws:msk/cluster:Cluster",
    "events",
    {
      clusterName: "events",
      kafkaVersion: "3.8.x",
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: "kafka.m7g.large",
        clientSubnets: ["subnet-0a1"],
        securityGroups: ["sg-0e1"],
      },
      clientAuthentication: { sasl: { iam: true } },
      tags: TAGS,
    },
    { ...PROTECTED, outputs: identified("kafka", "cluster/events/1") },
  ),
  deployed(
    "aws:mq/broker:Broker",
    "jobs",
    {
      brokerName: "jobs",
      engineType: "RabbitMQ",
      hostInstanceType: "mq.m7g.large",
      users: [{ username: "shop", password: "Zk3v9QmW8xT2nLr6pYd4" }],
      tags: TAGS,
    },
    { ...PROTECTED, outputs: { ...identified("mq", "broker:jobs:b-1"), publiclyAccessible: false } },
  ),
];

export const SERVERLESS: Shapes = {
  "a function behind an API, a schedule and a bucket": { resources: [fn, ...permissions, url, ...parameters] },
  "a build that fetches its credentials": { resources: [build] },
  "policies of resources that say who is meant": { resources: policies },
  "streams, a warehouse and brokers with their defaults": { resources: stores },
};

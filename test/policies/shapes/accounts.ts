import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, identified, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./context";

const trailLog = deployed(
  "aws:cloudwatch/logGroup:LogGroup",
  "trail",
  { name: "trail-6f", retentionInDays: 400, kmsKeyId: KEY_ARN, tags: TAGS },
  { outputs: { arn: arn("logs", "log-group:trail-6f"), id: "trail-6f" } },
);

const trail = deployed(
  "aws:cloudtrail/trail:Trail",
  "account",
  {
    name: "account",
    s3BucketName: "trail-of-the-organisation",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    kmsKeyId: KEY_ARN,
    cloudWatchLogsGroupArn: `${arn("logs", "log-group:trail-6f")}:*`,
    cloudWatchLogsRoleArn: arn("iam", "role/trail"),
    tags: TAGS,
  },
  { references: { cloudWatchLogsGroupArn: [trailLog] }, outputs: identified("cloudtrail", "trail/account") },
);

const vpc = deployed(
  "aws:ec2/vpc:Vpc",
  "shared",
  { cidrBlock: "10.4.0.0/16", enableDnsHostnames: true, tags: TAGS },
  { outputs: { id: "vpc-0sh", arn: arn("ec2", "vpc/vpc-0sh"), defaultSecurityGroupId: "sg-0def" } },
);

const flowLog = deployed(
  "aws:ec2/flowLog:FlowLog",
  "shared",
  {
    vpcId: "vpc-0sh",
    trafficType: "ALL",
    logDestinationType: "s3",
    logDestination: "arn:aws:s3:::flows-of-the-organisation/shared/",
    destinationOptions: { fileFormat: "parquet", perHourPartition: true },
    tags: TAGS,
  },
  { references: { vpcId: [vpc] }, outputs: { id: "fl-01", arn: arn("ec2", "vpc-flow-log/fl-01"), logGroupName: "" } },
);

/** It has no rules, which removes those that AWS makes. */
const defaultGroup = deployed(
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "shared",
  { vpcId: "vpc-0sh", tags: TAGS },
  { references: { vpcId: [vpc] }, outputs: { id: "sg-0def", ingress: [], egress: [], name: "default" } },
);

const secret = deployed(
  "aws:secretsmanager/secret:Secret",
  "database",
  { name: "shop/database", kmsKeyId: KEY_ARN, recoveryWindowInDays: 30, tags: TAGS },
  { outputs: { ...identified("secretsmanager", "secret:shop/database-a1"), policy: "" } },
);

const rotations = [{ automaticallyAfterDays: 30 }, { scheduleExpression: "cron(0 4 1 * ? *)", duration: "2h" }].map(
  (rotationRules, index) =>
    deployed(
      "aws:secretsmanager/secretRotation:SecretRotation",
      `database-${index}`,
      { secretId: secret.made.properties.arn, rotationLambdaArn: arn("lambda", "function:rotate"), rotationRules },
      { references: { secretId: [secret] }, outputs: { id: `rotation-${index}`, rotationEnabled: true } },
    ),
);

const key = deployed(
  "aws:kms/key:Key",
  "shared",
  { enableKeyRotation: true, tags: TAGS },
  { ...PROTECTED, outputs: { arn: arn("kms", "key/shared"), id: "shared", keyId: "shared", policy: "{}" } },
);

/** The policy is a separate resource; another account may decrypt. */
const keyPolicy = deployed(
  "aws:kms/keyPolicy:KeyPolicy",
  "shared",
  {
    keyId: "shared",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "kms:*", Resource: "*" },
        {
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::210987654321:root"] },
          Action: ["kms:Decrypt", "kms:DescribeKey"],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Principal: { Service: "logs.eu-west-1.amazonaws.com" },
          Action: "kms:GenerateDataKey*",
          Resource: "*",
          Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn("logs", "*") } },
        },
      ],
    }),
  },
  { references: { keyId: [key] }, outputs: { id: "shared" } },
);

/** People come from the company's directory into groups of IAM Identity Center; older groups still have policies. */
const groups: readonly DeployedResource[] = [
  deployed("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "readers", {
    group: "readers",
    policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
  }),
  deployed("aws:iam/groupPolicy:GroupPolicy", "self-service", {
    group: "readers",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["iam:ChangePassword", "iam:*MFADevice"],
          Resource: "arn:aws:iam::*:user/${aws:username}",
        },
      ],
    }),
  }),
];

export const ACCOUNTS: Shapes = {
  "a trail of the account": { resources: [trailLog, trail] },
  "a VPC with its flow log in a bucket and its default security group emptied": {
    resources: [vpc, flowLog, defaultGroup],
  },
  "a secret with rotations by days and by the calendar": { resources: [secret, ...rotations] },
  "a key with its policy beside it": { resources: [key, keyPolicy] },
  "groups of people with policies": { resources: groups },
};

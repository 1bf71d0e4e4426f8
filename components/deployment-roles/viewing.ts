import { policyDocument, type PolicyDocument, type PolicyStatement } from "../shared/policy-document";
import { AUDIT_FOLDERS, auditObjects, type DeploymentScope } from "./scope";

/** What shows how an environment stands; no values of secrets, no messages of queues, no logs, no images. */
const DESCRIBING = [
  "acm:Describe*",
  "acm:List*",
  "application-autoscaling:Describe*",
  "aps:Describe*",
  "aps:List*",
  "autoscaling:Describe*",
  "backup:Describe*",
  "backup:Get*",
  "backup:List*",
  "cloudformation:Describe*",
  "cloudtrail:Describe*",
  "cloudtrail:Get*",
  "cloudtrail:LookupEvents",
  "cloudwatch:Describe*",
  "cloudwatch:Get*",
  "cloudwatch:List*",
  "ec2:Describe*",
  "ecr:Describe*",
  "ecr:List*",
  "ecs:Describe*",
  "ecs:List*",
  "elasticache:Describe*",
  "elasticache:List*",
  "elasticloadbalancing:Describe*",
  "events:Describe*",
  "events:List*",
  "firehose:Describe*",
  "firehose:List*",
  "iam:Get*",
  "iam:List*",
  "kms:Describe*",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:List*",
  "logs:Describe*",
  "logs:List*",
  "rds:Describe*",
  "rds:List*",
  "route53:Get*",
  "route53:List*",
  "s3:GetAccountPublicAccessBlock",
  "s3:GetBucket*",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:ListAllMyBuckets",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "secretsmanager:ListSecrets",
  "servicediscovery:Get*",
  "servicediscovery:List*",
  "sns:Get*",
  "sns:List*",
  "sqs:GetQueue*",
  "sqs:List*",
  "sts:GetCallerIdentity",
  "tag:Get*",
  "wafv2:Get*",
  "wafv2:List*",
];

/** What a viewer may, and with it everybody. */
export function viewing(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    { Sid: "Describe", Effect: "Allow", Action: DESCRIBING, Resource: "*" },
    {
      // Such as the newest image of ECS's instances, which a preview looks up (Systems Manager User Guide, "Calling AMI
      // public parameters").
      Sid: "ReadPublicParameters",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: `arn:${scope.partition}:ssm:*::parameter/aws/service/*`,
    },
    {
      Sid: "ReadState",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: [scope.stateBucketArn, `${scope.stateBucketArn}/.pulumi/*`],
    },
    {
      Sid: "ReadHistory",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: AUDIT_FOLDERS.map((folder) => auditObjects(scope, folder, "*")),
    },
    {
      Sid: "ListHistory",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:ListBucketVersions"],
      Resource: scope.auditBucketArn,
      Condition: { StringLike: { "s3:prefix": AUDIT_FOLDERS.map((folder) => `${folder}/${scope.environment}/*`) } },
    },
    throughS3(scope, "DecryptWhatS3Reads", ["kms:Decrypt"], [scope.stateKeyArn, scope.auditKeyArn]),
  );
}

/**
 * Lets S3 use a key for somebody who doesn't use it directly: secrets within a state stay encrypted (AWS KMS Developer
 * Guide, "kms:ViaService").
 */
export function throughS3(
  { regions }: DeploymentScope,
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
): PolicyStatement {
  const services = regions.map((region) => `s3.${region}.amazonaws.com`);
  return { Sid, Effect: "Allow", Action, Resource, Condition: { StringEquals: { "kms:ViaService": services } } };
}

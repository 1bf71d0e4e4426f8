import { policyDocument, type PolicyDocument, type PolicyStatement } from "../shared/policy-document";
import {
  accountArn,
  auditObjects,
  type DeploymentScope,
  iamArn,
  named,
  REQUEST_TAG,
  RESOURCE_TAG,
  TAGGED_SERVICES,
} from "./scope";

/** Actions that make something and can give it the environment's tag at once. */
const CREATING = [
  "acm:AddTagsToCertificate",
  "acm:RequestCertificate",
  "application-autoscaling:RegisterScalableTarget",
  "application-autoscaling:TagResource",
  "aps:CreateWorkspace",
  "aps:TagResource",
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:CreateOrUpdateTags",
  "backup:Create*",
  "backup:TagResource",
  "cloudwatch:PutCompositeAlarm",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:TagResource",
  "ec2:AllocateAddress",
  "ec2:AuthorizeSecurityGroup*",
  "ec2:Create*",
  "ec2:RunInstances",
  "ecs:Create*",
  "ecs:RegisterTaskDefinition",
  "ecs:RunTask",
  "ecs:TagResource",
  "elasticache:AddTagsToResource",
  "elasticache:Create*",
  "elasticloadbalancing:AddTags",
  "elasticloadbalancing:Create*",
  "events:PutRule",
  "events:TagResource",
  "firehose:CreateDeliveryStream",
  "firehose:TagDeliveryStream",
  "kms:CreateKey",
  "kms:TagResource",
  "logs:CreateLogGroup",
  "logs:TagResource",
  "rds:AddTagsToResource",
  "rds:Create*",
  "secretsmanager:CreateSecret",
  "secretsmanager:TagResource",
  "servicediscovery:Create*",
  "servicediscovery:TagResource",
  "sns:CreateTopic",
  "sns:TagResource",
  "sqs:CreateQueue",
  "sqs:TagQueue",
  "wafv2:CreateWebACL",
  "wafv2:TagResource",
];

/** Actions on what carries no tag, or that have no resource (Service Authorization Reference). */
const WITHOUT_RESOURCE = [
  "ec2:DisassociateAddress",
  "ecs:DeregisterTaskDefinition",
  "ecs:PutAccountSetting",
  "elasticloadbalancing:SetWebAcl",
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DeleteResourcePolicy",
  "logs:GetLogDelivery",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
  "route53:AssociateVPCWithHostedZone",
  "route53:CreateHostedZone",
  "secretsmanager:GetRandomPassword",
  "serverlessrepo:CreateCloudFormationChangeSet",
  "serverlessrepo:CreateCloudFormationTemplate",
  "serverlessrepo:GetApplication",
  "serverlessrepo:GetCloudFormationTemplate",
  "wafv2:PutLoggingConfiguration",
];

/** Services to which roles of what is deployed are passed. */
const PASSED_TO = [
  "backup.amazonaws.com",
  "ec2.amazonaws.com",
  "ecs.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "events.amazonaws.com",
  "firehose.amazonaws.com",
  "lambda.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "rds.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

/** What an operator may do to the environment's resources: whatever carries its tag. */
export function deployingTagged(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    {
      Sid: "WhatIsTagged",
      Effect: "Allow",
      Action: TAGGED_SERVICES.map((service) => `${service}:*`),
      Resource: TAGGED_SERVICES.map((service) => accountArn(scope, service, "*")),
      Condition: { StringEquals: { [RESOURCE_TAG]: scope.environment } },
    },
    {
      Sid: "CreateTagged",
      Effect: "Allow",
      Action: CREATING,
      Resource: "*",
      Condition: { StringEquals: { [REQUEST_TAG]: scope.environment } },
    },
  );
}

/** What an operator may do by name, where resources carry no tag or a request doesn't tell it. */
export function deployingNamed(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    { Sid: "WithoutResource", Effect: "Allow", Action: WITHOUT_RESOURCE, Resource: "*" },
    {
      Sid: "WhatIsNamed",
      Effect: "Allow",
      Action: [
        ...["cloudformation", "ecs", "elasticache", "events", "lambda", "logs", "rds", "s3", "sns", "sqs"].map(
          (service) => `${service}:*`,
        ),
        ...["cloudwatch:*Dashboard*", "cloudwatch:PutMetricAlarm", "cloudwatch:PutCompositeAlarm", "kms:*Alias"],
      ],
      Resource: namedArns(scope),
    },
    { Sid: "Names", Effect: "Allow", Action: "route53:ChangeResourceRecordSets", Resource: zones(scope) },
    ...roles(scope),
  );
}

function namedArns(scope: DeploymentScope): readonly string[] {
  const { partition, accountId } = scope;
  return [
    ...["cluster/", "service/", "capacity-provider/", "task-definition/", "task/"].flatMap((kind) =>
      named(scope, accountArn(scope, "ecs", kind)),
    ),
    ...["sns", "sqs"].flatMap((service) => named(scope, accountArn(scope, service, ""))),
    ...["/aws/ecs/containerinsights/", "/aws/lambda/", "aws-waf-logs-", ""].flatMap((beginning) =>
      named(scope, accountArn(scope, "logs", `log-group:${beginning}`)),
    ),
    ...named(scope, accountArn(scope, "kms", "alias/")),
    ...named(scope, accountArn(scope, "lambda", "function:")),
    ...named(scope, accountArn(scope, "cloudformation", "stack/serverlessrepo-")),
    ...named(scope, `arn:${partition}:cloudwatch::${accountId}:dashboard/`),
    ...named(scope, `arn:${partition}:s3:::`),
  ];
}

/** A zone that nobody named is one that doesn't exist: IAM wants a resource. */
function zones({ partition, hostedZoneArns }: DeploymentScope): readonly string[] {
  return hostedZoneArns.length > 0 ? hostedZoneArns : [`arn:${partition}:route53:::hostedzone/none`];
}

/** Roles of what is deployed: each within the boundary, and passed to the services that take them. */
function roles(scope: DeploymentScope): readonly PolicyStatement[] {
  const ours = named(scope, iamArn(scope, "role/"));
  const bounded = { StringEquals: { "iam:PermissionsBoundary": scope.boundaryArn } };
  return [
    {
      Sid: "BoundedRoles",
      Effect: "Allow",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: ours,
      Condition: bounded,
    },
    {
      Sid: "Roles",
      Effect: "Allow",
      Action: ["iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
      Resource: ours,
    },
    {
      Sid: "PassRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: ours,
      Condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
    },
    {
      Sid: "InstanceProfiles",
      Effect: "Allow",
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      Resource: named(scope, iamArn(scope, "instance-profile/")),
    },
    {
      Sid: "RolesOfServices",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: iamArn(scope, "role/aws-service-role/*"),
    },
  ];
}

/** Pulumi's state and secrets, and the use of approvals. */
export function deployingState(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    {
      Sid: "WriteState",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: `${scope.stateBucketArn}/.pulumi/*`,
    },
    {
      Sid: "EncryptAndDecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*"],
      Resource: scope.stateKeyArn,
    },
    {
      Sid: "UseApprovals",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: auditObjects(scope, "approvals", "*/end.json"),
    },
  );
}

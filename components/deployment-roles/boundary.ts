import { policyDocument, type PolicyDocument } from "../shared/policy-document";
import { accountArn, type DeploymentScope, iamArn, named, RESOURCE_TAG, TAGGED_SERVICES } from "./scope";

/** Further services that what is deployed uses, on resources of the account. */
const FURTHER_SERVICES = ["ecr", "lambda", "ssm"] as const;

/** What has no resource, and gives nobody more than a view or an entry of a log. */
const WITHOUT_RESOURCE = [
  "aps:List*",
  "autoscaling:Describe*",
  "cloudwatch:Describe*",
  "cloudwatch:Get*",
  "cloudwatch:List*",
  "cloudwatch:PutMetricData",
  "ec2:*Network*",
  "ec2:Describe*",
  "ecr:GetAuthorizationToken",
  "ecs:Describe*",
  "ecs:DiscoverPollEndpoint",
  "ecs:CreateCluster",
  "ecs:List*",
  "elasticloadbalancing:Describe*",
  "logs:Describe*",
  "rds:Describe*",
  "secretsmanager:GetRandomPassword",
  "secretsmanager:ListSecrets",
  "sns:ListTopics",
  "ssm:UpdateInstanceInformation",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
  "tag:Get*",
  "xray:Get*",
  "xray:Put*",
];

/**
 * What roles of what is deployed may at the most, whatever policies an operator gives them (IAM User Guide,
 * "Permissions boundaries for IAM entities"): no change of who may do what, no state, no audit trail, no other
 * environment.
 */
export function workloadBoundary(scope: DeploymentScope): PolicyDocument {
  const services = [...TAGGED_SERVICES, ...FURTHER_SERVICES];
  return policyDocument(
    {
      Sid: "ServicesOfTheAccount",
      Effect: "Allow",
      Action: services.map((service) => `${service}:*`),
      Resource: services.map((service) => accountArn(scope, service, "*")),
    },
    { Sid: "WithoutResource", Effect: "Allow", Action: WITHOUT_RESOURCE, Resource: "*" },
    { Sid: "OwnBuckets", Effect: "Allow", Action: "s3:*", Resource: named(scope, `arn:${scope.partition}:s3:::`) },
    {
      Sid: "OwnRoles",
      Effect: "Allow",
      Action: ["iam:PassRole", "sts:AssumeRole"],
      Resource: named(scope, iamArn(scope, "role/")),
    },
    {
      Sid: "NotInOtherEnvironments",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringNotEquals: { [RESOURCE_TAG]: scope.environment }, Null: { [RESOURCE_TAG]: "false" } },
    },
    { Sid: "NotTheKeys", Effect: "Deny", Action: "kms:*", Resource: [scope.stateKeyArn, scope.auditKeyArn] },
  );
}

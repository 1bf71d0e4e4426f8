/** What the roles of an environment are about; every value known. */
export interface DeploymentScope {
  readonly partition: string;
  /** The account's 12 digits. */
  readonly accountId: string;
  readonly environment: string;
  readonly namePrefix: string;
  readonly regions: readonly string[];
  readonly stateBucketArn: string;
  readonly stateKeyArn: string;
  readonly auditBucketArn: string;
  readonly auditKeyArn: string;
  readonly repositoryArn: string;
  readonly hostedZoneArns: readonly string[];
  /** ARN of the policy that bounds the roles of what is deployed. */
  readonly boundaryArn: string;
}

/** Condition key of the tag that says whose a resource is. */
export const RESOURCE_TAG = "aws:ResourceTag/Environment";
/** Condition key of that tag in a request. */
export const REQUEST_TAG = "aws:RequestTag/Environment";

/** Services whose resources carry the environment's tag. */
export const TAGGED_SERVICES = [
  "acm",
  "application-autoscaling",
  "aps",
  "autoscaling",
  "backup",
  "cloudwatch",
  "ec2",
  "ecs",
  "elasticache",
  "elasticloadbalancing",
  "events",
  "firehose",
  "kms",
  "logs",
  "rds",
  "secretsmanager",
  "servicediscovery",
  "sns",
  "sqs",
  "wafv2",
] as const;

/** ARN in the account, of any region. */
export function accountArn({ partition, accountId }: DeploymentScope, service: string, resource: string): string {
  return `arn:${partition}:${service}:*:${accountId}:${resource}`;
}

/** ARN of IAM, which has no region. */
export function iamArn({ partition, accountId }: DeploymentScope, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** ARNs of what is named after the environment: the beginning itself, and whatever goes on with a hyphen. */
export function named(scope: DeploymentScope, beginning: string): readonly string[] {
  return [`${beginning}${scope.namePrefix}`, `${beginning}${scope.namePrefix}-*`];
}

/** Folders of the audit bucket: the audit trail with its heads, approvals, and records of deployments. */
export const AUDIT_FOLDERS = ["audit", "approvals", "records"] as const;

/** Objects of the environment in the audit bucket. */
export function auditObjects(scope: DeploymentScope, kind: (typeof AUDIT_FOLDERS)[number], rest: string): string {
  return `${scope.auditBucketArn}/${kind}/${scope.environment}/${rest}`;
}

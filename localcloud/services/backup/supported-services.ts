/**
 * Services whose resources AWS Backup covers, as their ARNs have them (AWS Backup Developer Guide, "Feature
 * availability", by resource).
 */
export const SUPPORTED_SERVICES: readonly string[] = [
  "backup-gateway",
  "cloudformation",
  "dsql",
  "dynamodb",
  "ec2",
  "eks",
  "elasticfilesystem",
  "fsx",
  "rds",
  "redshift",
  "redshift-serverless",
  "s3",
  "ssm-sap",
  "storagegateway",
  "timestream",
];

/** Services that hold data and that AWS Backup doesn't cover. */
export const UNSUPPORTED_SERVICES: Readonly<Record<string, string>> = {
  ecr: "Amazon ECR",
  elasticache: "Amazon ElastiCache",
  kinesis: "Amazon Kinesis",
  memorydb: "Amazon MemoryDB",
  secretsmanager: "AWS Secrets Manager",
  sqs: "Amazon SQS",
};

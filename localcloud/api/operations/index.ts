import type { ServiceOperations } from "../operation";
import { APPLICATION_AUTOSCALING_OPERATIONS } from "./application-autoscaling";
import { AUTOSCALING_OPERATIONS } from "./autoscaling";
import { CLOUDWATCH_OPERATIONS } from "./cloudwatch";
import { ECR_OPERATIONS } from "./ecr";
import { ECS_OPERATIONS } from "./ecs";
import { ELBV2_OPERATIONS } from "./elbv2";
import { LOGS_OPERATIONS } from "./logs";
import { S3_OPERATIONS } from "./s3";
import { SECRETS_MANAGER_OPERATIONS } from "./secretsmanager";
import { SNS_OPERATIONS } from "./sns";
import { SQS_OPERATIONS } from "./sqs";
import { SSM_OPERATIONS } from "./ssm";
import { STS_OPERATIONS } from "./sts";

/** What is answered, by the names that AWS's models give their services. */
export const API_OPERATIONS = {
  "application-autoscaling": APPLICATION_AUTOSCALING_OPERATIONS,
  autoscaling: AUTOSCALING_OPERATIONS,
  cloudwatch: CLOUDWATCH_OPERATIONS,
  ecr: ECR_OPERATIONS,
  ecs: ECS_OPERATIONS,
  elbv2: ELBV2_OPERATIONS,
  logs: LOGS_OPERATIONS,
  s3: S3_OPERATIONS,
  secretsmanager: SECRETS_MANAGER_OPERATIONS,
  sns: SNS_OPERATIONS,
  sqs: SQS_OPERATIONS,
  ssm: SSM_OPERATIONS,
  sts: STS_OPERATIONS,
} as const satisfies Readonly<Record<string, ServiceOperations>>;

export type ServiceName = keyof typeof API_OPERATIONS;

/** Every operation that is answered, as `<service>.<operation>`. */
export const OPERATION_NAMES: readonly string[] = Object.entries(API_OPERATIONS)
  .flatMap(([service, operations]) => Object.keys(operations).map((name) => `${service}.${name}`))
  .sort();

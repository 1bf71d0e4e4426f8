import type { CloudFunction, ResourceType } from "../model/resource-type";
import { ACM_TYPES } from "./acm";
import { APPAUTOSCALING_TYPES } from "./appautoscaling";
import { AUTOSCALING_TYPES } from "./autoscaling";
import { CLOUDWATCH_TYPES } from "./cloudwatch";
import { DOCKER_FUNCTIONS, DOCKER_TYPES } from "../docker";
import { SEED_TYPES } from "../seed";
import { EC2_FUNCTIONS, EC2_TYPES } from "./ec2";
import { ECR_FUNCTIONS, ECR_TYPES } from "./ecr";
import { ECS_FUNCTIONS, ECS_TYPES } from "./ecs";
import { EVENTS_TYPES } from "./events";
import { IAM_TYPES } from "./iam";
import { KMS_TYPES } from "./kms";
import { LB_TYPES } from "./lb";
import { LOGS_TYPES } from "./logs";
import { ROUTE53_FUNCTIONS, ROUTE53_TYPES } from "./route53";
import { S3_TYPES } from "./s3";
import { SECRETS_MANAGER_FUNCTIONS, SECRETS_MANAGER_TYPES } from "./secretsmanager";
import { SNS_TYPES } from "./sns";
import { SSM_FUNCTIONS } from "./ssm";
import { STS_FUNCTIONS } from "./sts";
import { VPC_TYPES } from "./vpc";
import { WAFV2_TYPES } from "./wafv2";

/** Every resource type that the local cloud models; another one is refused. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  ...ACM_TYPES,
  ...APPAUTOSCALING_TYPES,
  ...AUTOSCALING_TYPES,
  ...CLOUDWATCH_TYPES,
  ...DOCKER_TYPES,
  ...EC2_TYPES,
  ...ECR_TYPES,
  ...ECS_TYPES,
  ...EVENTS_TYPES,
  ...IAM_TYPES,
  ...KMS_TYPES,
  ...LB_TYPES,
  ...LOGS_TYPES,
  ...ROUTE53_TYPES,
  ...S3_TYPES,
  ...SECRETS_MANAGER_TYPES,
  ...SEED_TYPES,
  ...SNS_TYPES,
  ...VPC_TYPES,
  ...WAFV2_TYPES,
];

/** Every provider function that the local cloud answers. */
export const FUNCTIONS: readonly CloudFunction[] = [
  ...DOCKER_FUNCTIONS,
  ...EC2_FUNCTIONS,
  ...ECR_FUNCTIONS,
  ...ECS_FUNCTIONS,
  ...ROUTE53_FUNCTIONS,
  ...SECRETS_MANAGER_FUNCTIONS,
  ...SSM_FUNCTIONS,
  ...STS_FUNCTIONS,
];

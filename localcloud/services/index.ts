import type { CloudFunction, CloudService, ResourceType } from "../model/resource-type";
import { ACM } from "./acm";
import { AMP } from "./amp";
import { APPAUTOSCALING } from "./appautoscaling";
import { AUTOSCALING } from "./autoscaling";
import { BACKUP } from "./backup";
import { CLOUDTRAIL } from "./cloudtrail";
import { CLOUDWATCH } from "./cloudwatch";
import { DATADOG } from "./datadog";
import { DOCKER } from "./docker";
import { EC2 } from "./ec2";
import { ECR } from "./ecr";
import { ECS } from "./ecs";
import { ELASTICACHE } from "./elasticache";
import { EVENTS } from "./events";
import { FIREHOSE } from "./firehose";
import { IAM } from "./iam";
import { KMS } from "./kms";
import { LB } from "./lb";
import { LOGS } from "./logs";
import { RANDOM } from "./random";
import { RDS } from "./rds";
import { REGISTRY } from "./registry";
import { ROUTE53 } from "./route53";
import { S3 } from "./s3";
import { SCHEDULER } from "./scheduler";
import { SECRETS_MANAGER } from "./secretsmanager";
import { SERVERLESSREPO } from "./serverlessrepo";
import { SERVICEDISCOVERY } from "./servicediscovery";
import { SNS } from "./sns";
import { SQS } from "./sqs";
import { SSM } from "./ssm";
import { STS } from "./sts";
import { WAFV2 } from "./wafv2";

/** The services that the local cloud models; it refuses types and functions of others. */
export const SERVICES: readonly CloudService[] = [
  ACM,
  AMP,
  APPAUTOSCALING,
  AUTOSCALING,
  BACKUP,
  CLOUDTRAIL,
  CLOUDWATCH,
  DATADOG,
  DOCKER,
  EC2,
  ECR,
  ECS,
  ELASTICACHE,
  EVENTS,
  FIREHOSE,
  IAM,
  KMS,
  LB,
  LOGS,
  RANDOM,
  RDS,
  REGISTRY,
  ROUTE53,
  S3,
  SCHEDULER,
  SECRETS_MANAGER,
  SERVERLESSREPO,
  SERVICEDISCOVERY,
  SNS,
  SQS,
  SSM,
  STS,
  WAFV2,
];

export const RESOURCE_TYPES: readonly ResourceType[] = SERVICES.flatMap(({ types = [] }) => types);

export const FUNCTIONS: readonly CloudFunction[] = SERVICES.flatMap(({ functions = [] }) => functions);

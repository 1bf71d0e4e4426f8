import { STACK_TYPE, type KeyTable } from "../core";
import { LISTENER_TYPES, LOAD_BALANCER_TYPES, TARGET_GROUP_TYPES } from "../rules/shared/load-balancers";

const SERVICE = "aws:ecs/service:Service";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SCALABLE_TARGET = "aws:appautoscaling/target:Target";
const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";
const GROUP = "aws:autoscaling/group:Group";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const DATABASES = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const FEWEST = ["proofpix:minInstances", "proofpix:services[].scaling.minInstances"] as const;
const MOST = ["proofpix:maxInstances", "proofpix:services[].scaling.maxInstances"] as const;
const ENTRANCE = ["proofpix:domain", "proofpix:certificateArn"] as const;
const ZONES = ["proofpix:network.availabilityZones"] as const;
const COSTS = [
  ...MOST,
  "proofpix:instances.types",
  "proofpix:instances.maxSize",
  "proofpix:services[].cpu",
  "proofpix:services[].memory",
  "proofpix:network.natGateways",
  "proofpix:cache.nodeType",
  "proofpix:cache.replicas",
  "proofpix:database.instanceClass",
  "proofpix:database.readReplicas",
  "proofpix:database.multiAz",
] as const;
const TRIGGERS = ["proofpix:services[].scaling.triggers"] as const;

/** The configuration keys of this repository's environments, by the properties that rules name. */
export const PROOFPIX_KEYS: KeyTable = {
  project: "proofpix",
  entries: [
    { types: [STACK_TYPE], property: "USD a month", keys: COSTS },
    { types: [SCALABLE_TARGET], property: "minCapacity", keys: FEWEST },
    { types: [SCALABLE_TARGET], property: "maxCapacity", keys: MOST },
    { types: [SCALABLE_TARGET], property: "policies", keys: ["proofpix:autoScale", ...TRIGGERS] },
    {
      types: [SCHEDULED_ACTION],
      property: "scalableTargetAction.minCapacity",
      keys: ["proofpix:services[].scaling.schedules[].minInstances"],
    },
    {
      types: [SCHEDULED_ACTION],
      property: "scalableTargetAction.maxCapacity",
      keys: ["proofpix:services[].scaling.schedules[].maxInstances"],
    },
    { types: [SERVICE], property: "desiredCount", keys: FEWEST },
    { types: [SERVICE], property: "networkConfiguration.subnets", keys: ZONES },
    { types: [SERVICE], property: "alarm on CPUUtilization", keys: TRIGGERS },
    { types: [SERVICE], property: "alarm on MemoryUtilization", keys: TRIGGERS },
    { types: [SERVICE], property: "platformVersion", keys: ["proofpix:capacity"] },
    {
      types: [TASK_DEFINITION],
      property: "containerDefinitions.image",
      keys: ["proofpix:image", "proofpix:services[].image"],
    },
    {
      types: [TASK_DEFINITION],
      property: "containerDefinitions.environment",
      keys: ["proofpix:services[].environment", "proofpix:services[].secrets"],
    },
    { types: [TASK_DEFINITION], property: "cpu", keys: ["proofpix:services[].cpu"] },
    { types: [TASK_DEFINITION], property: "memory", keys: ["proofpix:services[].memory"] },
    { types: TARGET_GROUP_TYPES, property: "healthCheck.path", keys: ["proofpix:services[].healthCheck.path"] },
    { types: TARGET_GROUP_TYPES, property: "healthCheck.port", keys: ["proofpix:services[].port"] },
    {
      types: TARGET_GROUP_TYPES,
      property: "healthCheck.interval",
      keys: ["proofpix:services[].healthCheck.interval", "proofpix:services[].healthCheck.unhealthyThreshold"],
    },
    { types: TARGET_GROUP_TYPES, property: "healthCheck.timeout", keys: ["proofpix:services[].healthCheck.timeout"] },
    { types: LOAD_BALANCER_TYPES, property: "enableDeletionProtection", keys: ["proofpix:protect"] },
    { types: LOAD_BALANCER_TYPES, property: "aws.wafv2.WebAclAssociation", keys: ["proofpix:webFirewall"] },
    { types: LOAD_BALANCER_TYPES, property: "subnets", keys: ZONES },
    { types: LISTENER_TYPES, property: "defaultActions", keys: ENTRANCE },
    { types: LISTENER_TYPES, property: "protocol", keys: ENTRANCE },
    { types: LISTENER_TYPES, property: "certificateArn", keys: ENTRANCE },
    { types: [GROUP], property: "minSize", keys: ["proofpix:instances.minSize"] },
    { types: [GROUP], property: "maxSize", keys: ["proofpix:instances.maxSize"] },
    { types: [GROUP], property: "vpcZoneIdentifiers", keys: ZONES },
    { types: [GROUP, "aws:ec2/launchTemplate:*"], property: "instanceType", keys: ["proofpix:instances.types"] },
    { types: DATABASES, property: "backupRetentionPeriod", keys: ["proofpix:database.backup.retentionDays"] },
    { types: DATABASES, property: "instanceClass", keys: ["proofpix:database.instanceClass"] },
    { types: ["aws:rds/instance:Instance"], property: "multiAz", keys: ["proofpix:database.multiAz"] },
    { types: DATABASES, property: "replicas", keys: ["proofpix:database.readReplicas"] },
    {
      types: ["aws:rds/instance:Instance"],
      name: "*-replica-*",
      property: "instanceClass",
      keys: ["proofpix:database.replicaInstanceClass"],
    },
    { types: DATABASES, property: "deletionProtection", keys: ["proofpix:protect"] },
    {
      types: ["aws:secretsmanager/secretRotation:SecretRotation"],
      property: "rotationRules.automaticallyAfterDays",
      keys: ["proofpix:database.rotationDays"],
    },
    {
      types: ["aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup"],
      property: "connectionPoolConfig.maxConnectionsPercent",
      keys: ["proofpix:database.proxy.maxConnectionsPercent"],
    },
    { types: [CACHE], property: "nodeType", keys: ["proofpix:cache.nodeType"] },
    { types: [CACHE], property: "numCacheClusters", keys: ["proofpix:cache.replicas"] },
    { types: [CACHE], property: "automaticFailoverEnabled", keys: ["proofpix:cache.replicas"] },
    { types: [CACHE], property: "multiAzEnabled", keys: ["proofpix:cache.replicas"] },
    { types: [CACHE], property: "snapshotRetentionLimit", keys: ["proofpix:cache.snapshotRetentionDays"] },
    { types: ["aws:ec2/natGateway:NatGateway"], property: "subnetId", keys: ["proofpix:network.natGateways"] },
    { types: ["aws:cloudwatch/logGroup:LogGroup"], property: "retentionInDays", keys: ["proofpix:logRetentionDays"] },
    {
      types: ["aws:sqs/redrivePolicy:RedrivePolicy"],
      property: "redrivePolicy.maxReceiveCount",
      keys: ["proofpix:queues[].maxReceiveCount"],
    },
    {
      types: ["aws:sqs/queue:Queue"],
      property: "messageRetentionSeconds",
      keys: ["proofpix:queues[].retention"],
    },
    {
      types: ["aws:backup/plan:Plan"],
      property: "rules lifecycle.deleteAfter",
      keys: [
        "proofpix:backup.daily.retentionDays",
        "proofpix:backup.weekly.retentionDays",
        "proofpix:backup.monthly.retentionDays",
      ],
    },
    { types: ["aws:backup/vault:Vault"], property: "vault lock", keys: ["proofpix:backup.lock"] },
    { types: [METRIC_ALARM], name: "*-scale-*", property: "evaluationPeriods", keys: TRIGGERS },
    {
      types: [METRIC_ALARM],
      property: "alarmActions",
      keys: ["proofpix:alarmRecipients", "proofpix:warningRecipients"],
    },
    {
      types: ["aws:iam/rolePolicy:RolePolicy"],
      name: "*-task",
      property: "policy",
      keys: ["proofpix:services[].taskPolicyStatements"],
    },
    { types: ["aws:*"], property: "tags.Environment", keys: ["proofpix:kind"] },
    { types: ["aws:*"], property: "tags.EnvironmentKind", keys: ["proofpix:kind"] },
    { types: ["aws:*"], property: "options.protect", keys: ["proofpix:protect"] },
    { types: ["aws:*"], property: "tags", keys: ["proofpix:tags"] },
  ],
};

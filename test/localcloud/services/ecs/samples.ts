import type { Samples } from "../../limits/samples";
import { GROUP, KEY, ROLE, TAGS, TARGETS } from "../../limits/samples/values";

const CONTAINER = {
  name: "enterprise",
  image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/enterprise@sha256:abc",
  essential: true,
  cpu: 1024,
  memory: 2048,
  readonlyRootFilesystem: true,
  user: "10001",
  portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp", name: "http", appProtocol: "http" }],
  environment: [{ name: "LOG_LEVEL", value: "info" }],
  secrets: [{ name: "PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-abcdef" }],
  healthCheck: { command: ["CMD-SHELL", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 60 },
  logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/enterprise" } },
  ulimits: [{ name: "nofile", softLimit: 65536, hardLimit: 65536 }],
};

/** What usual programs ask of clusters, task definitions and services, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:ecs/cluster:Cluster": {
    name: "proofpix-production",
    settings: [{ name: "containerInsights", value: "enhanced" }],
    configuration: { executeCommandConfiguration: { logging: "OVERRIDE", kmsKeyId: KEY } },
    tags: TAGS,
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    clusterName: "proofpix-production",
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1, base: 1 }],
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    name: "proofpix-instances",
    autoScalingGroupProvider: {
      autoScalingGroupArn: GROUP,
      managedTerminationProtection: "DISABLED",
      managedDraining: "ENABLED",
      managedScaling: { status: "ENABLED", targetCapacity: 90, instanceWarmupPeriod: 120 },
    },
    tags: TAGS,
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    family: "enterprise",
    cpu: "1024",
    memory: "2048",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: ROLE,
    taskRoleArn: ROLE,
    ephemeralStorage: { sizeInGib: 30 },
    runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
    volumes: [{ name: "scratch" }],
    containerDefinitions: JSON.stringify([CONTAINER]),
    tags: TAGS,
  },
  "aws:ecs/service:Service": {
    name: "enterprise",
    cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/proofpix-production",
    taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/enterprise:1",
    desiredCount: 2,
    capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
    deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "10" },
    alarms: { alarmNames: ["enterprise-5xx"], enable: true, rollback: true },
    healthCheckGracePeriodSeconds: 60,
    loadBalancers: [{ targetGroupArn: TARGETS, containerName: "enterprise", containerPort: 8080 }],
    networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: false },
    propagateTags: "SERVICE",
    schedulingStrategy: "REPLICA",
    tags: TAGS,
  },
};

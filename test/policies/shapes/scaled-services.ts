import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, identified, type Shapes } from "./shape";
import { TAGS, watched } from "./context";

const cluster = deployed(
  "aws:ecs/cluster:Cluster",
  "shop",
  { name: "shop-2a", settings: [{ name: "containerInsights", value: "enhanced" }], tags: TAGS },
  { outputs: { ...identified("ecs", "cluster/shop-2a"), tagsAll: TAGS } },
);

const service = deployed(
  "aws:ecs/service:Service",
  "web",
  {
    name: "web-3b",
    cluster: cluster.made.properties.arn,
    desiredCount: 3,
    capacityProviderStrategies: [
      { capacityProvider: "FARGATE", base: 3, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ],
    deploymentCircuitBreaker: { enable: true, rollback: true },
    propagateTags: "TASK_DEFINITION",
    tags: TAGS,
    taskDefinition: "web:12",
  },
  {
    ignoreChanges: ["desiredCount"],
    references: { cluster: [cluster] },
    outputs: { ...identified("ecs", "service/shop-2a/web-3b"), launchType: "", deploymentMinimumHealthyPercent: 100 },
  },
);

const PATH = "service/shop-2a/web-3b";

const target = deployed(
  "aws:appautoscaling/target:Target",
  "web",
  {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: PATH,
    minCapacity: 3,
    maxCapacity: 12,
  },
  {
    references: { resourceId: [cluster, service] },
    outputs: { id: PATH, arn: arn("application-autoscaling", "scalable-target/1") },
  },
);

function policy(name: string, on: readonly DeployedResource[], inputs: Readonly<Record<string, unknown>>) {
  return deployed(
    "aws:appautoscaling/policy:Policy",
    name,
    { name, serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount", resourceId: PATH, ...inputs },
    {
      references: { resourceId: on },
      outputs: { id: name, arn: arn("autoscaling", `scalingPolicy:${name}`), alarmArns: [] },
    },
  );
}

function tracking(name: string, on: readonly DeployedResource[], metric: string): DeployedResource {
  return policy(name, on, {
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: metric },
    },
  });
}

/** The ID of the target by its output, or the same text from the names of cluster and service. */
const tracked = [
  tracking("cpu", [target], "ECSServiceAverageCPUUtilization"),
  tracking("memory", [cluster, service], "ECSServiceAverageMemoryUtilization"),
];

const nightly = deployed(
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "before-the-sale",
  {
    name: "before-the-sale",
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: PATH,
    schedule: "cron(0 7 * * ? *)",
    scalableTargetAction: { minCapacity: 6 },
  },
  {
    references: { resourceId: [target] },
    outputs: { arn: arn("autoscaling", "scheduledAction:1"), id: "before-the-sale" },
  },
);

/** It scales something else than instances. */
const tableCapacity = deployed("aws:appautoscaling/target:Target", "orders", {
  serviceNamespace: "dynamodb",
  scalableDimension: "dynamodb:table:ReadCapacityUnits",
  resourceId: "table/orders",
  minCapacity: 1,
  maxCapacity: 500,
});

/** One task on each instance; nothing scales it, and no deployment doubles it. */
const agent = deployed(
  "aws:ecs/service:Service",
  "agent",
  {
    name: "agent-5d",
    cluster: cluster.made.properties.arn,
    schedulingStrategy: "DAEMON",
    launchType: "EC2",
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMinimumHealthyPercent: 0,
    deploymentMaximumPercent: 100,
    propagateTags: "SERVICE",
    tags: TAGS,
    taskDefinition: "agent:3",
  },
  {
    references: { cluster: [cluster] },
    outputs: { ...identified("ecs", "service/shop-2a/agent-5d"), desiredCount: 2 },
  },
);

/** CodeDeploy or another deployer replaces the tasks; ECS's circuit breaker has no effect there. */
const external = deployed(
  "aws:ecs/service:Service",
  "checkout",
  {
    name: "checkout-8a",
    cluster: cluster.made.properties.arn,
    desiredCount: 3,
    deploymentController: { type: "CODE_DEPLOY" },
    propagateTags: "SERVICE",
    tags: TAGS,
    taskDefinition: "checkout:3",
    launchType: "FARGATE",
  },
  {
    ignoreChanges: ["taskDefinition", "loadBalancers"],
    references: { cluster: [cluster] },
    outputs: identified("ecs", "service/shop-2a/checkout-8a"),
  },
);

export const SCALED_SERVICES: Shapes = {
  "a service on Fargate and its spot capacity, scaled by target tracking and by the clock": {
    resources: [cluster, ...watched(service), target, ...tracked, nightly, tableCapacity],
  },
  "a service with one task on each instance": { resources: [cluster, ...watched(agent)] },
  "a service that CodeDeploy deploys": { resources: [cluster, ...watched(external)] },
};

import { digestOf, storedImage, storedRegistry } from "../../../../localcloud/services/registry/images";
import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";

export const CLUSTER = "aws:ecs/cluster:Cluster";
export const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
export const CLUSTER_CAPACITY_PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
export const SERVICE = "aws:ecs/service:Service";
export const GROUP = "aws:autoscaling/group:Group";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const REPOSITORY = "registry.example.com/enterprise";
const DIGEST = digestOf("enterprise");

/** An image of a public registry, which `registries` puts there. */
export const IMAGE = `${REPOSITORY}@${DIGEST}`;

export function registries(cloud: TestCloud): void {
  cloud.cloud.state.put(storedRegistry("registry.example.com"));
  cloud.cloud.state.put(storedImage(REPOSITORY, DIGEST, ["1.0.0"]));
}

/** Container definitions in JSON. */
export function containers(...definitions: readonly Properties[]): { containerDefinitions: string } {
  return { containerDefinitions: JSON.stringify(definitions) };
}

/** A container that serves on a port. */
export function container(changes: Properties = {}): Properties {
  return { name: "application", image: IMAGE, portMappings: [{ containerPort: 3000 }], ...changes };
}

/** Only the container, changed. */
export function only(changes: Properties): { containerDefinitions: string } {
  return containers(container(changes));
}

/** Options of a container that logs to a group. */
export function logsTo(group: string, options: Properties = { "awslogs-stream-prefix": "ecs" }): Properties {
  return { logDriver: "awslogs", options: { "awslogs-group": group, "awslogs-region": "eu-west-1", ...options } };
}

export function role(cloud: TestCloud, name: string, trust = serviceTrust("ecs-tasks")): string {
  return String(cloud.create("aws:iam/role:Role", { name, assumeRolePolicy: trust }).computed.arn);
}

/** Inputs of a task definition that Fargate runs. */
export const ON_FARGATE: Properties = {
  family: "enterprise",
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "1024",
  memory: "2048",
  ...containers(container()),
};

/** Inputs of a task definition that instances run, with a network interface for each task. */
export const ON_INSTANCES: Properties = { ...ON_FARGATE, requiresCompatibilities: ["EC2"] };

/** A cluster that may use Fargate, by default too. */
export function fargateCluster(cloud: TestCloud, name = "production"): string {
  const { id } = cloud.create(CLUSTER, { name });
  cloud.create(CLUSTER_CAPACITY_PROVIDERS, {
    clusterName: name,
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
  });
  return id;
}

/** ARN of an Auto Scaling group, which lacks everything that a group needs. */
export function scalingGroup(cloud: TestCloud, name: string, inputs: Properties = {}): string {
  const arn = `arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:${name}`;
  cloud.cloud.state.put({ type: GROUP, id: name, region: "eu-west-1", urn: "", inputs, computed: { arn } });
  return arn;
}

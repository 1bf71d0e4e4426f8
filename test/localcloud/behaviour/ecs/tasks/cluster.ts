import type { RunningInstance } from "../../../../../localcloud/behaviour/model/instance";
import type { RunningService, ServiceRevision } from "../../../../../localcloud/behaviour/model/service";
import type { CloudResource } from "../../../../../localcloud/model/resource";
import type { Properties } from "../../../../../localcloud/model/values";
import { resource } from "../../support/deployed";

const ECS = "arn:aws:ecs:eu-west-1:123456789012";
export const CLUSTER_ARN = `${ECS}:cluster/shop`;
export const SERVICE_ARN = `${ECS}:service/shop/web`;
export const REVISION_ARN = `${ECS}:service-revision/shop/web/1`;
export const TARGET_GROUP_ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1";
export const PROVIDER = "instances";

const ZONES = ["a", "b", "c"];

/** Three zones with a subnet each, a cluster with a capacity provider, and a target group. */
export function surroundings(): CloudResource[] {
  return [
    ...ZONES.map((zone, index) =>
      resource(
        "aws:ec2/subnet:Subnet",
        `subnet-${zone}`,
        { cidrBlock: `10.0.${index}.0/24`, vpcId: "vpc-1" },
        { availabilityZone: `eu-west-1${zone}` },
      ),
    ),
    resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "shop", {
      clusterName: "shop",
      capacityProviders: ["FARGATE", PROVIDER],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    }),
    resource("aws:lb/targetGroup:TargetGroup", TARGET_GROUP_ARN, { deregistrationDelay: 30, targetType: "ip" }),
  ];
}

/** A container that listens on a port. */
export const APPLICATION = {
  name: "application",
  essential: true,
  stopTimeout: 30,
  portMappings: [{ containerPort: 3000 }],
};

export function taskDefinition(
  containers: readonly Properties[] = [APPLICATION],
  other: Properties = {},
  revision = 1,
): CloudResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", `${ECS}:task-definition/web:${revision}`, {
    family: "web",
    cpu: "512",
    memory: "1024",
    networkMode: "awsvpc",
    requiresCompatibilities: ["EC2", "FARGATE"],
    containerDefinitions: JSON.stringify(containers),
    ...other,
  });
}

/** A service in the shape of the provider's inputs. */
export function service(inputs: Properties = {}): CloudResource {
  const all = {
    name: "web",
    cluster: CLUSTER_ARN,
    taskDefinition: taskDefinition().id,
    desiredCount: 2,
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
    capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    networkConfiguration: { subnets: ZONES.map((zone) => `subnet-${zone}`), securityGroups: ["sg-1"] },
    ...inputs,
  };
  return resource("aws:ecs/service:Service", SERVICE_ARN, all, {
    name: "web",
    availabilityZoneRebalancing: "DISABLED",
  });
}

/** What deployments make of a service that is steady: one revision of which some tasks are wanted. */
export function steady(
  { inputs }: CloudResource,
  count = Number(inputs.desiredCount),
  targetGroups: ServiceRevision["targetGroups"] = [],
): { readonly running: RunningService; readonly revision: ServiceRevision } {
  const revision: ServiceRevision = {
    arn: REVISION_ARN,
    serviceArn: SERVICE_ARN,
    clusterArn: CLUSTER_ARN,
    taskDefinitionArn: String(inputs.taskDefinition),
    inputs,
    targetGroups,
    createdAt: 0,
  };
  const running: RunningService = {
    arn: SERVICE_ARN,
    wanted: [{ revisionArn: REVISION_ARN, count }],
    activeRevisionArn: REVISION_ARN,
    lastRevision: 1,
  };
  return { running, revision };
}

/** An m5.large that has registered with the cluster: 2 vCPU, 7.6 GiB for tasks, 2 network interfaces beside its own. */
export function instance(name: string, zone: string, other: Partial<RunningInstance> = {}): RunningInstance {
  return {
    id: `i-${name}`,
    region: "eu-west-1",
    autoScalingGroupName: "instances",
    lifecycleState: "InService",
    healthStatus: "Healthy",
    protectedFromScaleIn: false,
    availabilityZone: `eu-west-1${zone}`,
    subnetId: `subnet-${zone}`,
    privateAddress: `10.0.${ZONES.indexOf(zone)}.${200 + (name.charCodeAt(0) % 50)}`,
    instanceType: "m5.large",
    imageId: "ami-1",
    launchTemplateVersion: "1",
    launchedAt: 0,
    inServiceAt: 0,
    containerInstance: {
      arn: `${ECS}:container-instance/shop/${name}`,
      clusterArn: CLUSTER_ARN,
      capacityProvider: PROVIDER,
      status: "ACTIVE",
      agentConnected: true,
      registeredCpu: 2048,
      registeredMemory: 7680,
      taskNetworkInterfaces: 2,
      registeredAt: 0,
    },
    ...other,
  };
}

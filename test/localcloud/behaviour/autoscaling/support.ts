import { autoScalingGroups } from "../../../../localcloud/behaviour/autoscaling/auto-scaling-groups";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import type { RunningInstance } from "../../../../localcloud/behaviour/model/instance";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { resource } from "../support/deployed";
import { subnet } from "../support/resources";
import { MIDNIGHT, smallWorld, type SmallWorld, type SmallWorldOptions } from "../support/small-world";

export const GROUP_NAME = "instances";
export const GROUP_ARN = `arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/${GROUP_NAME}`;
export const CLUSTER_ARN = "arn:aws:ecs:eu-west-1:123456789012:cluster/main";
export const PROVIDER = "spare";

const USER_DATA = [
  "#!/bin/bash",
  "cat > /etc/ecs/ecs.config <<'END'",
  "ECS_CLUSTER=main",
  "ECS_RESERVED_MEMORY=256",
  "END",
];

export function launchTemplate(version = 1, inputs: Properties = {}): CloudResource {
  return resource(
    "aws:ec2/launchTemplate:LaunchTemplate",
    "lt-1",
    {
      imageId: "ami-1",
      instanceType: "m6i.large",
      userData: Buffer.from(USER_DATA.join("\n")).toString("base64"),
      ...inputs,
    },
    { name: "template", latestVersion: version, defaultVersion: version },
  );
}

/** A group as the environments have it: instances of the first type that there is. */
export function group(inputs: Properties = {}, desiredCapacity?: number, version = "1"): CloudResource {
  const all: Properties = {
    minSize: 0,
    maxSize: 10,
    healthCheckGracePeriod: 120,
    healthCheckType: "EC2",
    protectFromScaleIn: false,
    vpcZoneIdentifiers: ["subnet-a", "subnet-b", "subnet-c"],
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: "lt-1", version },
        overrides: [{ instanceType: "m6i.large" }, { instanceType: "m5.large" }],
      },
    },
    ...inputs,
  };
  return resource("aws:autoscaling/group:Group", GROUP_NAME, all, {
    arn: GROUP_ARN,
    name: GROUP_NAME,
    desiredCapacity: desiredCapacity ?? all.minSize,
  });
}

export function capacityProvider(provider: Properties = {}, scaling: Properties = {}): CloudResource {
  const managedScaling = {
    ...{ status: "ENABLED", targetCapacity: 100, instanceWarmupPeriod: 90 },
    ...{ minimumScalingStepSize: 1, maximumScalingStepSize: 1000 },
    ...scaling,
  };
  const autoScalingGroupProvider = {
    ...{ autoScalingGroupArn: GROUP_ARN, managedDraining: "ENABLED", managedTerminationProtection: "DISABLED" },
    managedScaling,
    ...provider,
  };
  return resource(
    "aws:ecs/capacityProvider:CapacityProvider",
    PROVIDER,
    { autoScalingGroupProvider },
    { name: PROVIDER },
  );
}

export const CLUSTER = resource("aws:ecs/cluster:Cluster", CLUSTER_ARN, {}, { arn: CLUSTER_ARN, name: "main" });

export const ATTACHMENT = resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "main", {
  capacityProviders: ["FARGATE", PROVIDER],
  clusterName: "main",
});

export const SUBNETS = [
  subnet("subnet-a", "eu-west-1a", "10.0.0.0/20"),
  subnet("subnet-b", "eu-west-1b", "10.0.16.0/20"),
  subnet("subnet-c", "eu-west-1c", "10.0.32.0/20"),
];

/** All that a group needs beside itself. */
export const NEEDED = [...SUBNETS, CLUSTER, launchTemplate(), capacityProvider(), ATTACHMENT];

export function groupWorld(
  resources: readonly CloudResource[],
  options: SmallWorldOptions & { readonly controllers?: readonly Controller[] } = {},
): SmallWorld {
  return smallWorld(options.controllers ?? [autoScalingGroups], [...NEEDED, ...resources], options);
}

export function instances({ running }: SmallWorld): readonly RunningInstance[] {
  return running.all("instance");
}

/** How many instances there are in each state. */
export function states(world: SmallWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { lifecycleState } of instances(world)) counts[lifecycleState] = (counts[lifecycleState] ?? 0) + 1;
  return counts;
}

export function inService(world: SmallWorld): readonly RunningInstance[] {
  return instances(world).filter(({ lifecycleState }) => lifecycleState === "InService");
}

export function zones(chosen: readonly RunningInstance[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { availabilityZone } of chosen) counts[availabilityZone] = (counts[availabilityZone] ?? 0) + 1;
  return counts;
}

/** A task on an instance, or one that waits for one. */
export function task(arn: string, other: Partial<RunningTask> = {}): RunningTask {
  return {
    arn,
    region: "eu-west-1",
    clusterArn: CLUSTER_ARN,
    taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1",
    group: "service:web",
    launchType: "EC2",
    capacityProvider: PROVIDER,
    ...{ availabilityZone: "", subnetId: "", privateAddress: "" },
    ...{ cpu: 1024, memory: 2048 },
    ...{ desiredStatus: "RUNNING", lastStatus: "RUNNING", healthStatus: "UNKNOWN" },
    ...{ containers: [], addresses: [], createdAt: MIDNIGHT },
    ...other,
  };
}

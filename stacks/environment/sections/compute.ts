import type * as pulumi from "@pulumi/pulumi";
import { AutoScalingGroup, type AutoScalingGroupArgs } from "../../../components/auto-scaling-group";
import { DEFAULT_MAX_INSTANCE_LIFETIME } from "../../../components/auto-scaling-group/group";
import { INSTANCE_TYPE, validateAutoScalingGroup } from "../../../components/auto-scaling-group/validate";
import { architectureOf } from "../../../components/auto-scaling-group/machine-image";
import type { CapacityPlan } from "../../../components/capacity-sizing";
import { ClusterCapacity } from "../../../components/cluster-capacity";
import { ContainerCluster, type ContainerClusterArgs } from "../../../components/container-cluster";
import type { Capacity } from "../../../components/container-service";
import type { LoadBalancer } from "../../../components/load-balancer";
import { DEFAULT_ARCHITECTURE } from "../../../components/shared/architecture";
import type { ArgumentProblems, PathTranslation } from "../../../components/shared/validation";
import { shown } from "../../configuration/problem";
import { duration, flag, group, oneOf, textList, wholeNumber } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { keysOfArguments } from "../../configuration/translation";
import { capacityPlan, checkedCapacityPlan, type PlannedConfiguration } from "./capacity-plan";
import { type Dependencies, NOT_YET_KNOWN, UNKNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";
import type { LoadBalancerSettings } from "./load-balancer";

const DEPLOYED = "a deployment without downtime";
const REPLACED = "replaces the EC2 instances one by one, without downtime";
const PAID = "no downtime; every EC2 instance is paid for by the second";

const instances = group(
  {
    types: textList(INSTANCE_TYPE, {
      description:
        "EC2 instance types in order of preference, all of proofpix:architecture; general purpose ones of Intel and AMD, or Graviton, unless given.",
      allowed: "an instance type",
      changing: REPLACED,
      examples: ["m6i.large"],
    }).optional(),
    networkInterfaceTrunking: flag({
      description:
        "Whether the account's ECS setting awsvpcTrunking is on, so that an instance holds more tasks than it has network interfaces.",
      changing: "no downtime; with it, fewer EC2 instances for the same services",
    }).default(false),
    maxInstanceLifetime: duration(86_400, 31_536_000, {
      description:
        "Age at which an EC2 instance is replaced by one of the image that is recommended then: the longest time that security patches take to reach every instance.",
      changing: "no downtime; instances older than that are replaced one after the other",
      examples: ["30d", "7d"],
    }).default(DEFAULT_MAX_INSTANCE_LIFETIME),
    minSize: wholeNumber(0, 1000, {
      description: "Fewest EC2 instances; planned from the services unless given.",
      changing: PAID,
      examples: [2],
    }).optional(),
    maxSize: wholeNumber(1, 5000, {
      description: "Most EC2 instances; planned from the services unless given.",
      changing: PAID,
      examples: [20],
    }).optional(),
  },
  {
    description: "The EC2 instances on which the services run, unless they run on Fargate.",
    changing: REPLACED,
    examples: [{ types: ["m6i.large", "m6a.large"] }],
  },
);

const keys = {
  capacity: oneOf(["ec2", "fargate"], {
    description: "What the services run on: EC2 instances of the environment's own, or AWS's.",
    changing: `${DEPLOYED}; EC2 instances end once nothing runs on them`,
  }).default("ec2"),
  architecture: oneOf(["x86_64", "arm64"], {
    description: "Processor architecture of images and instances; arm64 costs about a fifth less.",
    changing: `${DEPLOYED}, of images that were built for it`,
  }).default(DEFAULT_ARCHITECTURE),
  instances: instances.prefault({}),
};

/** Settings of the instances that services run on. */
export type ComputeSettings = SettingsOf<typeof keys>;

/**
 * General purpose types of 2 virtual CPUs and 8 GiB: two tasks of CO-2's size fit on one, network interfaces included.
 */
const INSTANCE_TYPES: Readonly<Record<ComputeSettings["architecture"], readonly string[]>> = {
  x86_64: ["m6i.large", "m6a.large", "m5.large"],
  arm64: ["m7g.large", "m6g.large"],
};

/** Settings of the EC2 instances, with their types. */
export type InstancesConfiguration = Readonly<Omit<ComputeSettings["instances"], "types">> & {
  readonly types: readonly string[];
};

type ComputeConfiguration = PlannedConfiguration &
  EnvironmentConfiguration &
  Pick<ComputeSettings, "architecture" | "capacity"> &
  Pick<LoadBalancerSettings, "algorithm"> & { readonly instances: InstancesConfiguration };

/** Where an environment's services run. */
export interface ComputeParts {
  readonly cluster: ContainerCluster;
  readonly autoScalingGroup: AutoScalingGroup;
  readonly plan: CapacityPlan;
  /** What each service runs on. */
  readonly capacity: Capacity;
  /** AWS's instances, whatever the services run on. */
  readonly fargate: Capacity;
}

/** The cluster, and the EC2 instances that join it. */
export const computeSection = {
  keys,

  resolve: (settings: ComputeSettings): { readonly instances: InstancesConfiguration } => ({
    instances: { ...settings.instances, types: settings.instances.types ?? INSTANCE_TYPES[settings.architecture] },
  }),

  check({ configuration, right }: Draft<ComputeSettings, ComputeConfiguration>, problems: ArgumentProblems): void {
    const { architecture } = configuration;
    const others = right.instances?.types?.filter((type) => architectureOf(type) !== architecture) ?? [];
    for (const type of others) {
      problems.add(
        "instances.types",
        `must be types of proofpix:architecture, which is ${shown(architecture)}, got ${shown(type)}; change the one or the other`,
      );
    }
    if (others.length > 0 || configuration.services.length === 0) return;
    const plan = checkedCapacityPlan(configuration, problems.at(keyOfPlan));
    if (plan === undefined) return;
    const unknown = { ...NOT_YET_KNOWN, clusterName: UNKNOWN, loadBalancerDimension: UNKNOWN };
    validateAutoScalingGroup(autoScalingGroupArgs(configuration, plan, unknown), problems.at(keyOfInstances));
  },

  create: createCompute,

  outputs: (_configuration: object, { cluster, autoScalingGroup, plan }: ComputeParts): ComputeOutputs => ({
    clusterName: cluster.clusterName,
    autoScalingGroupName: autoScalingGroup.groupName,
    machineImageId: autoScalingGroup.imageId,
    capacityPlan: plan.explanation,
  }),
};

interface ComputeOutputs {
  readonly clusterName: pulumi.Output<string>;
  /** The EC2 instances' group, empty with Fargate. */
  readonly autoScalingGroupName: pulumi.Output<string>;
  /** AMI that the EC2 instances were made from. */
  readonly machineImageId: pulumi.Output<string>;
  /** How many EC2 instances there are and why, a line each. */
  readonly capacityPlan: readonly string[];
}

/** Creates the cluster, the EC2 instances that join it, and what attaches both them and Fargate to it. */
function createCompute(
  configuration: ComputeConfiguration,
  parts: EnvironmentParts & GroupDependencies & { readonly loadBalancer: LoadBalancer },
): ComputeParts {
  const { name, options, key, loadBalancer } = parts;
  const plan = capacityPlan(configuration);
  const cluster = new ContainerCluster(name, containerClusterArgs(configuration, key.keyArn), options);
  const autoScalingGroup = new AutoScalingGroup(
    `${name}-instances`,
    autoScalingGroupArgs(configuration, plan, {
      ...parts,
      clusterName: cluster.clusterName,
      loadBalancerDimension: loadBalancer.loadBalancerDimension,
    }),
    options,
  );
  const { targetCapacityPercent } = plan;
  const { fargate, instances } = new ClusterCapacity(
    name,
    {
      cluster,
      autoScalingGroups: { instances: { autoScalingGroup, targetCapacityPercent } },
      tags: configuration.tags,
    },
    options,
  );
  return {
    cluster,
    autoScalingGroup,
    plan,
    capacity: capacityOf(configuration, fargate, instances.instances),
    fargate,
  };
}

/** The capacity of every service. */
export function capacityOf(
  { capacity }: Pick<ComputeSettings, "capacity">,
  fargate: Capacity,
  ec2: Capacity,
): Capacity {
  return capacity === "fargate" ? fargate : ec2;
}

function containerClusterArgs(
  { logRetentionDays, protect, tags }: EnvironmentConfiguration,
  kmsKeyArn: pulumi.Input<string>,
): ContainerClusterArgs {
  const transform = { logGroup: protecting(protect), containerInsightsLogGroup: protecting(protect) };
  return { kmsKeyArn, logRetentionDays, tags, transform };
}

type GroupDependencies = Pick<Dependencies, "network" | "key" | "alarmTopics">;

/**
 * Arguments of the EC2 instances. With Fargate the group stays, empty and free: a service could not move while its
 * capacity provider goes, nor the provider while a service needs it. What is left running then ends by itself.
 */
function autoScalingGroupArgs(
  { algorithm, capacity, instances: { types, maxInstanceLifetime }, tags }: ComputeConfiguration,
  plan: CapacityPlan,
  {
    network,
    key,
    alarmTopics,
    clusterName,
    loadBalancerDimension,
  }: GroupDependencies & {
    readonly clusterName: pulumi.Input<string>;
    readonly loadBalancerDimension: pulumi.Input<string>;
  },
): AutoScalingGroupArgs {
  return {
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    instanceTypes: types,
    minSize: capacity === "fargate" ? 0 : plan.minSize,
    maxSize: plan.maxSize,
    rootVolumeSize: `${plan.rootVolumeGibibytes}Gi`,
    volumeKeyArn: key.keyArn,
    maxInstanceLifetime,
    cluster: { clusterName, reservedMemoryMebibytes: plan.reservedMemoryMebibytes },
    // A network load balancer doesn't time answers.
    latencyOf: algorithm === "ip-hash" ? undefined : { loadBalancerDimension },
    alarmActions: alarmTopics,
    tags,
  };
}

const keyOfInstances = keysOfArguments(instances.shape, { below: "instances", renamed: { instanceTypes: "types" } });

/** Problems of a plan belong to the instances, also those of services that don't fit. */
const keyOfPlan: PathTranslation = (argument) =>
  argument.startsWith("services") ? "instances" : keyOfInstances(argument);

import type * as pulumi from "@pulumi/pulumi";
import type { AutoScalingGroupArgs } from "../../components/auto-scaling-group";
import type { CapacityPlan } from "../../components/capacity-sizing";
import type { Configuration } from "../configuration/configuration";

/** What stands around the environment's EC2 instances. */
export interface GroupSurroundings {
  readonly network: {
    readonly vpcId: pulumi.Input<string>;
    readonly privateSubnetIds: pulumi.Input<string[]>;
  };
  readonly clusterName: pulumi.Input<string>;
  readonly loadBalancerDimension: pulumi.Input<string> | undefined;
  readonly volumeKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * The environment's EC2 instances. With Fargate the group stays, empty and free: a service could not move while its
 * capacity provider goes, nor the provider while a service needs it. What is left running then ends by itself.
 */
export function autoScalingGroupArgs(
  { capacity, instances, tags }: Pick<Configuration, "capacity" | "instances" | "tags">,
  plan: CapacityPlan,
  surroundings: GroupSurroundings,
): AutoScalingGroupArgs {
  const { network, clusterName, loadBalancerDimension, volumeKeyArn, alarmTopicArn } = surroundings;
  return {
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    instanceTypes: instances.types,
    minSize: capacity === "fargate" ? 0 : plan.minSize,
    maxSize: plan.maxSize,
    rootVolumeSize: `${plan.rootVolumeGibibytes}Gi`,
    volumeKeyArn,
    maxInstanceLifetime: instances.maxInstanceLifetime,
    cluster: { clusterName, reservedMemoryMebibytes: plan.reservedMemoryMebibytes },
    latencyOf: loadBalancerDimension === undefined ? undefined : { loadBalancerDimension },
    alarmActions: [alarmTopicArn],
    tags,
  };
}

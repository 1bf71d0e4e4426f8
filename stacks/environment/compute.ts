import { AutoScalingGroup } from "../../components/auto-scaling-group";
import type { CapacityPlan } from "../../components/capacity-sizing";
import { ClusterCapacity } from "../../components/cluster-capacity";
import { ContainerCluster } from "../../components/container-cluster";
import type { Capacity } from "../../components/container-service";
import type { LoadBalancer } from "../../components/load-balancer";
import type { Configuration } from "../configuration/configuration";
import { autoScalingGroupArgs } from "./auto-scaling-group-args";
import { capacityPlan } from "./capacity-plan";
import { containerClusterArgs } from "./container-cluster-args";
import type { Foundation } from "./foundation";

/** Where an environment's services run. */
export interface Compute {
  readonly cluster: ContainerCluster;
  readonly autoScalingGroup: AutoScalingGroup;
  readonly plan: CapacityPlan;
  /** What each service runs on. */
  readonly capacity: Capacity;
}

/** Creates the cluster, the EC2 instances that join it, and what attaches both them and Fargate to it. */
export function createCompute(
  configuration: Configuration,
  { name, provider, key, alarmTopic, network }: Foundation,
  loadBalancer: LoadBalancer,
): Compute {
  const options = { providers: [provider] };
  const plan = capacityPlan(configuration);
  const cluster = new ContainerCluster(name, containerClusterArgs(configuration, key.keyArn), options);
  const autoScalingGroup = new AutoScalingGroup(
    `${name}-instances`,
    autoScalingGroupArgs(configuration, plan, {
      network,
      clusterName: cluster.clusterName,
      loadBalancerDimension: configuration.algorithm === "ip-hash" ? undefined : loadBalancer.loadBalancerDimension,
      volumeKeyArn: key.keyArn,
      alarmTopicArn: alarmTopic.topicArn,
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
  const capacity = configuration.capacity === "fargate" ? fargate : instances.instances;
  return { cluster, autoScalingGroup, plan, capacity };
}

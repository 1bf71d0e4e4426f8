import { AutoScalingGroup } from "../../components/auto-scaling-group";
import type { CapacityPlan } from "../../components/capacity-sizing";
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

/** Creates the cluster and, as soon as its name is known, the EC2 instances that join it. */
export function createCompute(
  configuration: Configuration,
  { name, provider, key, alarmTopic, network }: Foundation,
  loadBalancer: LoadBalancer,
): Compute {
  const options = { providers: [provider] };
  const plan = capacityPlan(configuration);
  const groups: AutoScalingGroup[] = [];
  const cluster = new ContainerCluster(
    name,
    containerClusterArgs(configuration, key.keyArn, (clusterName) => {
      const args = autoScalingGroupArgs(configuration, plan, {
        network,
        clusterName,
        loadBalancerDimension: configuration.algorithm === "ip-hash" ? undefined : loadBalancer.loadBalancerDimension,
        volumeKeyArn: key.keyArn,
        alarmTopicArn: alarmTopic.topicArn,
      });
      groups.push(new AutoScalingGroup(`${name}-instances`, args, options));
      return groups.flatMap(({ capacityProviderName }) => capacityProviderName ?? []);
    }),
    options,
  );
  const [autoScalingGroup] = groups;
  if (autoScalingGroup?.capacityProviderName === undefined) throw new Error("the cluster asked for no instances");
  const instances: Capacity = { kind: "capacity-provider", name: autoScalingGroup.capacityProviderName };
  return {
    cluster,
    autoScalingGroup,
    plan,
    capacity: configuration.capacity === "fargate" ? { kind: "fargate" } : instances,
  };
}

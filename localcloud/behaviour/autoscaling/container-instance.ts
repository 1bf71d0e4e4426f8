import { instanceType } from "../../../components/capacity-sizing/instance-types";
import { visibleMemoryMebibytes } from "../../../components/capacity-sizing/capacity";
import { arn } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { CLUSTER } from "../../services/ecs/cluster";
import type { Situation } from "../model/controller";
import type { ContainerInstance, RunningInstance } from "../model/instance";
import { clusterOfProvider, type ProviderSettings } from "./capacity-providers";
import type { AgentSettings } from "./launch-specification";

/**
 * What an instance offers to the cluster that its agent is told to join; undefined where it joins none.
 *
 * Memory is what the kernel shows less what the agent keeps back (Amazon ECS Developer Guide, "Reserving Amazon ECS
 * Linux container instance memory"); network interfaces are those that tasks may have ("Amazon ECS task networking").
 */
export function registration(
  instance: RunningInstance,
  agent: AgentSettings,
  provider: ProviderSettings | undefined,
  { cloud, parameters, now, draw }: Situation,
): ContainerInstance | undefined {
  const cluster = cloud.ofType(CLUSTER).find((each) => isNamed(each, agent.clusterName, instance.region));
  const type = instanceType(instance.instanceType);
  if (cluster === undefined || agent.clusterName === undefined || type === undefined) return undefined;
  const { taskInterfaces, trunkedTaskInterfaces = taskInterfaces } = type;
  return {
    arn: arn("ecs", instance.region, cloud.accountId, `container-instance/${agent.clusterName}/${draw(32)}`),
    clusterArn: cluster.id,
    capacityProvider: attachedTo(agent.clusterName, provider, cloud),
    status: "ACTIVE",
    agentConnected: true,
    registeredCpu: type.virtualCpus * 1024,
    registeredMemory: Math.max(visibleMemoryMebibytes(type) - agent.reservedMemoryMebibytes, 0),
    taskNetworkInterfaces: parameters.networkInterfaceTrunking ? trunkedTaskInterfaces : taskInterfaces,
    registeredAt: now,
  };
}

function isNamed({ region, computed }: CloudResource, name: string | undefined, wantedRegion: string): boolean {
  return region === wantedRegion && text(computed, "name") === name;
}

/** Name of the provider, where it is attached to the cluster. */
export function attachedTo(
  clusterName: string,
  provider: ProviderSettings | undefined,
  cloud: Situation["cloud"],
): string | undefined {
  if (provider === undefined) return undefined;
  return clusterOfProvider(provider, cloud) === clusterName ? provider.name : undefined;
}

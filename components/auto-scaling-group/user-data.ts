import { fileLines, metricsAgentSetup } from "./metrics-agent";

/** Settings of the script that an instance runs when it first starts; every value is known. */
export interface UserDataSettings {
  /** Undefined: the instance joins no cluster. */
  readonly clusterName?: string;
  readonly reservedMemoryMebibytes: number;
  readonly hasWarmPool: boolean;
  /** Commands to run last. */
  readonly commands?: string;
}

/**
 * Script for cloud-init. ECS's agent starts after it, so that the cluster is known by then, and joins even while the
 * CloudWatch agent can't be installed.
 */
export function userData(settings: UserDataSettings): string {
  const { clusterName, commands } = settings;
  return [
    "#!/bin/bash",
    ...(clusterName === undefined ? [] : fileLines("/etc/ecs/ecs.config", ecsConfiguration(settings, clusterName))),
    ...metricsAgentSetup(),
    ...(commands === undefined ? [] : [commands.trimEnd()]),
    "",
  ].join("\n");
}

/** Amazon ECS Developer Guide, "Amazon ECS container agent configuration". */
function ecsConfiguration({ reservedMemoryMebibytes, hasWarmPool }: UserDataSettings, clusterName: string): string {
  return [
    `ECS_CLUSTER=${clusterName}`,
    `ECS_RESERVED_MEMORY=${reservedMemoryMebibytes}`,
    // Tasks have roles of their own, and don't need the instance's.
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance",
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    "ECS_IMAGE_PULL_BEHAVIOR=once",
    // An instance that waits in the warm pool must not join the cluster yet.
    ...(hasWarmPool ? ["ECS_WARM_POOLS_CHECK=true"] : []),
  ].join("\n");
}

import { AGENT_MEMORY } from "../scaling/scaling-targets";

/** What an instance does when it first starts; every value known. */
export interface UserDataSettings {
  /** Undefined: the instance joins no cluster. */
  readonly clusterName?: string;
  readonly reservedMemoryMebibytes: number;
  readonly hasWarmPool: boolean;
  /** Commands to run last. */
  readonly commands?: string;
}

const AGENT_CONFIGURATION = "/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json";

/**
 * Script for cloud-init. ECS's agent starts after it, so that the cluster is known by then, and joins even where the
 * CloudWatch agent could not be installed.
 */
export function userData(settings: UserDataSettings): string {
  const { clusterName, commands } = settings;
  return [
    "#!/bin/bash",
    ...(clusterName === undefined ? [] : file("/etc/ecs/ecs.config", ecsConfiguration(settings, clusterName))),
    "dnf install -y amazon-cloudwatch-agent",
    ...file(AGENT_CONFIGURATION, JSON.stringify(agentConfiguration(), undefined, 2)),
    `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${AGENT_CONFIGURATION}`,
    ...(commands === undefined ? [] : [commands.trimEnd()]),
    "",
  ].join("\n");
}

/** Amazon ECS Developer Guide, "Amazon ECS container agent configuration". */
function ecsConfiguration({ reservedMemoryMebibytes, hasWarmPool }: UserDataSettings, clusterName: string): string {
  return [
    `ECS_CLUSTER=${clusterName}`,
    `ECS_RESERVED_MEMORY=${reservedMemoryMebibytes}`,
    // Tasks have roles of their own, and no business with the instance's.
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance",
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    "ECS_IMAGE_PULL_BEHAVIOR=once",
    // Without it an instance would join the cluster while it waits.
    ...(hasWarmPool ? ["ECS_WARM_POOLS_CHECK=true"] : []),
  ].join("\n");
}

/** Memory and disk, by group too, since alarms watch the group (Amazon CloudWatch User Guide, "Metrics collected by the CloudWatch agent"). */
function agentConfiguration(): object {
  return {
    agent: { metrics_collection_interval: 60, run_as_user: "cwagent" },
    metrics: {
      namespace: AGENT_MEMORY.namespace,
      append_dimensions: { AutoScalingGroupName: "${aws:AutoScalingGroupName}", InstanceId: "${aws:InstanceId}" },
      aggregation_dimensions: [["AutoScalingGroupName"]],
      metrics_collected: {
        mem: { measurement: [AGENT_MEMORY.metricName] },
        disk: { measurement: ["used_percent"], resources: ["/"] },
      },
    },
  };
}

function file(path: string, content: string): string[] {
  return [`cat > ${path} <<'END_OF_FILE'`, content, "END_OF_FILE"];
}

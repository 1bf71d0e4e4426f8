import type * as pulumi from "@pulumi/pulumi";
import type { ScalingTarget } from "./scaling-trigger";

/**
 * An ECS service, by what its tasks use of what they reserved (Amazon ECS Developer Guide, "CloudWatch metrics").
 * Container Insights reports how many run (Amazon CloudWatch User Guide, "Amazon ECS Container Insights metrics").
 */
export function ecsServiceTarget(service: {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
}): ScalingTarget {
  const metric = (namespace: string, metricName: string) => ({
    namespace,
    metricName,
    statistic: "Average",
    dimensions: { ClusterName: service.clusterName, ServiceName: service.serviceName },
  });
  return {
    kind: "ecs-service",
    cpu: metric("AWS/ECS", "CPUUtilization"),
    memory: metric("AWS/ECS", "MemoryUtilization"),
    instances: metric("ECS/ContainerInsights", "RunningTaskCount"),
  };
}

/**
 * Namespace and metric that the CloudWatch agent of our instances reports memory under; EC2 itself knows nothing of it.
 */
export const AGENT_MEMORY = { namespace: "CWAgent", metricName: "mem_used_percent" } as const;

/** An Auto Scaling group, by what its instances use of what they have. */
export function autoScalingGroupTarget(groupName: pulumi.Input<string>): ScalingTarget {
  const dimensions = { AutoScalingGroupName: groupName };
  return {
    kind: "auto-scaling-group",
    cpu: { namespace: "AWS/EC2", metricName: "CPUUtilization", statistic: "Average", dimensions },
    memory: { ...AGENT_MEMORY, statistic: "Average", dimensions },
    instances: {
      namespace: "AWS/AutoScaling",
      metricName: "GroupInServiceInstances",
      statistic: "Average",
      dimensions,
    },
  };
}

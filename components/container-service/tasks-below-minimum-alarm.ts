import * as aws from "@pulumi/aws";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ServiceChildren } from "./children";
import type { ContainerServiceArgs } from "./container-service-args";

/** Sounds when the service runs fewer tasks than its minimum for three minutes, and when nothing is known of it. */
export function createTasksBelowMinimumAlarm(
  { name, parent, tags, transform }: ServiceChildren,
  args: Pick<ContainerServiceArgs, "alarmActions" | "cluster" | "minInstances">,
  service: aws.ecs.Service,
): aws.cloudwatch.MetricAlarm {
  const alarmName = `${name}-tasks-below-minimum`;
  return new aws.cloudwatch.MetricAlarm(
    ...transformed(
      transform.alarm,
      alarmName,
      {
        name: alarmName,
        alarmDescription: `Fewer than ${args.minInstances} tasks of ${name} are running; see the service's events for why.`,
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        dimensions: { ClusterName: args.cluster.clusterName, ServiceName: service.name },
        statistic: "Minimum",
        period: 60,
        evaluationPeriods: 3,
        comparisonOperator: "LessThanThreshold",
        threshold: args.minInstances,
        treatMissingData: "breaching",
        alarmActions: [...args.alarmActions],
        okActions: [...args.alarmActions],
        tags: namedTags(alarmName, tags),
      },
      { parent },
    ),
  );
}

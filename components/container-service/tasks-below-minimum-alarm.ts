import * as aws from "@pulumi/aws";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ServiceChildren } from "./children";
import type { ContainerServiceArgs } from "./container-service-args";

/** When a service runs too few tasks; an alarm definition but for what it measures. */
export function tasksBelowMinimum(name: string, minInstances: number) {
  return {
    name: `${name}-tasks-below-minimum`,
    description: `Fewer than ${minInstances} tasks of ${name} are running; see the service's events for why.`,
    threshold: minInstances,
    periodSeconds: 60,
    // Tasks that start leave less than that below the minimum, also where their metric comes late.
    evaluationPeriods: 5,
  } as const;
}

/**
 * Tells when the service runs fewer tasks than its minimum for five minutes, and when nothing is known of it any more. A
 * new alarm has no data yet: it begins in that state, and only a change of state tells anybody (Amazon CloudWatch User
 * Guide, "Alarm actions").
 */
export function createTasksBelowMinimumAlarm(
  { name, parent, tags, transform }: ServiceChildren,
  args: Pick<ContainerServiceArgs, "alarmActions" | "cluster" | "minInstances">,
  service: aws.ecs.Service,
): aws.cloudwatch.MetricAlarm {
  const definition = tasksBelowMinimum(name, args.minInstances);
  return new aws.cloudwatch.MetricAlarm(
    ...transformed(
      transform.alarm,
      definition.name,
      {
        name: definition.name,
        alarmDescription: definition.description,
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        dimensions: { ClusterName: args.cluster.clusterName, ServiceName: service.name },
        statistic: "Minimum",
        period: definition.periodSeconds,
        evaluationPeriods: definition.evaluationPeriods,
        comparisonOperator: "LessThanThreshold",
        threshold: definition.threshold,
        treatMissingData: "missing",
        alarmActions: [...args.alarmActions],
        insufficientDataActions: [...args.alarmActions],
        okActions: [...args.alarmActions],
        tags: namedTags(definition.name, tags),
      },
      { parent },
    ),
  );
}

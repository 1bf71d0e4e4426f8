import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm, MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import type { ContainerServiceArgs, ServiceChildren } from "./args";

/** A service as Container Insights names it, and the tasks that it has at least. */
export interface WatchedService {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  readonly minInstances: number;
}

/** Tasks start in less time than that, even when their metric is late. */
export const BELOW_MINIMUM_MINUTES = 5;

/** Alarm on a service that runs too few tasks. */
export function tasksBelowMinimum(
  name: string,
  { clusterName, serviceName, minInstances }: WatchedService,
): NotifyingAlarm {
  const runningTasks = {
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    statistic: "Minimum",
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
  };
  return {
    name: `${name}-tasks-below-minimum`,
    severity: "critical",
    description: `Fewer than ${minInstances} tasks of ${name} are running; see the service's events for why.`,
    queries: [{ id: "running", metric: runningTasks }],
    comparisonOperator: "LessThanThreshold",
    threshold: minInstances,
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: BELOW_MINIMUM_MINUTES,
    treatMissingData: "missing",
    tellsMissingData: true,
  };
}

/**
 * Tells when the service runs fewer tasks than its minimum for five minutes, and when nothing is known of it any more.
 * A new alarm has no data yet: it begins in that state, and only a change of state tells anybody (Amazon CloudWatch
 * User Guide, "Alarm actions").
 */
export function createTasksBelowMinimumAlarm(
  children: ServiceChildren,
  { alarmActions, cluster, minInstances }: Pick<ContainerServiceArgs, "alarmActions" | "cluster" | "minInstances">,
  service: aws.ecs.Service,
): aws.cloudwatch.MetricAlarm {
  const definition = tasksBelowMinimum(children.name, {
    clusterName: cluster.clusterName,
    serviceName: service.name,
    minInstances,
  });
  return createNotifyingAlarm(children, definition, alarmActions);
}

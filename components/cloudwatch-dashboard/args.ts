import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { MonitoredSystem } from "../monitoring";
import type { Transform } from "../shared/transform";

/** The parts of a system that a dashboard of CloudWatch shows. */
export type ShownSystem = Pick<
  MonitoredSystem,
  "cache" | "database" | "environment" | "loadBalancer" | "queues" | "services"
>;

/** Arguments of a `CloudWatchDashboard`. */
export interface CloudWatchDashboardArgs {
  /** What is shown, with the thresholds of its alarms. */
  readonly system: ShownSystem;
  /** Region of the metrics, such as `"eu-west-1"`. */
  readonly region: string;
  /** Names by which CloudWatch knows the parts. */
  readonly names: CloudWatchNames;
  /** ARNs of the alarms whose states are shown at the top, 100 at most. @default - none */
  readonly alarmArns?: readonly pulumi.Input<string>[];
  /** Edits the dashboard's arguments before it is created. @default - none */
  readonly transform?: CloudWatchDashboardTransforms;
}

/**
 * Names by which CloudWatch's dimensions know the parts of a system; each by the part's name in the description.
 * @typeParam Name what a name is: `string` once all are known.
 */
export interface CloudWatchNames<Name = pulumi.Input<string>> {
  /** Name of the ECS cluster. */
  readonly clusterName: Name;
  /** Names of the services, by their names in the description. */
  readonly services: Readonly<Record<string, CloudWatchServiceNames<Name>>>;
  /** The load balancer's `LoadBalancer`. @default - no load balancer */
  readonly loadBalancer?: Name | undefined;
  /** `DBInstanceIdentifier` of each server. @default - no database */
  readonly databaseServers?: Readonly<Record<string, Name>> | undefined;
  /** `CacheClusterId` of each node, in the order of the description. @default - no cache */
  readonly cacheNodes?: readonly Name[] | undefined;
  /** `QueueName` of each queue and dead-letter queue. @default - no queues */
  readonly queues?: Readonly<Record<string, Name>> | undefined;
}

/** Names of a service. */
export interface CloudWatchServiceNames<Name = pulumi.Input<string>> {
  /** Name of the ECS service. */
  readonly serviceName: Name;
  /** Log group of the service's container. */
  readonly logGroupName: Name;
  /** `TargetGroup` of each group that may hold its tasks. @default - it is no target */
  readonly targetGroups?: readonly Name[];
}

/** Escape hatches, one for each kind of child. */
export interface CloudWatchDashboardTransforms {
  readonly dashboard?: Transform<aws.cloudwatch.DashboardArgs>;
}

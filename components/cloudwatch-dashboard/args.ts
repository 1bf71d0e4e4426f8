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

/** Names by which CloudWatch's dimensions know the parts of a system; each by the part's name in the description. */
export interface CloudWatchNames {
  readonly clusterName: pulumi.Input<string>;
  readonly services: Readonly<Record<string, CloudWatchServiceNames>>;
  /** The load balancer's `LoadBalancer`. @default - no load balancer */
  readonly loadBalancer?: pulumi.Input<string> | undefined;
  /** `DBInstanceIdentifier` of each server. @default - no database */
  readonly databaseServers?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** `CacheClusterId` of each node, in the order of the description. @default - no cache */
  readonly cacheNodes?: readonly pulumi.Input<string>[] | undefined;
  /** `QueueName` of each queue and dead-letter queue. @default - no queues */
  readonly queues?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

/** Names of a service. */
export interface CloudWatchServiceNames {
  readonly serviceName: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  /** `TargetGroup` of each group that may hold its tasks. @default - it is no target */
  readonly targetGroups?: readonly pulumi.Input<string>[];
}

/** Escape hatches, one for each kind of child. */
export interface CloudWatchDashboardTransforms {
  readonly dashboard?: Transform<aws.cloudwatch.DashboardArgs>;
}

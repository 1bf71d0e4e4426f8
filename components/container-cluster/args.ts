import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LogRetentionDays } from "../shared/log-retention";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of a `ContainerCluster`. */
export interface ContainerClusterArgs {
  /**
   * How much CloudWatch is told: `"enhanced"` measures each task and container too, and costs more with each of them.
   * It can't be switched off, since CloudWatch would then know of no running tasks, and no alarm would miss any.
   * @default "enhanced"
   */
  readonly containerInsights?: "enhanced" | "enabled";
  /**
   * Customer managed key that encrypts ECS Exec sessions, their log and that of Container Insights.
   * @default - TLS, and a key that AWS owns
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /** Time for which CloudWatch keeps the logs of ECS Exec sessions and of Container Insights. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** Tags of every resource. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ContainerClusterTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface ContainerClusterTransforms {
  readonly cluster?: Transform<aws.ecs.ClusterArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly containerInsightsLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
}

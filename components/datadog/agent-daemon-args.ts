import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Architecture } from "../shared/architecture";
import type { Children } from "../shared/children";
import type { LogRetentionDays } from "../shared/log-retention";
import type { SizeQuantity } from "../shared/quantity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { DatadogAgentSettings } from "./agent-settings";

/** Arguments of an `AgentDaemon`. */
export interface AgentDaemonArgs extends DatadogAgentSettings {
  /** ARN of the cluster whose EC2 instances are watched. Changing it replaces the daemon. */
  readonly clusterArn: pulumi.Input<string>;
  /** Processor architecture of the instances. @default "x86_64" */
  readonly architecture?: Architecture;
  /**
   * Whether the agent sees the containers of the instance, by the socket of Docker. It is root's access to all of them:
   * what they do, and their environment with the secrets in it.
   * @default false
   */
  readonly dockerSocket?: boolean;
  /** Memory of each instance that the agent takes, above which it is killed. @default "512Mi" */
  readonly memory?: SizeQuantity;
  /** Customer managed key that encrypts the agent's log, and under which the API key may be encrypted. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Time for which CloudWatch keeps the agent's log. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** Tags of every resource, and of every task. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: AgentDaemonTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface AgentDaemonTransforms {
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly executionRole?: Transform<aws.iam.RoleArgs>;
  readonly executionRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly taskDefinition?: Transform<aws.ecs.TaskDefinitionArgs>;
  readonly service?: Transform<aws.ecs.ServiceArgs>;
}

/** What every child resource of a daemon is created with. */
export type DaemonChildren = Children<AgentDaemonTransforms>;

import type * as pulumi from "@pulumi/pulumi";
import type { LogRetentionDays } from "../shared/log-retention";
import type { Tags } from "../shared/tags";
import type { NetworkTransforms } from "./args";

/** Escape hatches, one for each kind of child. */
export type FlowLogsTransforms = Pick<
  NetworkTransforms,
  "flowLog" | "flowLogGroup" | "flowLogRole" | "flowLogRolePolicy"
>;

/** Arguments of `FlowLogs`, which a `Network` creates. */
export interface FlowLogsArgs {
  /** VPC whose connections are recorded. */
  readonly vpcId: pulumi.Input<string>;
  /** Name of the log group. Changing it replaces the group: its records are gone. */
  readonly logGroupName: string;
  /** Days for which records are kept. */
  readonly retentionDays: LogRetentionDays;
  /** ARN of the KMS key of the log group. @default - encrypted with a key of CloudWatch Logs */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Tags of every child. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: FlowLogsTransforms;
}

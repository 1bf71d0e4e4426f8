import type * as aws from "@pulumi/aws";
import type * as datadog from "@pulumi/datadog";
import type * as pulumi from "@pulumi/pulumi";
import type { MonitoredSystem } from "../monitoring";
import type { Children } from "../shared/children";
import type { Severity } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { DatadogAddresses } from "./addresses";
import type { DatadogSite } from "./sites";

/** Arguments of `Datadog`. */
export interface DatadogArgs {
  /** Site at which the account is. Changing it makes monitors and dashboard anew, in the other account. */
  readonly site: DatadogSite;
  /** Logs that Datadog gets from CloudWatch. @default - none */
  readonly logs?: DatadogLogsArgs;
  /** Monitors, objectives and a dashboard in Datadog. @default - none; `@pulumi/datadog` isn't loaded then */
  readonly monitoring?: DatadogMonitoringArgs;
  /** Tags of the resources on AWS. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: DatadogTransforms;
}

/** How logs get from CloudWatch to Datadog, without a change to the containers that write them. */
export interface DatadogLogsArgs {
  /** Account of the log groups. */
  readonly accountId: pulumi.Input<string>;
  /** Region of the log groups. */
  readonly region: string;
  /**
   * Names of log groups, each under a name of your choice by which Pulumi keeps them apart; a group can be forwarded to
   * two places at most. About 0.03 USD a GB for Data Firehose in November 2026, beside what Datadog asks.
   */
  readonly groups: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARN of the Secrets Manager secret with the API key, `{"api_key": "…"}`, as Data Firehose reads it. */
  readonly apiKeySecretArn: pulumi.Input<string>;
  /** Customer managed keys under which that secret may be encrypted. @default - the key of Secrets Manager */
  readonly secretKeyArns?: readonly pulumi.Input<string>[];
  /**
   * Customer managed key that encrypts the stream and what it couldn't deliver; its policy has to let principals of the
   * account use it through Amazon S3 and Data Firehose, as that of `EncryptionKey` does.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Events that are forwarded, in the filter language of CloudWatch Logs. @default "" */
  readonly filterPattern?: string;
  /** Days for which what couldn't be delivered is kept. @default 30 */
  readonly failedRetentionDays?: number;
  /** Whether the bucket is deleted with what it holds. @default false */
  readonly forceDestroy?: boolean;
}

/** What is made in Datadog from the description of what is watched. */
export interface DatadogMonitoringArgs {
  /** API key, which the provider sends. Kept encrypted in the state and hidden in output, however it is given. */
  readonly apiKey: pulumi.Input<string>;
  /** Application key of a service account that may write monitors, objectives and dashboards; kept as the API key. */
  readonly appKey: pulumi.Input<string>;
  /** What is watched, with every threshold. */
  readonly system: MonitoredSystem;
  /** Names of what is watched, as AWS knows them. */
  readonly addresses: pulumi.Input<DatadogAddresses>;
  /** Who is told of alerts, such as `"@pagerduty-shop"`, by how urgent they are. @default - nobody */
  readonly notify?: Readonly<Partial<Record<Severity, readonly string[]>>>;
}

/** Escape hatches, one for each kind of child. */
export interface DatadogTransforms {
  readonly bucket?: Transform<aws.s3.BucketArgs>;
  readonly bucketPublicAccessBlock?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly bucketOwnership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly bucketEncryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly bucketLifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
  readonly bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly deliveryRole?: Transform<aws.iam.RoleArgs>;
  readonly deliveryRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly subscriptionRole?: Transform<aws.iam.RoleArgs>;
  readonly subscriptionRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly deliveryStream?: Transform<aws.kinesis.FirehoseDeliveryStreamArgs>;
  readonly subscriptionFilter?: Transform<aws.cloudwatch.LogSubscriptionFilterArgs>;
  readonly provider?: Transform<datadog.ProviderArgs>;
  readonly monitor?: Transform<datadog.MonitorArgs>;
  readonly objective?: Transform<datadog.ServiceLevelObjectiveArgs>;
  readonly dashboard?: Transform<datadog.DashboardJsonArgs>;
}

/** What every child resource is created with. */
export type DatadogChildren = Children<DatadogTransforms>;

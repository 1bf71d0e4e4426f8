import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import type { PolicyDocument } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import type { DatadogChildren, DatadogLogsArgs } from "./args";
import { deliveryPolicy, deliveryTrust, subscriptionPolicy, subscriptionTrust } from "./delivery-policy";
import { createFailedLogsBucket } from "./failed-logs-bucket";
import { type DatadogSite, logIntakeUrl } from "./sites";

const ROLE_NAME_LENGTH = 64;
const STREAM_NAME_LENGTH = 64;

/**
 * Buffers that Datadog's intake takes, and time to try again (Datadog, "Send AWS Services Logs with Amazon Data
 * Firehose").
 */
const BUFFER = { bufferingInterval: 60, bufferingSize: 4, retryDuration: 60 };
/** Amazon Data Firehose Developer Guide, "Data delivery failure handling": few, large objects. */
const FAILED_BUFFER = { bufferingInterval: 300, bufferingSize: 5 };

/** What forwards logs. */
export interface LogForwarding {
  readonly deliveryStreamArn: pulumi.Output<string>;
  readonly failedLogsBucketName: pulumi.Output<string>;
}

/** Creates the way of log events from CloudWatch to Datadog, and a bucket for what Datadog doesn't take. */
export function createLogForwarding(
  children: DatadogChildren,
  site: DatadogSite,
  args: DatadogLogsArgs,
): LogForwarding {
  const bucket = createFailedLogsBucket(children, args);
  const stream = createStream(children, site, args, bucket);
  subscribe(children, args, stream);
  return { deliveryStreamArn: stream.arn, failedLogsBucketName: bucket.bucket };
}

function createStream(
  children: DatadogChildren,
  site: DatadogSite,
  args: DatadogLogsArgs,
  bucket: aws.s3.Bucket,
): aws.kinesis.FirehoseDeliveryStream {
  const { parent, tags, transform } = children;
  const role = createRole(children, "log-delivery", {
    description: `Delivers logs to Datadog for ${children.name}`,
    trust: pulumi.output(args.accountId).apply(deliveryTrust),
    transform: transform.deliveryRole,
  });
  const { apiKeySecretArn, kmsKeyArn, region, secretKeyArns = [] } = args;
  const needs = { bucketArn: bucket.arn, kmsKeyArn, apiKeySecretArn, secretKeyArns: [...secretKeyArns], region };
  const policy = createPolicy(
    children,
    "log-delivery",
    role,
    pulumi.output(needs).apply(deliveryPolicy),
    transform.deliveryRolePolicy,
  );
  const name = automaticName(`${children.name}-logs`, STREAM_NAME_LENGTH);
  return new aws.kinesis.FirehoseDeliveryStream(
    ...transformed<aws.kinesis.FirehoseDeliveryStreamArgs>(
      transform.deliveryStream,
      name,
      {
        destination: "http_endpoint",
        serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: kmsKeyArn },
        httpEndpointConfiguration: {
          name: "Datadog",
          url: logIntakeUrl(site),
          roleArn: role.arn,
          ...BUFFER,
          secretsManagerConfiguration: { enabled: true, secretArn: apiKeySecretArn, roleArn: role.arn },
          requestConfiguration: { contentEncoding: "GZIP" },
          s3BackupMode: "FailedDataOnly",
          s3Configuration: { bucketArn: bucket.arn, roleArn: role.arn, ...FAILED_BUFFER, kmsKeyArn },
        },
        tags: namedTags(name, tags),
      },
      { parent, dependsOn: [policy] },
    ),
  );
}

/** The filters come after the policy: CloudWatch Logs sends a test event first. */
function subscribe(
  children: DatadogChildren,
  { accountId, filterPattern = "", groups }: DatadogLogsArgs,
  { arn }: aws.kinesis.FirehoseDeliveryStream,
): void {
  const { name, parent, transform } = children;
  const role = createRole(children, "log-subscription", {
    description: `Puts log events of ${name} into the stream to Datadog`,
    trust: pulumi.all([arn, accountId]).apply(([streamArn, account]) => subscriptionTrust(streamArn, account)),
    transform: transform.subscriptionRole,
  });
  const policy = createPolicy(
    children,
    "log-subscription",
    role,
    arn.apply(subscriptionPolicy),
    transform.subscriptionRolePolicy,
  );
  for (const [key, logGroup] of Object.entries(groups)) {
    new aws.cloudwatch.LogSubscriptionFilter(
      ...transformed<aws.cloudwatch.LogSubscriptionFilterArgs>(
        transform.subscriptionFilter,
        `${name}-${key}`,
        { logGroup, destinationArn: arn, roleArn: role.arn, filterPattern },
        { parent, dependsOn: [policy] },
      ),
    );
  }
}

function createRole(
  { name, parent, tags }: DatadogChildren,
  purpose: string,
  args: {
    readonly description: string;
    readonly trust: pulumi.Output<PolicyDocument>;
    readonly transform: Transform<aws.iam.RoleArgs> | undefined;
  },
): aws.iam.Role {
  const roleName = automaticName(`${name}-${purpose}`, ROLE_NAME_LENGTH);
  return new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs>(
      args.transform,
      roleName,
      {
        description: args.description,
        assumeRolePolicy: args.trust.apply((document) => JSON.stringify(document)),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
}

function createPolicy(
  { name, parent }: DatadogChildren,
  purpose: string,
  role: aws.iam.Role,
  policy: pulumi.Output<PolicyDocument>,
  transform: Transform<aws.iam.RolePolicyArgs> | undefined,
): aws.iam.RolePolicy {
  return new aws.iam.RolePolicy(
    ...transformed<aws.iam.RolePolicyArgs>(
      transform,
      `${name}-${purpose}`,
      { role: role.name, policy: policy.apply((document) => JSON.stringify(document)) },
      { parent },
    ),
  );
}

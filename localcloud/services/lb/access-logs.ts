import { isDeepStrictEqual } from "node:util";
import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, text, valuesAt } from "../../model/values";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";
import { kindOf, type LoadBalancerKind } from "./protocols";

/** The service that writes the logs. */
interface LogWriter {
  readonly service: string;
  /** Condition keys that its requests have, as far as they are documented. */
  context(accountId: string): Readonly<Record<string, string>>;
}

/** The service for each kind of load balancer (User Guides, "Enable access logs", bucket policy). */
const WRITERS: Readonly<Record<LoadBalancerKind, LogWriter>> = {
  application: { service: "logdelivery.elasticloadbalancing.amazonaws.com", context: () => ({}) },
  network: {
    service: "delivery.logs.amazonaws.com",
    context: (accountId) => ({ "aws:SourceAccount": accountId, "s3:x-amz-acl": "bucket-owner-full-control" }),
  },
};

/**
 * Elastic Load Balancing writes a test file when logs are enabled or moved, and refuses the change where that fails.
 */
export function requireDeliverableLogs(operation: Operation): void {
  const { inputs, previous } = operation;
  if (flag(inputs, "accessLogs.enabled") !== true) return;
  if (isDeepStrictEqual(previous?.inputs.accessLogs, inputs.accessLogs)) return;
  requireWritableBucket(text(inputs, "accessLogs.bucket") ?? "", operation);
}

function requireWritableBucket(name: string, operation: Operation): void {
  const { inputs, cloud, region } = operation;
  const bucket = cloud.find("aws:s3/bucket:Bucket", name);
  if (bucket === undefined)
    refuse("InvalidConfigurationRequest", `S3Bucket: ${name} does not exist`, "accessLogs.bucket");
  if (bucket.region !== region)
    refuse(
      "InvalidConfigurationRequest",
      `S3Bucket: ${name} is not in the load balancer's region ${region}`,
      "accessLogs.bucket",
    );
  if (!allowsWriter(operation, name) || (kindOf(inputs) === "application" && isEncryptedWithKms(name, cloud))) {
    refuse(
      "InvalidConfigurationRequest",
      `Access Denied for bucket: ${name}. Please check S3bucket permission`,
      "accessLogs.bucket",
    );
  }
}

/**
 * In older regions an account of Elastic Load Balancing writes the logs too; AWS advises against policies that name it.
 */
function allowsWriter({ inputs, cloud, accountId, region }: Operation, name: string): boolean {
  const prefix = text(inputs, "accessLogs.prefix");
  const folder = prefix === undefined ? "" : `${prefix}/`;
  const policy = policyOf(cloud.find("aws:s3/bucketPolicy:BucketPolicy", name)?.inputs ?? {}, "policy", "resource");
  const writer = WRITERS[kindOf(inputs)];
  const request = {
    principal: { type: "Service", value: writer.service },
    action: "s3:PutObject",
    resource: globalArn("s3", region, "", `${name}/${folder}AWSLogs/${accountId}/ELBAccessLogTestFile`),
    context: writer.context(accountId),
  } as const;
  return policy !== undefined && allows(policy, request);
}

/** An application load balancer writes to buckets with S3's own encryption only. */
function isEncryptedWithKms(name: string, cloud: CloudReader): boolean {
  const encryption = cloud.find(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name,
  );
  return valuesAt(encryption?.inputs ?? {}, "rules[].applyServerSideEncryptionByDefault.sseAlgorithm").some(
    ({ value }) => value !== "AES256",
  );
}

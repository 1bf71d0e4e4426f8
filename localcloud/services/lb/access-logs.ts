import { isDeepStrictEqual } from "node:util";
import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, text, valuesAt } from "../../model/values";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";
import { kindOf, type LoadBalancerKind } from "./protocols";

/** A service that writes logs. */
interface Writer {
  readonly service: string;
  /** Condition keys that it is documented to send. */
  context(accountId: string): Readonly<Record<string, string>>;
}

/** Who writes the logs (User Guides, "Enable access logs", bucket policy). */
const WRITERS: Readonly<Record<LoadBalancerKind, Writer>> = {
  application: { service: "logdelivery.elasticloadbalancing.amazonaws.com", context: () => ({}) },
  network: {
    service: "delivery.logs.amazonaws.com",
    context: (accountId) => ({ "aws:SourceAccount": accountId, "s3:x-amz-acl": "bucket-owner-full-control" }),
  },
};

/** Elastic Load Balancing tries a write when logs are switched on or moved, and refuses where that fails. */
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
  if (!admitsWriter(operation, name) || (kindOf(inputs) === "application" && hasOwnKey(name, cloud))) {
    refuse(
      "InvalidConfigurationRequest",
      `Access Denied for bucket: ${name}. Please check S3bucket permission`,
      "accessLogs.bucket",
    );
  }
}

/** Older regions also write as an account of Elastic Load Balancing's own; AWS advises against naming that. */
function admitsWriter({ inputs, cloud, accountId }: Operation, name: string): boolean {
  const prefix = text(inputs, "accessLogs.prefix");
  const folder = prefix === undefined ? "" : `${prefix}/`;
  const policy = policyOf(cloud.find("aws:s3/bucketPolicy:BucketPolicy", name)?.inputs ?? {}, "policy", "resource");
  const writer = WRITERS[kindOf(inputs)];
  const request = {
    principal: { type: "Service", value: writer.service },
    action: "s3:PutObject",
    resource: `arn:aws:s3:::${name}/${folder}AWSLogs/${accountId}/ELBAccessLogTestFile`,
    context: writer.context(accountId),
  } as const;
  return policy !== undefined && allows(policy, request);
}

/** An application load balancer writes to buckets with S3's own encryption only. */
function hasOwnKey(name: string, cloud: CloudReader): boolean {
  const encryption = cloud.find(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name,
  );
  return valuesAt(encryption?.inputs ?? {}, "rules[].applyServerSideEncryptionByDefault.sseAlgorithm").some(
    ({ value }) => value !== "AES256",
  );
}

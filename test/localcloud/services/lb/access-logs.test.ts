import { describeRules, inLocalCloud, refusalOf, type TestCloud } from "../../support";
import { policy } from "../iam/policies";
import { application, LOAD_BALANCER } from "./balanced";

const BUCKET = "aws:s3/bucket:Bucket";

/** The service that writes the logs of each kind of load balancer, and the conditions that its requests meet. */
const WRITERS = {
  application: { service: "logdelivery.elasticloadbalancing", conditions: undefined },
  network: {
    service: "delivery.logs",
    conditions: {
      StringEquals: { "aws:SourceAccount": "123456789012", "s3:x-amz-acl": "bucket-owner-full-control" },
    },
  },
} as const;

function logBucket(cloud: TestCloud, name: string, statement?: object): string {
  cloud.create(BUCKET, { bucket: name });
  if (statement !== undefined) {
    cloud.create("aws:s3/bucketPolicy:BucketPolicy", { bucket: name, policy: policy(statement) });
  }
  return name;
}

function delivery(kind: keyof typeof WRITERS, bucket: string, folder = ""): object {
  const { service, conditions } = WRITERS[kind];
  return {
    Principal: { Service: `${service}.amazonaws.com` },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${bucket}/${folder}AWSLogs/123456789012/*`,
    ...(conditions && { Condition: conditions }),
  };
}

function encrypt(cloud: TestCloud, bucket: string, sseAlgorithm: string): void {
  cloud.create("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
    bucket,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
  });
}

function logsTo(bucket: string, more = {}) {
  return { accessLogs: { bucket, enabled: true, ...more } };
}

describeRules(
  LOAD_BALANCER,
  (cloud) => {
    logBucket(cloud, "logs", delivery("application", "logs"));
    logBucket(cloud, "foldered", delivery("application", "foldered", "web/"));
    logBucket(cloud, "tcp-logs", delivery("network", "tcp-logs"));
    logBucket(cloud, "closed");
    logBucket(cloud, "sealed", delivery("application", "sealed"));
    encrypt(cloud, "logs", "AES256");
    encrypt(cloud, "sealed", "aws:kms");
    cloud.create(BUCKET, { bucket: "far" }, "eu-west-2");
    const { subnets } = application(cloud);
    return { inputs: { name: "api", subnets } };
  },
  [
    [
      "logs to a bucket that isn't there",
      logsTo("nowhere"),
      { accessLogs: { bucket: "nowhere", enabled: false } },
      "InvalidConfigurationRequest",
      "S3Bucket: nowhere does not exist (accessLogs.bucket)",
    ],
    [
      "logs to another region",
      logsTo("far"),
      logsTo("logs"),
      "InvalidConfigurationRequest",
      "not in the load balancer's region eu-west-1",
    ],
    [
      "logs to a bucket without a policy",
      logsTo("closed"),
      logsTo("logs"),
      "InvalidConfigurationRequest",
      "Access Denied for bucket: closed",
    ],
    [
      "logs to another folder than the policy's",
      logsTo("foldered"),
      logsTo("foldered", { prefix: "web" }),
      "InvalidConfigurationRequest",
      "Access Denied for bucket: foldered",
    ],
    [
      "logs to a bucket that admits network load balancers only",
      logsTo("tcp-logs"),
      { ...logsTo("tcp-logs"), loadBalancerType: "network" },
      "InvalidConfigurationRequest",
      "Access Denied for bucket: tcp-logs",
    ],
    [
      "logs to a bucket with a key of KMS",
      logsTo("sealed"),
      logsTo("logs"),
      "InvalidConfigurationRequest",
      "Access Denied for bucket: sealed",
    ],
  ],
);

it("tests whether a load balancer can write its logs only when they change", () => {
  const cloud = inLocalCloud();
  const { subnets } = application(cloud);
  logBucket(cloud, "logs", delivery("application", "logs"));
  const logging = cloud.create(LOAD_BALANCER, { name: "logging", subnets, ...logsTo("logs") });
  const [bucketPolicy] = cloud.cloud.state.ofType("aws:s3/bucketPolicy:BucketPolicy");
  if (bucketPolicy !== undefined) cloud.delete(bucketPolicy);

  expect(refusalOf(() => cloud.update(logging, { idleTimeout: 120 }))).toBeUndefined();
  expect(refusalOf(() => cloud.update(logging, logsTo("logs", { prefix: "web" })))).toContain("Access Denied");
});

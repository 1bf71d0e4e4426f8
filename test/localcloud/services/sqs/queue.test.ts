import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, refusalOf } from "../../support";
import { policy } from "../iam/policies";
import { allow, QUEUE, QUEUE_POLICY, queueArn, REDRIVE_ALLOW_POLICY, redrive } from "./queues";

const VALUE = "InvalidAttributeValue";

describeLimits(QUEUE, [
  ["visibilityTimeoutSeconds", 43_201, 43_200, VALUE, "Invalid value for the parameter VisibilityTimeout."],
  ["delaySeconds", 901, 900, VALUE, "Invalid value for the parameter DelaySeconds."],
  ["messageRetentionSeconds", 59, 60, VALUE, "Invalid value for the parameter MessageRetentionPeriod."],
  ["messageRetentionSeconds", 1_209_601, 1_209_600, VALUE, "MessageRetentionPeriod"],
  ["receiveWaitTimeSeconds", 21, 20, VALUE, "Invalid value for the parameter ReceiveMessageWaitTimeSeconds."],
  ["maxMessageSize", 1_048_577, 1_048_576, VALUE, "Invalid value for the parameter MaximumMessageSize."],
  ["maxMessageSize", 1023, 1024, VALUE, "MaximumMessageSize"],
  ["kmsDataKeyReusePeriodSeconds", 59, 60, VALUE, "KmsDataKeyReusePeriodSeconds"],
  ["policy", `"${"x".repeat(8191)}"`, `"${"x".repeat(8190)}"`, VALUE, "longer than 8192 bytes"],
]);

const FIFO = { name: "jobs.fifo", fifoQueue: true };

describeRules(
  QUEUE,
  (cloud) => {
    cloud.create(QUEUE, { name: "taken" });
    cloud.create(QUEUE, { name: "dead" });
    cloud.create(QUEUE, { name: "dead.fifo", fifoQueue: true });
    cloud.create(QUEUE, { name: "far" }, "eu-west-2");
    cloud.create(QUEUE, { name: "closed", redriveAllowPolicy: allow("denyAll") });
    const key = cloud.create("aws:kms/key:Key", {});
    return { keyId: key.id, inputs: { name: "jobs" } };
  },
  [
    [
      "a name with a dot",
      { name: "jobs.high" },
      { name: "jobs-high" },
      "InvalidParameterValue",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    ],
    ["a name of 81 characters", { name: "x".repeat(81) }, { name: "x".repeat(80) }, "InvalidParameterValue", "(name)"],
    [
      "a FIFO queue without its suffix",
      { fifoQueue: true },
      FIFO,
      "InvalidParameterValue",
      "must end with .fifo suffix and be 1 to 80 in length",
    ],
    [
      "a FIFO queue of 81 characters",
      { fifoQueue: true, name: `${"x".repeat(76)}.fifo` },
      { fifoQueue: true, name: `${"x".repeat(75)}.fifo` },
      "InvalidParameterValue",
      "(name)",
    ],
    ["a standard queue with a FIFO's name", { name: "jobs.fifo" }, FIFO, "InvalidParameterValue", "(name)"],
    [
      "the name of a queue with other attributes",
      { name: "taken", delaySeconds: 5 },
      { name: "taken", tags: { Owner: "team" } },
      "QueueAlreadyExists",
      "A queue with this name already exists: taken (name)",
    ],
    [
      "deduplication of a standard queue",
      { contentBasedDeduplication: true },
      { ...FIFO, contentBasedDeduplication: true },
      VALUE,
      "content-based deduplication can only be set for FIFO queue",
    ],
    [
      "a scope of deduplication of a standard queue",
      { deduplicationScope: "messageGroup" },
      { ...FIFO, deduplicationScope: "messageGroup" },
      "InvalidAttributeName",
      "You can specify the DeduplicationScope only when FifoQueue is set to true.",
    ],
    [
      "throughput by group where duplicates are looked for in the whole queue",
      { ...FIFO, fifoThroughputLimit: "perMessageGroupId", deduplicationScope: "queue" },
      { ...FIFO, fifoThroughputLimit: "perMessageGroupId", deduplicationScope: "messageGroup" },
      VALUE,
      "allowed only when the value for DeduplicationScope is messageGroup",
    ],
    [
      "two encryptions",
      ({ keyId }) => ({ kmsMasterKeyId: keyId, sqsManagedSseEnabled: false }),
      ({ keyId }) => ({ kmsMasterKeyId: keyId }),
      VALUE,
      "You can use one type of server-side encryption (SSE) at one time.",
    ],
    [
      "a dead-letter queue that isn't there",
      { redrivePolicy: redrive(queueArn("none")) },
      { redrivePolicy: redrive(queueArn("dead")) },
      "InvalidParameterValue",
      "Dead letter target does not exist. (redrivePolicy)",
    ],
    [
      "a dead-letter queue of another kind",
      { redrivePolicy: redrive(queueArn("dead.fifo")) },
      { ...FIFO, redrivePolicy: redrive(queueArn("dead.fifo")) },
      "InvalidParameterValue",
      "Dead-letter queue must be same type of queue as the source.",
    ],
    [
      "a dead-letter queue of another region",
      { redrivePolicy: redrive(queueArn("far", "eu-west-2")) },
      { redrivePolicy: redrive(queueArn("dead")) },
      "InvalidParameterValue",
      "Dead letter target should be in the same region",
    ],
    [
      "a dead-letter queue of another account",
      { redrivePolicy: redrive(queueArn("dead", "eu-west-1", "210987654321")) },
      { redrivePolicy: redrive(queueArn("dead")) },
      "InvalidParameterValue",
      "Dead letter target owner should be same as the source.",
    ],
    [
      "a dead-letter queue that lets nobody in",
      { redrivePolicy: redrive(queueArn("closed")) },
      { redrivePolicy: redrive(queueArn("dead")) },
      "InvalidParameterValue",
      "doesn't permit this source queue",
    ],
    [
      "no receive at all",
      { redrivePolicy: redrive(queueArn("dead"), 0) },
      { redrivePolicy: redrive(queueArn("dead"), 1) },
      "InvalidParameterValue",
      "valid values are from 1 to 1000 both inclusive",
    ],
    [
      "1001 receives",
      { redrivePolicy: redrive(queueArn("dead"), 1001) },
      { redrivePolicy: redrive(queueArn("dead"), 1000) },
      "InvalidParameterValue",
      "Invalid value for maxReceiveCount: 1001",
    ],
    [
      "receives as text, for which the provider waits in vain",
      { redrivePolicy: redrive(queueArn("dead"), "5") },
      { redrivePolicy: redrive(queueArn("dead"), 5) },
      "Timeout",
      'must be an integer, not a string, got "5"',
    ],
    [
      "a redrive policy without its receives",
      { redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn("dead") }) },
      { redrivePolicy: redrive(queueArn("dead")) },
      "InvalidParameterValue",
      "Redrive policy does not contain mandatory attribute: maxReceiveCount.",
    ],
    [
      "a redrive policy that is no JSON",
      { redrivePolicy: "dead" },
      { redrivePolicy: "" },
      "InvalidParameterValue",
      "Redrive policy is not a valid JSON map.",
    ],
    [
      "a policy on actions of another service",
      { policy: policy({ Principal: "*", Action: "sns:Publish", Resource: "*" }) },
      { policy: policy({ Principal: "*", Action: "SQS:SendMessage", Resource: "*" }) },
      VALUE,
      "Policy statement action out of service scope!, got sns:Publish",
    ],
  ],
);

describeWarnings(QUEUE, () => ({ inputs: { name: "jobs" } }), [
  [
    "a key that isn't there",
    { kmsMasterKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    { kmsMasterKeyId: "alias/aws/sqs" },
    "no message can be sent to the queue",
  ],
]);

describe("a queue", () => {
  const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs";

  it("is known by its URL, and encrypted by SQS itself where no key is named", () => {
    const cloud = inLocalCloud();
    const key = cloud.create("aws:kms/key:Key", {});

    expect(cloud.outputs(cloud.create(QUEUE, { name: "jobs" }))).toMatchObject({
      id: url,
      url,
      arn: queueArn("jobs"),
      sqsManagedSseEnabled: true,
      kmsDataKeyReusePeriodSeconds: 300,
      visibilityTimeoutSeconds: 30,
      messageRetentionSeconds: 345_600,
    });
    expect(cloud.outputs(cloud.create(QUEUE, { name: "mine", kmsMasterKeyId: key.id }))).toMatchObject({
      sqsManagedSseEnabled: false,
    });
    expect(cloud.create(QUEUE, { namePrefix: "jobs-", fifoQueue: true }).id).toMatch(/\/jobs-[0-9a-f]{26}\.fifo$/);
  });

  it("shares its queue with a second resource of the same name and attributes, of which it warns", () => {
    const cloud = inLocalCloud();
    cloud.create(QUEUE, { name: "jobs" });

    cloud.create(QUEUE, { name: "jobs" }, "eu-west-2");
    expect(cloud.warnings).toEqual([]);
    expect(refusalOf(() => cloud.create(QUEUE, { name: "jobs", tags: { Owner: "team" } }))).toBeUndefined();
    expect(cloud.warnings).toEqual([expect.stringContaining("the two resources share one queue")]);
  });

  it("is encrypted anew by an update, and takes its policies with it when it goes", () => {
    const cloud = inLocalCloud();
    const key = cloud.create("aws:kms/key:Key", {});
    const queue = cloud.create(QUEUE, { name: "jobs" });
    const updated = cloud.update(queue, { kmsMasterKeyId: key.id });

    expect(cloud.outputs(updated)).toMatchObject({ sqsManagedSseEnabled: false });
    cloud.create(QUEUE_POLICY, { queueUrl: url, policy: policy({ Principal: "*", Action: "sqs:*", Resource: "*" }) });
    cloud.create(REDRIVE_ALLOW_POLICY, { queueUrl: url, redriveAllowPolicy: allow("denyAll") });
    cloud.delete(updated);

    expect(cloud.cloud.state.ofType(QUEUE_POLICY)).toEqual([]);
    expect(cloud.cloud.state.ofType(REDRIVE_ALLOW_POLICY)).toEqual([]);
  });
});

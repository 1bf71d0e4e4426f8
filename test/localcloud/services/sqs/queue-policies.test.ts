import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { policy } from "../iam/policies";
import { allow, QUEUE, QUEUE_POLICY, queueArn, REDRIVE_ALLOW_POLICY, REDRIVE_POLICY, redrive } from "./queues";

const VALUE = "InvalidAttributeValue";
const MISSING = "https://sqs.eu-west-1.amazonaws.com/123456789012/none";
const NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

function sending(statement: object = {}): string {
  return policy({
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn("jobs"),
    ...statement,
  });
}

function listed(count: number, of: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

const ACTIONS = listed(8, (index) => `sqs:Action${index}`);
const account = (index: number) => String(100_000_000_000 + index);

describeRules(
  QUEUE_POLICY,
  (cloud) => {
    cloud.create(QUEUE, { name: "far" }, "eu-west-2");
    return { inputs: { queueUrl: cloud.create(QUEUE, { name: "jobs" }).id, policy: sending() } };
  },
  [
    ["a queue that isn't there", { queueUrl: MISSING }, {}, NO_QUEUE, "The specified queue does not exist"],
    [
      "a queue of another region",
      { queueUrl: "https://sqs.eu-west-2.amazonaws.com/123456789012/far" },
      {},
      NO_QUEUE,
      "(queueUrl)",
    ],
    ["a policy that names nobody", { policy: sending({ Principal: undefined }) }, {}, VALUE, "Principal"],
    [
      "actions of another service",
      { policy: sending({ Action: "sns:Publish" }) },
      { policy: sending({ Action: ["SQS:SendMessage", "sqs:*"] }) },
      VALUE,
      "Policy statement action out of service scope!, got sns:Publish (policy: Statement[0].Action)",
    ],
    [
      "eight actions in a statement",
      { policy: sending({ Action: ACTIONS }) },
      { policy: sending({ Action: ACTIONS.slice(1) }) },
      VALUE,
      "at most 7 actions are allowed, got 8",
    ],
    [
      "51 principals",
      { policy: sending({ Principal: { AWS: listed(51, account) } }) },
      { policy: sending({ Principal: { AWS: listed(50, account) } }) },
      VALUE,
      "at most 50 principals are allowed, got 51",
    ],
    [
      "a version that the provider waits for in vain",
      { policy: sending().replace("2012-10-17", "2008-10-17") },
      {},
      "Timeout",
      'the policy must say "Version": "2012-10-17" (policy)',
    ],
  ],
);

describeWarnings(
  QUEUE_POLICY,
  (cloud) => ({ inputs: { queueUrl: cloud.create(QUEUE, { name: "jobs" }).id, policy: sending() } }),
  [
    [
      "another queue's name in a statement",
      { policy: sending({ Resource: queueArn("job") }) },
      { policy: sending({ Resource: "*" }) },
      "never applies",
    ],
  ],
);

describeRules(
  REDRIVE_POLICY,
  (cloud) => {
    cloud.create(QUEUE, { name: "other" });
    const deadLetters = cloud.create(QUEUE, { name: "dead" });
    cloud.create(QUEUE, { name: "dead.fifo", fifoQueue: true });
    cloud.create(REDRIVE_ALLOW_POLICY, {
      queueUrl: deadLetters.id,
      redriveAllowPolicy: allow("byQueue", [queueArn("jobs")]),
    });
    return {
      otherUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/other",
      inputs: {
        queueUrl: cloud.create(QUEUE, { name: "jobs" }).id,
        redrivePolicy: redrive(queueArn("dead")),
      },
    };
  },
  [
    ["a queue that isn't there", { queueUrl: MISSING }, {}, NO_QUEUE, "(queueUrl)"],
    [
      "a queue that the dead-letter queue doesn't admit",
      ({ otherUrl }) => ({ queueUrl: otherUrl }),
      {},
      "InvalidParameterValue",
      "doesn't permit this source queue",
    ],
    [
      "a dead-letter queue of another kind",
      { redrivePolicy: redrive(queueArn("dead.fifo")) },
      {},
      "InvalidParameterValue",
      "must be same type of queue",
    ],
  ],
);

describeRules(
  REDRIVE_ALLOW_POLICY,
  (cloud) => ({ inputs: { queueUrl: cloud.create(QUEUE, { name: "dead" }).id, redriveAllowPolicy: allow("denyAll") } }),
  [
    [
      "a permission that there is not",
      { redriveAllowPolicy: allow("some") },
      { redriveAllowPolicy: allow("allowAll") },
      "InvalidParameterValue",
      'Invalid value for redrivePermission: "some".',
    ],
    [
      "permission by queue without queues",
      { redriveAllowPolicy: allow("byQueue") },
      { redriveAllowPolicy: allow("byQueue", [queueArn("jobs")]) },
      "InvalidParameterValue",
      "sourceQueueArns is for redrivePermission byQueue",
    ],
    [
      "eleven queues",
      {
        redriveAllowPolicy: allow(
          "byQueue",
          listed(11, (index) => queueArn(`jobs-${index}`)),
        ),
      },
      {
        redriveAllowPolicy: allow(
          "byQueue",
          listed(10, (index) => queueArn(`jobs-${index}`)),
        ),
      },
      "InvalidParameterValue",
      "must be 1 to 10 ARNs of queues",
    ],
  ],
);

describe("a setting of a queue", () => {
  it("is overwritten by a second one, of which the local cloud warns", () => {
    const cloud = inLocalCloud();
    const queueUrl = cloud.create(QUEUE, { name: "jobs" }).id;
    const policies = [sending(), sending()].map((each) => cloud.create(QUEUE_POLICY, { queueUrl, policy: each }));

    expect(policies[0]?.id).toBe(queueUrl);
    expect(cloud.warnings).toEqual([expect.stringContaining("the second one overwrites the first")]);
  });

  it("may be changed by an update, under the same rules", () => {
    const cloud = inLocalCloud();
    cloud.create(QUEUE, { name: "dead" });
    const queueUrl = cloud.create(QUEUE, { name: "jobs" }).id;
    const policies = cloud.create(REDRIVE_POLICY, { queueUrl, redrivePolicy: redrive(queueArn("dead")) });

    cloud.update(policies, { redrivePolicy: redrive(queueArn("dead"), 10) });
    expect(() => cloud.update(policies, { redrivePolicy: redrive(queueArn("none")) })).toThrow("does not exist");
  });
});

import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../../../components/alarm-topic";
import { EncryptionKey } from "../../../components/encryption-key";
import { consumePermissions, Queue, type QueueArgs, sendPermissions } from "../../../components/queue";
import { deployLocally } from "../../support/local-deployment";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
const RULE = "arn:aws:events:eu-central-1:123456789012:rule/uploads";

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const ARGS: QueueArgs = { kmsKeyArn: KEY, maxProcessingTime: "2m", alarmActions: [TOPIC] };
const arnOf = (name: string) => `arn:aws:sqs:eu-central-1:123456789012:${name}`;
const urlOf = (name: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/${name}`;
const OUTPUTS = { [QUEUE]: ({ name }: { name: string }) => ({ name, arn: arnOf(name), url: urlOf(name) }) };

async function queue(changes: Partial<QueueArgs> = {}): Promise<Registered[]> {
  return deploy(() => new Queue("jobs", { ...ARGS, ...changes }), { outputs: OUTPUTS });
}

function named(registered: readonly Registered[], type: string, name: string): Registered {
  return only(
    registered.filter((each) => each.name === name),
    type,
  );
}

function documentOf({ inputs }: Registered, input: string): unknown {
  return JSON.parse(String(inputs[input]));
}

describe("a queue", () => {
  it("is encrypted, polled long, and hides a message for as long as its consumer may take", async () => {
    const registered = await queue();

    expect(named(registered, QUEUE, "jobs").inputs).toEqual({
      kmsMasterKeyId: KEY,
      delaySeconds: 0,
      messageRetentionSeconds: 345_600,
      receiveWaitTimeSeconds: 20,
      visibilityTimeoutSeconds: 150,
      tags: { Name: "jobs" },
    });
    expect(named(registered, QUEUE, "jobs-dead-letters").inputs).toEqual({
      kmsMasterKeyId: KEY,
      messageRetentionSeconds: 1_209_600,
      receiveWaitTimeSeconds: 20,
      visibilityTimeoutSeconds: 150,
      tags: { Name: "jobs-dead-letters" },
    });
  });

  it("takes other numbers", async () => {
    const numbers = { retention: "1d", delay: "30s", receiveWaitTime: "0s", maxReceiveCount: 3 } as const;
    const registered = await queue({ ...numbers, deadLetterRetention: "7d", tags: { Owner: "team" } });

    expect(named(registered, QUEUE, "jobs").inputs).toMatchObject({
      delaySeconds: 30,
      messageRetentionSeconds: 86_400,
      receiveWaitTimeSeconds: 0,
      tags: { Name: "jobs", Owner: "team" },
    });
    expect(named(registered, QUEUE, "jobs-dead-letters").inputs).toMatchObject({ messageRetentionSeconds: 604_800 });
    expect(documentOf(only(registered, REDRIVE), "redrivePolicy")).toMatchObject({ maxReceiveCount: 3 });
  });

  it("gives messages up after five receives, to a queue that takes them from no other", async () => {
    const registered = await queue();
    const [redrive, allow] = [only(registered, REDRIVE), only(registered, ALLOW)];

    expect(redrive.inputs.queueUrl).toBe(urlOf("jobs"));
    expect(documentOf(redrive, "redrivePolicy")).toEqual({
      deadLetterTargetArn: arnOf("jobs-dead-letters"),
      maxReceiveCount: 5,
    });
    expect(allow.inputs.queueUrl).toBe(urlOf("jobs-dead-letters"));
    expect(documentOf(allow, "redriveAllowPolicy")).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [arnOf("jobs")],
    });
  });

  it("is FIFO, and so is its dead-letter queue, with what that allows", async () => {
    const [deadLetters, jobs] = all(await queue({ fifo: {} }), QUEUE);
    const fifo = { fifoQueue: true, contentBasedDeduplication: false };

    expect(deadLetters?.inputs).toMatchObject({
      ...fifo,
      deduplicationScope: "queue",
      fifoThroughputLimit: "perQueue",
    });
    expect(jobs?.inputs).toMatchObject({ ...fifo, deduplicationScope: "queue", fifoThroughputLimit: "perQueue" });
    const fast = await queue({ fifo: { contentBasedDeduplication: true, highThroughput: true } });
    expect(named(fast, QUEUE, "jobs").inputs).toMatchObject({
      contentBasedDeduplication: true,
      deduplicationScope: "messageGroup",
      fifoThroughputLimit: "perMessageGroupId",
    });
  });

  it("is used over TLS only, and sent to by the services that are named, for their sources", async () => {
    const senders = [
      { service: "events.amazonaws.com", sourceArns: [pulumi.output(RULE)] },
      { service: "s3.amazonaws.com", sourceArns: ["arn:aws:s3:::uploads"], sourceAccount: "123456789012" },
    ];
    const registered = await queue({ senders });
    const plain = (name: string) => ({
      Sid: "NothingInPlainText",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: arnOf(name),
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });

    expect(documentOf(named(registered, POLICY, "jobs-policy"), "policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        plain("jobs"),
        {
          Sid: "Sender0",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arnOf("jobs"),
          Condition: { ArnLike: { "aws:SourceArn": [RULE] } },
        },
        {
          Sid: "Sender1",
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arnOf("jobs"),
          Condition: {
            ArnLike: { "aws:SourceArn": ["arn:aws:s3:::uploads"] },
            StringEquals: { "aws:SourceAccount": "123456789012" },
          },
        },
      ],
    });
    expect(documentOf(named(registered, POLICY, "jobs-dead-letters-policy"), "policy")).toEqual({
      Version: "2012-10-17",
      Statement: [plain("jobs-dead-letters")],
    });
  });

  it("has alarms on age, backlog and dead letters, which begin and end at the topic", async () => {
    const registered = await queue({ alarms: { maxMessageAge: "30m", maxBacklog: 500 } });
    const alarms = all(registered, ALARM).sort((one, other) => one.name.localeCompare(other.name));

    expect(
      alarms.map(({ inputs: { name, metricName, dimensions, threshold, evaluationPeriods } }) => [
        name,
        metricName,
        (dimensions as { QueueName: string }).QueueName,
        threshold,
        evaluationPeriods,
      ]),
    ).toEqual([
      ["jobs-backlog", "ApproximateNumberOfMessagesVisible", "jobs", 500, 5],
      ["jobs-dead-letters", "ApproximateNumberOfMessagesVisible", "jobs-dead-letters", 0, 1],
      ["jobs-dead-letters-expire", "ApproximateAgeOfOldestMessage", "jobs-dead-letters", 691_200, 1],
      ["jobs-message-age", "ApproximateAgeOfOldestMessage", "jobs", 1800, 5],
    ]);
    for (const { inputs } of alarms) {
      expect(inputs).toMatchObject({
        namespace: "AWS/SQS",
        statistic: "Maximum",
        comparisonOperator: "GreaterThanThreshold",
        period: 60,
        treatMissingData: "notBreaching",
        alarmActions: [TOPIC],
        okActions: [TOPIC],
      });
    }
  });

  it("tells what producers, consumers and people need", async () => {
    const seen: Record<string, unknown> = {};
    await deploy(
      () => {
        const jobs = new Queue("jobs", ARGS);
        const { queueUrl, queueArn, queueName, deadLetterQueueUrl, deadLetterQueueArn, deadLetterQueueName } = jobs;
        pulumi
          .all({ queueUrl, queueArn, queueName, deadLetterQueueUrl, deadLetterQueueArn, deadLetterQueueName })
          .apply((outputs) => Object.assign(seen, outputs));
        seen.visibilityTimeoutSeconds = jobs.visibilityTimeoutSeconds;
      },
      { outputs: OUTPUTS },
    );

    expect(seen).toEqual({
      queueUrl: urlOf("jobs"),
      queueArn: arnOf("jobs"),
      queueName: "jobs",
      deadLetterQueueUrl: urlOf("jobs-dead-letters"),
      deadLetterQueueArn: arnOf("jobs-dead-letters"),
      deadLetterQueueName: "jobs-dead-letters",
      visibilityTimeoutSeconds: 150,
    });
  });

  it("edits each kind of child by its transform", async () => {
    const registered = await queue({
      transform: {
        queue: { maxMessageSize: 1_048_576 },
        deadLetterQueue: (_args, options) => {
          options.protect = true;
        },
        redrivePolicy: { region: "eu-central-1" },
        redriveAllowPolicy: { region: "eu-central-1" },
        policy: { region: "eu-central-1" },
        alarm: { actionsEnabled: false },
      },
    });

    expect(named(registered, QUEUE, "jobs")).toMatchObject({ inputs: { maxMessageSize: 1_048_576 }, protect: false });
    expect(named(registered, QUEUE, "jobs-dead-letters").protect).toBe(true);
    for (const type of [POLICY, REDRIVE, ALLOW]) {
      for (const { inputs } of all(registered, type)) expect(inputs.region).toBe("eu-central-1");
    }
    for (const { inputs } of all(registered, ALARM)) expect(inputs.actionsEnabled).toBe(false);
  });

  it.each<[string, Partial<QueueArgs>]>([
    ["standard", { senders: [{ service: "events.amazonaws.com", sourceArns: [RULE] }] }],
    ["FIFO, with a long name", { fifo: { highThroughput: true } }],
  ])("is what AWS takes: %s", async (kind, changes) => {
    const name = kind === "standard" ? "jobs" : "j".repeat(90);
    const { refusals: refused } = await deployLocally(() => {
      const accountId = "123456789012";
      const { keyArn: kmsKeyArn } = new EncryptionKey("shop", { accountId, region: "eu-west-1" });
      const { topicArn } = new AlarmTopic("shop", { accountId, kmsKeyArn });
      return new Queue(name, { ...ARGS, kmsKeyArn, alarmActions: [topicArn], ...changes });
    });

    expect(refused).toEqual([]);
  });
});

/** Pattern of a problem of an argument with these words in its reason. */
function startingWith(path: string, words: string): RegExp {
  const [start, within] = [`${path}: `, words].map((each) => each.replace(/[.[\]()"]/g, "\\$&"));
  return new RegExp(`^${start ?? ""}.*${within ?? ""}`);
}

describe("refused arguments", () => {
  async function problems(changes: Partial<QueueArgs>) {
    return refusals(() => new Queue("jobs", { ...ARGS, ...changes }));
  }

  it.each<[string, Partial<QueueArgs>, string, string]>([
    ["a processing time of 12 hours", { maxProcessingTime: "12h" }, "maxProcessingTime", "12 hours at most"],
    [
      "ten at once for too long",
      { maxProcessingTime: "2h", messagesAtOnce: 10 },
      "maxProcessingTime",
      "split the work",
    ],
    ["eleven messages at once", { messagesAtOnce: 11 }, "messagesAtOnce", "from 1 to 10, got 11"],
    ["no receive", { maxReceiveCount: 0 }, "maxReceiveCount", "from 1 to 1000, got 0"],
    ["15 days", { retention: "15d" }, "retention", 'got "15d"'],
    ["dead letters that are lost first", { retention: "14d" }, "retention", "keep messages longer than the queue"],
    ["dead letters for 4 days", { deadLetterRetention: "4d" }, "deadLetterRetention", "longer than the queue"],
    ["a receive of 21 s", { receiveWaitTime: "21s" }, "receiveWaitTime", 'from "1s" to "20s"'],
    ["a delay of an hour", { delay: "1h" }, "delay", 'from "1s" to "900s"'],
    ["an alias", { kmsKeyArn: "alias/shop" }, "kmsKeyArn", "not of an alias"],
    ["no consumer", { alarms: { consumers: 0 } }, "alarms.consumers", "got 0"],
    ["a backlog of none", { alarms: { maxBacklog: 0 } }, "alarms.maxBacklog", "got 0"],
    ["an age after the loss", { alarms: { maxMessageAge: "5d" } }, "alarms.maxMessageAge", "before it is lost"],
    ["a retention before the alarm", { retention: "10m" }, "retention", "they do after 15m, and it is kept for 10m"],
    [
      "a sender without source",
      { senders: [{ service: "events.amazonaws.com", sourceArns: [] }] },
      "senders[0].sourceArns",
      "must name one resource at least",
    ],
    [
      "a bucket without account",
      { senders: [{ service: "s3.amazonaws.com", sourceArns: ["arn:aws:s3:::uploads"] }] },
      "senders[0].sourceArns[0]",
      "must name its account",
    ],
    [
      "what is no service",
      { senders: [{ service: "events", sourceArns: [RULE] }] },
      "senders[0].service",
      'got "events"',
    ],
    [
      "S3 before a FIFO queue",
      {
        fifo: {},
        senders: [{ service: "s3.amazonaws.com", sourceArns: ["arn:aws:s3:::uploads"], sourceAccount: "123456789012" }],
      },
      "senders[0].service",
      "sends to no FIFO queue",
    ],
    [
      "more senders than a policy has conditions for",
      { senders: Array.from({ length: 10 }, () => ({ service: "events.amazonaws.com", sourceArns: [RULE] })) },
      "senders",
      "9 conditions at most together",
    ],
  ])("are %s", async (_, changes, path, reason) => {
    expect(await problems(changes)).toEqual([expect.stringMatching(startingWith(path, reason))]);
  });

  it("are told all at once", async () => {
    const found = await problems({ maxReceiveCount: 0, delay: "1h", retention: "15d" });

    expect(found.map((each) => each.split(":")[0])).toEqual(["maxReceiveCount", "retention", "delay"]);
  });
});

describe("the permissions of a queue", () => {
  const used = { queueArn: arnOf("jobs"), kmsKeyArn: KEY };
  const known = async (statements: readonly unknown[]) =>
    new Promise<unknown>((resolve) => {
      pulumi.output(statements).apply(resolve);
    });

  it("let a producer send, and encrypt through SQS", async () => {
    expect(await known(sendPermissions(used))).toEqual([
      {
        Effect: "Allow",
        Action: ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
        Resource: arnOf("jobs"),
      },
      {
        Effect: "Allow",
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "sqs.eu-central-1.amazonaws.com" } },
      },
    ]);
  });

  it("let a consumer receive, delete and hide, and decrypt through SQS", async () => {
    expect(await known(consumePermissions(used))).toEqual([
      {
        Effect: "Allow",
        Action: [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueUrl",
          "sqs:GetQueueAttributes",
        ],
        Resource: arnOf("jobs"),
      },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "sqs.eu-central-1.amazonaws.com" } },
      },
    ]);
  });

  it("leave the key out where AWS's own encrypts", async () => {
    expect(await known(consumePermissions({ queueArn: arnOf("jobs") }))).toHaveLength(1);
  });
});

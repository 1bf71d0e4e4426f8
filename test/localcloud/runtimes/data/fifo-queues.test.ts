import { refusalOf } from "../../support";
import type { ApiContext } from "../../../../localcloud/api/operation";
import { messageOperations } from "../../../../localcloud/api/operations/sqs/messages";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { objects, type Properties } from "../../../../localcloud/model/values";
import { Queues } from "../../../../localcloud/runtimes/data/aws/queues";
import { temporaryDirectory } from "../../../support/temporary-directory";
import { queue } from "../support/sample-stores";
import { cloudWith, REGION } from "../support/sample-tasks";

const MINUTE = 60_000;
const BY_GROUP = { deduplicationScope: "messageGroup", fifoThroughputLimit: "perMessageGroupId" };

const STANDARD = queue("jobs");
const ORDERS = fifo("orders", { contentBasedDeduplication: true });
const NAMED = fifo("named");
const GROUPED = fifo("grouped", BY_GROUP);
const DEAD = fifo("dead", { contentBasedDeduplication: true });
const FRAGILE = fifo("fragile", {
  contentBasedDeduplication: true,
  redrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD.computed.arn, maxReceiveCount: 1 }),
});
const CLOUD = cloudWith([STANDARD, ORDERS, NAMED, GROUPED, DEAD, FRAGILE]);

function fifo(name: string, other: Properties = {}): CloudResource {
  return queue(`${name}.fifo`, { fifoQueue: true, ...other });
}

let directory = "";
let now = 0;
let queues: Queues;

beforeEach(() => {
  directory = temporaryDirectory();
  now = Date.parse("2026-11-30T12:00:00Z");
  queues = Queues.open(CLOUD, directory, () => now);
});

afterEach(() => {
  queues.close();
});

/** Calls an operation as a program does, and as long as it takes no time. */
function call(name: string, { id: QueueUrl }: CloudResource, input: Properties = {}): Properties {
  const asked = { input: { QueueUrl, ...input }, region: REGION, signal: new AbortController().signal };
  const answer = messageOperations[name]?.(asked, { queues, cloud: CLOUD } as unknown as ApiContext);
  if (answer === undefined || answer instanceof Promise) throw new Error(`${name} takes its time`);
  return answer.output();
}

function send(to: CloudResource, MessageBody: string, MessageGroupId: string, other: Properties = {}): Properties {
  return call("SendMessage", to, { MessageBody, MessageGroupId, ...other });
}

function receive(from: CloudResource, most = 10): { body: string; receipt: string }[] {
  return queues.receive(from, most).map(({ body, receipt = "" }) => ({ body, receipt }));
}

const bodies = (from: CloudResource, most?: number): string[] => receive(from, most).map(({ body }) => body);

function remove(from: CloudResource, receipt = ""): void {
  call("DeleteMessage", from, { ReceiptHandle: receipt });
}

describe("the order of a FIFO queue", () => {
  it("is that of each group, of which nothing comes while a message before it is worked on", () => {
    for (const body of ["a1", "b1", "a2", "b2", "a3"]) send(ORDERS, body, body.slice(0, 1));
    const [first, second] = receive(ORDERS, 2);

    expect([first?.body, second?.body]).toEqual(["a1", "b1"]);
    expect(bodies(ORDERS)).toEqual([]);
    remove(ORDERS, first?.receipt);
    expect(bodies(ORDERS)).toEqual(["a2", "a3"]);
  });

  it("stays when a message comes back", () => {
    for (const body of ["a1", "a2", "b1"]) send(ORDERS, body, body.slice(0, 1));
    const [first] = receive(ORDERS, 1);
    call("ChangeMessageVisibility", ORDERS, { ReceiptHandle: first?.receipt, VisibilityTimeout: 5 });

    expect(bodies(ORDERS)).toEqual(["b1"]);
    now += 5000;
    expect(bodies(ORDERS, 2)).toEqual(["a1", "a2"]);
  });

  it("goes on where a message went to the dead letters, which keep the order", () => {
    for (const body of ["a1", "a2", "a3"]) send(FRAGILE, body, "a");
    expect(bodies(FRAGILE, 2)).toEqual(["a1", "a2"]);
    now += MINUTE;

    expect(bodies(FRAGILE)).toEqual(["a3"]);
    expect(bodies(DEAD)).toEqual(["a1", "a2"]);
  });

  it("is told by numbers, which grow after a restart, too", () => {
    const numbers = ["a1", "a2"].map((body) => String(send(ORDERS, body, "a").SequenceNumber));
    queues.close();
    queues = Queues.open(CLOUD, directory, () => now);
    numbers.push(String(send(ORDERS, "a3", "a").SequenceNumber));

    expect(numbers).toEqual([...numbers].sort());
    expect(numbers.every((number) => /^\d{20}$/.test(number))).toBe(true);
    expect(bodies(ORDERS)).toEqual(["a1", "a2", "a3"]);
  });
});

describe("duplicates of a FIFO queue", () => {
  it("are taken and not delivered for five minutes, also once the first one was deleted", () => {
    const first = send(ORDERS, "a", "one");
    remove(ORDERS, receive(ORDERS)[0]?.receipt);
    now += 5 * MINUTE - 1;

    expect(send(ORDERS, "a", "one")).toEqual(first);
    expect(bodies(ORDERS)).toEqual([]);
    now += 1;
    expect(send(ORDERS, "a", "one").MessageId).not.toBe(first.MessageId);
    expect(bodies(ORDERS)).toEqual(["a"]);
  });

  it("are those of an id, whatever they say", () => {
    const first = send(NAMED, "a", "one", { MessageDeduplicationId: "1" });
    expect(send(NAMED, "other", "two", { MessageDeduplicationId: "1" }).MessageId).toBe(first.MessageId);
    expect(send(NAMED, "a", "one", { MessageDeduplicationId: "2" }).MessageId).not.toBe(first.MessageId);
  });

  it("are those of a group where that is the queue's scope", () => {
    const first = send(GROUPED, "a", "one", { MessageDeduplicationId: "1" });
    expect(send(GROUPED, "a", "two", { MessageDeduplicationId: "1" }).MessageId).not.toBe(first.MessageId);
    expect(send(GROUPED, "b", "one", { MessageDeduplicationId: "1" }).MessageId).toBe(first.MessageId);
  });

  it("are known after a restart as long as the first one waits", () => {
    const first = send(ORDERS, "a", "one");
    queues.close();
    queues = Queues.open(CLOUD, directory, () => now);
    expect(send(ORDERS, "a", "one").MessageId).toBe(first.MessageId);
  });
});

describe("a message", () => {
  const REASON = "The request include parameter that is not valid for this queue type.";

  it.each<[string, CloudResource, Properties, string]>([
    ["without a group", ORDERS, {}, "MissingParameter: The request must contain the parameter MessageGroupId."],
    [
      "without an id where contents don't count",
      NAMED,
      { MessageGroupId: "a" },
      "InvalidParameterValue: The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    ],
    [
      "with a delay of its own",
      ORDERS,
      { MessageGroupId: "a", DelaySeconds: 5 },
      `InvalidParameterValue: Value 5 for parameter DelaySeconds is invalid. Reason: ${REASON}`,
    ],
    [
      "with a group of other characters",
      ORDERS,
      { MessageGroupId: "a b" },
      "InvalidParameterValue: Value a b for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
    ],
    [
      "with an id for a standard queue",
      STANDARD,
      { MessageDeduplicationId: "1" },
      `InvalidParameterValue: Value 1 for parameter MessageDeduplicationId is invalid. Reason: ${REASON}`,
    ],
  ])("%s is refused", (_what, to, input, message) => {
    expect(refusalOf(() => call("SendMessage", to, { MessageBody: "a", ...input }))).toBe(message);
  });

  it("fails by itself in a batch", () => {
    const entry = (Id: string, other: Properties = {}): Properties => ({ Id, MessageBody: Id, ...other });
    const { Successful, Failed } = call("SendMessageBatch", ORDERS, {
      Entries: [entry("1", { MessageGroupId: "a" }), entry("2")],
    });

    expect(Successful).toMatchObject([{ Id: "1", SequenceNumber: expect.stringMatching(/^\d+$/) as unknown }]);
    expect(Failed).toMatchObject([{ Id: "2", SenderFault: true, Code: "MissingParameter" }]);
  });

  it("of a standard queue may name a group, which orders nothing", () => {
    for (const body of ["a1", "a2"]) send(STANDARD, body, "a");
    expect(bodies(STANDARD, 1)).toEqual(["a1"]);
    expect(bodies(STANDARD, 1)).toEqual(["a2"]);
  });

  it("tells its group, id and number", async () => {
    const { SequenceNumber } = send(NAMED, "a", "one", { MessageDeduplicationId: "1" });
    const input = { QueueUrl: NAMED.id, MessageSystemAttributeNames: ["All"] };
    const asked = { input, region: REGION, signal: new AbortController().signal };
    const received = await messageOperations.ReceiveMessage?.(asked, { queues, cloud: CLOUD } as unknown as ApiContext);
    const answer = received?.output();

    expect(objects(answer ?? {}, "Messages")).toMatchObject([
      { Attributes: { MessageGroupId: "one", MessageDeduplicationId: "1", SequenceNumber } },
    ]);
  });

  it("can't be deleted any more once others may have it", () => {
    send(ORDERS, "a", "one");
    const [{ receipt } = { receipt: "" }] = receive(ORDERS);
    now += 30_000;

    expect(
      refusalOf(() => {
        remove(ORDERS, receipt);
      }),
    ).toBe(
      `InvalidParameterValue: Value ${receipt} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
    const [again] = receive(ORDERS);
    remove(ORDERS, again?.receipt);
    expect(bodies(ORDERS)).toEqual([]);
  });
});

it("a FIFO queue tells what it is", () => {
  const { Attributes } = call("GetQueueAttributes", ORDERS, { AttributeNames: ["All"] });
  expect(Attributes).toMatchObject({ FifoQueue: "true", ContentBasedDeduplication: "true" });
});

it("who waits for a message of a FIFO queue gets it as soon as the one before it is deleted", async () => {
  for (const body of ["a1", "a2"]) send(ORDERS, body, "a");
  const [first] = receive(ORDERS, 1);
  const waiting = queues.something(ORDERS, 300, new AbortController().signal);
  remove(ORDERS, first?.receipt);
  await waiting;
  expect(bodies(ORDERS)).toEqual(["a2"]);
});

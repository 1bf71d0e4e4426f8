import { Queue, type QueueArgs } from "../../../components/queue";
import { difference } from "../../../localcloud/provider/difference";
import { RESOURCE_TYPES } from "../../../localcloud/services";
import { deploy, type Registered } from "../../support/deploy";

const QUEUE = "aws:sqs/queue:Queue";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const ARGS: QueueArgs = { kmsKeyArn: KEY, maxProcessingTime: "2m", alarmActions: [] };
const OUTPUTS = { [QUEUE]: ({ name }: { name: string }) => ({ url: `https://sqs.eu-west-1.amazonaws.com/1/${name}` }) };

/** Resources of a queue by type and name. */
async function resourcesOf(changes: Partial<QueueArgs>): Promise<ReadonlyMap<string, Registered>> {
  const registered = await deploy(() => new Queue("jobs", { ...ARGS, ...changes }), { outputs: OUTPUTS });
  return new Map(
    registered.filter(({ component }) => !component).map((each) => [`${each.type} ${each.name}`, each] as const),
  );
}

/** What a change of arguments does to the resources that exist, as the local cloud judges it. */
async function change(to: Partial<QueueArgs>, from: Partial<QueueArgs> = {}) {
  const [before, after] = [await resourcesOf(from), await resourcesOf(to)];
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  const found = [...after.values()].map(({ type, name, inputs }) => {
    const known = RESOURCE_TYPES.find((each) => each.type === type);
    const old = before.get(`${type} ${name}`)?.inputs;
    if (known === undefined || old === undefined) throw new Error(`nothing is known of ${name}`);
    return { name, ...difference(known, old, inputs) };
  });
  return {
    changed: found.filter(({ changed }) => changed.length > 0).map(({ name }) => name),
    replaced: found.filter(({ replacing }) => replacing.length > 0).map(({ name }) => name),
  };
}

describe("a change of a queue's", () => {
  it.each<[string, Partial<QueueArgs>, string[]]>([
    ["processing time", { maxProcessingTime: "3m" }, ["jobs", "jobs-dead-letters"]],
    ["messages at once", { messagesAtOnce: 5 }, ["jobs", "jobs-dead-letters", "jobs-message-age"]],
    ["receives", { maxReceiveCount: 3 }, ["jobs-redrive-policy"]],
    ["retention", { retention: "2d" }, ["jobs", "jobs-dead-letters-expire"]],
    ["key", { kmsKeyArn: KEY.replace("1111", "9999") }, ["jobs", "jobs-dead-letters"]],
    ["delay and polling", { delay: "10s", receiveWaitTime: "0s" }, ["jobs", "jobs-dead-letters"]],
    [
      "senders",
      { senders: [{ service: "events.amazonaws.com", sourceArns: ["arn:aws:events:eu-west-1:123456789012:rule/a"] }] },
      ["jobs-policy"],
    ],
    ["alarms", { alarms: { maxBacklog: 10 } }, ["jobs-backlog"]],
  ])("%s replaces nothing, and touches only what it concerns", async (_, to, changed) => {
    expect(await change(to)).toEqual({ changed: expect.arrayContaining(changed) as string[], replaced: [] });
    expect((await change(to)).changed).toHaveLength(changed.length);
  });

  it("throughput replaces nothing where the queue is FIFO", async () => {
    const { replaced } = await change({ fifo: { highThroughput: true } }, { fifo: {} });

    expect(replaced).toEqual([]);
  });

  it("order replaces both queues, as its documentation says", async () => {
    const { replaced } = await change({ fifo: {} });

    expect(replaced).toEqual(expect.arrayContaining(["jobs", "jobs-dead-letters"]));
    expect(replaced).toHaveLength(2);
  });
});

import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { all, only, type Registered } from "../../../support/deploy";
import { deployEnvironment } from "../../deployed";
import { MINIMAL, refused } from "../../example-settings";

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TASKS = "aws:ecs/taskDefinition:TaskDefinition";

const QUEUES = [
  { name: "jobs", maxProcessingTime: "10m", maxReceiveCount: 3, retention: "2d", delay: "30s", maxBacklog: 500 },
  { name: "mail-high", maxProcessingTime: "4s", messagesAtOnce: 10, fifo: { contentBasedDeduplication: true } },
];
const SERVICES = [
  { name: "enterprise", sendsTo: ["jobs", "mail-high"] },
  { name: "worker", worker: true, consumes: "jobs", sendsTo: ["mail-high"], command: ["node", "dist/worker.js"] },
  { name: "mailer", worker: true, consumes: "mail-high", scaling: { maxInstances: 5 } },
  { name: "api", routing: { paths: ["/api/*"] } },
];

let resources: readonly Registered[];
let outputs: Awaited<ReturnType<typeof deployEnvironment>>["outputs"];

beforeAll(async () => {
  const settings = { ...MINIMAL, queues: QUEUES, services: SERVICES };
  ({ resources, outputs } = await deployEnvironment(parseConfiguration(settings, "staging")));
});

function named(type: string, name: string): Registered {
  return only(
    resources.filter((each) => each.name === `proofpix-staging-${name}`),
    type,
  );
}

interface Container {
  readonly command?: readonly string[];
  readonly stopTimeout: number;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

function containerOf(service: string): Container {
  const [container] = JSON.parse(String(named(TASKS, service).inputs.containerDefinitions)) as Container[];
  if (container === undefined) throw new Error("the container is missing");
  return container;
}

/** Environment variables that tell of queues. */
function variablesOf(service: string): Record<string, string> {
  const { environment } = containerOf(service);
  return Object.fromEntries(
    environment.filter(({ name }) => name.includes("QUEUE")).map((each) => [each.name, each.value]),
  );
}

/** What the application may do, on which resource. */
function actionsOf(service: string): [unknown, unknown][] {
  const policy = all(resources, POLICY).find(({ name }) => name === `proofpix-staging-${service}-task`);
  if (policy === undefined) return [];
  const { Statement } = JSON.parse(String(policy.inputs.policy)) as {
    Statement: { Action: unknown; Resource: unknown }[];
  };
  return Statement.map(({ Action, Resource }) => [Action, Resource]);
}

const SENDS = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"];
const TAKES = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueUrl",
  "sqs:GetQueueAttributes",
];
const arnOf = (queue: string) => `arn:mock:proofpix-staging-queue-${queue}`;
const KEY = "arn:mock:proofpix-staging";

describe("the queues of an environment", () => {
  it("are none unless they are named", async () => {
    const without = await deployEnvironment(parseConfiguration(MINIMAL, "staging"));

    expect(all(without.resources, QUEUE)).toEqual([]);
    expect(without.outputs).toMatchObject({ queueUrls: {}, deadLetterQueueUrls: {} });
  });

  it("are what their keys say", () => {
    expect(named(QUEUE, "queue-jobs").inputs).toMatchObject({
      visibilityTimeoutSeconds: 630,
      messageRetentionSeconds: 172_800,
      delaySeconds: 30,
      tags: { Environment: "staging" },
    });
    expect(String(named(REDRIVE, "queue-jobs-redrive-policy").inputs.redrivePolicy)).toContain('"maxReceiveCount":3');
    expect(named(QUEUE, "queue-mail-high").inputs).toMatchObject({
      fifoQueue: true,
      contentBasedDeduplication: true,
      visibilityTimeoutSeconds: 70,
    });
  });

  it("tell people by their own alarms, whose thresholds follow from their consumers", () => {
    const threshold = (alarm: string) => named(ALARM, alarm).inputs.threshold;

    expect(threshold("queue-jobs-backlog")).toBe(500);
    expect(threshold("queue-jobs-message-age")).toBe(3 * 630);
    // Five mailers that take 4 seconds for a message work off so many in 15 minutes.
    expect(threshold("queue-mail-high-backlog")).toBe(1125);
    expect(all(resources, ALARM).filter(({ name }) => name.endsWith("-item-age"))).toEqual([]);
  });

  it("are found by the stack's outputs", () => {
    expect(Object.keys(outputs.queueUrls)).toEqual(["jobs", "mail-high"]);
    expect(Object.keys(outputs.deadLetterQueueUrls)).toEqual(["jobs", "mail-high"]);
  });

  it("are protected in production, and so are their dead letters", async () => {
    const settings = { ...MINIMAL, minInstances: 3, queues: [{ name: "jobs" }] };
    const production = await deployEnvironment(parseConfiguration(settings, "production"));

    expect(all(production.resources, QUEUE).map((each) => each.protect)).toEqual([true, true]);
    expect(all(resources, QUEUE).some((each) => each.protect)).toBe(false);
  });
});

describe("a service that sends", () => {
  it("finds its queues, and may send to them", () => {
    expect(Object.keys(variablesOf("enterprise"))).toEqual(["JOBS_QUEUE_URL", "MAIL_HIGH_QUEUE_URL"]);
    expect(actionsOf("enterprise")).toEqual([
      [SENDS, arnOf("jobs")],
      [["kms:GenerateDataKey", "kms:Decrypt"], expect.stringContaining(KEY)],
      [SENDS, arnOf("mail-high")],
      [["kms:GenerateDataKey", "kms:Decrypt"], expect.stringContaining(KEY)],
    ]);
  });

  it("stops as quickly as any other", () => {
    expect(containerOf("enterprise").stopTimeout).toBe(containerOf("api").stopTimeout);
    expect(variablesOf("api")).toEqual({});
    expect(actionsOf("api")).toEqual([]);
  });
});

describe("a service that consumes", () => {
  it("finds its queue and the time that it has, runs its own command, and may take messages", () => {
    const variables = variablesOf("worker");

    expect(Object.keys(variables).sort()).toEqual([
      "JOBS_QUEUE_URL",
      "MAIL_HIGH_QUEUE_URL",
      "QUEUE_VISIBILITY_TIMEOUT_SECONDS",
    ]);
    expect(variables.QUEUE_VISIBILITY_TIMEOUT_SECONDS).toBe("630");
    expect(containerOf("worker").command).toEqual(["node", "dist/worker.js"]);
    expect(actionsOf("worker").map(([actions]) => actions)).toEqual([
      SENDS,
      ["kms:GenerateDataKey", "kms:Decrypt"],
      TAKES,
      "kms:Decrypt",
    ]);
  });

  it.each([
    ["worker", 120],
    ["mailer", 40],
  ])("may end what it has, as far as ECS waits: %s", (service, seconds) => {
    expect(containerOf(service).stopTimeout).toBe(seconds);
  });

  it("is scaled by its queue, and people hear where that isn't enough", () => {
    const dimensions = { QueueName: "proofpix-staging-queue-jobs" };
    const overloaded = JSON.stringify(named(ALARM, "worker-overloaded").inputs.metricQueries);

    expect(named(ALARM, "worker-scale-up-queue-depth").inputs).toMatchObject({ threshold: 100, dimensions });
    expect(overloaded).toContain(JSON.stringify(dimensions));
  });

  it("isn't where its trigger is off", async () => {
    const scaling = { triggers: { queueDepth: { enabled: false } } };
    const services = [{ name: "enterprise" }, { name: "worker", worker: true, consumes: "jobs", scaling }];
    const settings = { ...MINIMAL, queues: [{ name: "jobs" }], services };
    const deployed = await deployEnvironment(parseConfiguration(settings, "staging"));

    expect(all(deployed.resources, ALARM).filter(({ name }) => name.includes("queue-depth"))).toEqual([]);
  });

  it("lets its requests end too, where it takes some", async () => {
    const services = [{ name: "enterprise", consumes: "jobs" }];
    const settings = { ...MINIMAL, queues: [{ name: "jobs", maxProcessingTime: "1s" }], services };
    const deployed = await deployEnvironment(parseConfiguration(settings, "staging"));
    const { containerDefinitions } = only(deployed.resources, TASKS).inputs;
    const [container] = JSON.parse(String(containerDefinitions)) as Container[];

    expect(container?.stopTimeout).toBe(containerOf("api").stopTimeout);
  });
});

describe("a configuration of queues", () => {
  const told = (words: string): unknown => expect.stringContaining(words) as unknown;
  const service = (changes: object, settings: object = { queues: [{ name: "jobs" }] }) =>
    refused({ ...settings, services: [{ name: "web", ...changes }] });
  const queue = (changes: object) => refused({ queues: [{ name: "jobs", ...changes }] });

  it.each<[string, object, string, string]>([
    ["a name in capitals", { name: "Jobs" }, "name", "at most 32 lower-case letters"],
    ["the name of dead letters", { name: "jobs-dead-letters" }, "name", "not ending with -dead-letters"],
    ["a retention as long as that of dead letters", { retention: "14d" }, "retention", "keep messages longer"],
    ["a time that no visibility timeout holds", { maxProcessingTime: "12h" }, "maxProcessingTime", "split the work"],
    ["an age after the loss", { maxMessageAge: "5d" }, "maxMessageAge", "before it is lost"],
    ["no receive", { maxReceiveCount: 0 }, "maxReceiveCount", "from 1 to 1000"],
    ["a delay of an hour", { delay: "1h" }, "delay", 'to "15m"'],
    ["another key", { ordered: true }, "ordered", "is not a known key"],
  ])("is refused with %s", (_, changes, key, words) => {
    expect(queue(changes)).toEqual({ [`proofpix:queues[0].${key}`]: told(words) });
  });

  it("is refused with two queues of one name", () => {
    expect(refused({ queues: [{ name: "jobs" }, { name: "mail" }, { name: "jobs" }] })).toEqual({
      "proofpix:queues[2].name": told("must be a name of its own"),
    });
  });

  it("is refused where a service names a queue that there is not", () => {
    expect(service({ consumes: "job", sendsTo: ["jobs", "mail"] })).toEqual({
      "proofpix:services[0].consumes": told('has "jobs", got "job"; did you mean "jobs"?'),
      "proofpix:services[0].sendsTo[1]": told('got "mail"; add it there'),
    });
    expect(service({ sendsTo: ["jobs"] }, {})).toEqual({
      "proofpix:services[0].sendsTo[0]": told('which has none, got "jobs"; add it there'),
    });
  });

  it("tells nothing of names where a queue itself is wrong", () => {
    expect(service({ consumes: "jobs" }, { queues: [{ name: "Jobs" }] })).toEqual({
      "proofpix:queues[0].name": told("lower-case letters"),
    });
  });

  it("is refused where a service sends to a queue twice", () => {
    expect(service({ sendsTo: ["jobs", "jobs"] })).toEqual({
      "proofpix:services[0].sendsTo[1]": told('got "jobs" a second time'),
    });
  });

  it("is refused where a service works off two queues", () => {
    const queueKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    expect(service({ consumes: "jobs", scaling: { queueName: "others", queueKeyArn } })).toEqual({
      "proofpix:services[0].scaling.queueName": told('beside consumes, which is "jobs", got "others"'),
      "proofpix:services[0].scaling.queueKeyArn": told("a service works off one queue"),
    });
  });

  it("is refused with the age of a queue at its consumer", () => {
    expect(service({ consumes: "jobs", scaling: { maxItemAge: "1h" } })).toEqual({
      "proofpix:services[0].scaling.maxItemAge": told("set maxMessageAge of the queue instead"),
    });
  });

  it("is refused with an empty command", () => {
    expect(service({ command: [] })).toEqual({ "proofpix:services[0].command": told("at least one entry") });
  });

  it("is one that scales by the thresholds that a consumer says", () => {
    const scaling = { triggers: { queueDepth: { above: 50 } } };

    expect(() =>
      parseConfiguration(
        { ...MINIMAL, queues: [{ name: "jobs" }], services: [{ name: "web", consumes: "jobs", scaling }] },
        "staging",
      ),
    ).not.toThrow();
  });
});

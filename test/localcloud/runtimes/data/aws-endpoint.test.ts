import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, get as httpsGet } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { AwsEndpoint } from "../../../../localcloud/runtimes/data/aws/aws-endpoint";
import { testAuthority } from "../support/authority";
import { queue } from "../support/sample-stores";
import { cloudWith, REGION, resource, secretWith } from "../support/sample-tasks";
import { taskApis } from "../support/task-apis";

const [JOBS, DEAD] = [queue("jobs"), queue("jobs-dead")];
const REDRIVE = resource("aws:sqs/redrivePolicy:RedrivePolicy", JOBS.id, {
  queueUrl: JOBS.id,
  redrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD.computed.arn, maxReceiveCount: 2 }),
});
const [SECRET, VERSION] = secretWith("shop", "open sesame");
const CLOUD = cloudWith([JOBS, DEAD, REDRIVE, ...[SECRET, VERSION].flatMap((each) => each ?? [])]);

const directory = mkdtempSync(join(tmpdir(), "proofpix-aws-"));
const authority = testAuthority(join(directory, "authority"));
let endpoint: AwsEndpoint;
let sqs: SQSClient;
let secrets: SecretsManagerClient;

async function open(): Promise<void> {
  const apis = taskApis(CLOUD, () => endpoint.queues);
  endpoint = await AwsEndpoint.open({ cloud: CLOUD, authority, apis, directory: join(directory, "queues") });
  const settings = (service: string) => ({
    region: REGION,
    endpoint: `https://${endpoint.connections["*.amazonaws.com:443"] ?? ""}`,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    requestHandler: {
      httpsAgent: new Agent({ ca: readFileSync(authority.file), servername: `${service}.${REGION}.amazonaws.com` }),
    },
  });
  sqs = new SQSClient(settings("sqs"));
  secrets = new SecretsManagerClient(settings("secretsmanager"));
}

async function close(): Promise<void> {
  sqs.destroy();
  secrets.destroy();
  await endpoint.close();
}

beforeEach(open);

afterEach(async () => {
  await close();
  rmSync(join(directory, "queues"), { recursive: true });
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function receive(url: string, other: object = {}): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 0,
    MessageSystemAttributeNames: ["ApproximateReceiveCount"],
    MessageAttributeNames: ["All"],
    ...other,
  });
  return (await sqs.send(command)).Messages ?? [];
}

async function numbersOf(url: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] });
  return (await sqs.send(command)).Attributes ?? {};
}

describe("Amazon SQS", () => {
  it("hands a message over once, hides it meanwhile, and forgets it once it is deleted", async () => {
    const MessageAttributes = { traceparent: { DataType: "String", StringValue: "00-1" } };
    await sqs.send(new SendMessageCommand({ QueueUrl: JOBS.id, MessageBody: "one", MessageAttributes }));
    const [message] = await receive(JOBS.id);

    expect(message).toMatchObject({ Body: "one", Attributes: { ApproximateReceiveCount: "1" }, MessageAttributes });
    expect(await receive(JOBS.id)).toEqual([]);
    expect(await numbersOf(JOBS.id)).toMatchObject({
      QueueArn: JOBS.computed.arn,
      ApproximateNumberOfMessages: "0",
      ApproximateNumberOfMessagesNotVisible: "1",
      VisibilityTimeout: "30",
    });
    await sqs.send(new DeleteMessageCommand({ QueueUrl: JOBS.id, ReceiptHandle: message?.ReceiptHandle }));
    expect(await numbersOf(JOBS.id)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: "0" });
  });

  it("gives a message back, and gives it up to the dead letters after as many receipts as the policy says", async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: JOBS.id, MessageBody: "bad" }));
    for (const count of ["1", "2"]) {
      const [message] = await receive(JOBS.id);
      expect(message?.Attributes).toEqual({ ApproximateReceiveCount: count });
      const back = { QueueUrl: JOBS.id, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
      await sqs.send(new ChangeMessageVisibilityCommand(back));
    }
    expect(await receive(JOBS.id)).toEqual([]);
    expect(await receive(DEAD.id)).toMatchObject([{ Body: "bad" }]);
  });

  it("lets who asks wait for a message, and a message wait for its delay", async () => {
    const waiting = receive(JOBS.id, { WaitTimeSeconds: 20 });
    const begin = performance.now();
    await sqs.send(new SendMessageCommand({ QueueUrl: JOBS.id, MessageBody: "late", DelaySeconds: 1 }));

    expect(await waiting).toMatchObject([{ Body: "late" }]);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(990);
  });

  it("takes nothing for a client that has left", async () => {
    const left = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: JOBS.id, WaitTimeSeconds: 20 });
    const asking = sqs.send(command, { abortSignal: left.signal });
    setTimeout(() => {
      left.abort();
    }, 100);
    await expect(asking).rejects.toThrow();
    await sqs.send(new SendMessageCommand({ QueueUrl: JOBS.id, MessageBody: "one" }));
    expect(await numbersOf(JOBS.id)).toMatchObject({ ApproximateNumberOfMessages: "1" });
  });

  it("keeps messages when it ends; who had taken one gets it again", async () => {
    const Entries = ["one", "two"].map((MessageBody) => ({ Id: MessageBody, MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: JOBS.id, Entries }));
    const [first] = await receive(JOBS.id, { MaxNumberOfMessages: 1 });
    await close();
    await open();

    expect(first).toMatchObject({ Body: "one" });
    expect(endpoint.queueDepths()).toMatchObject([
      { queueName: "jobs", visible: 2 },
      { queueName: "jobs-dead", visible: 0 },
    ]);
    expect((await receive(JOBS.id)).map(({ Body }) => Body)).toEqual(["one", "two"]);
  });

  it("finds a queue by its name, and refuses one that isn't there in its own words", async () => {
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: "jobs" }))).toMatchObject({ QueueUrl: JOBS.id });
    await expect(receive(`${JOBS.id}-none`)).rejects.toMatchObject({ name: "QueueDoesNotExist" });
    await expect(sqs.send(new CreateQueueCommand({ QueueName: "more" }))).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
  });
});

describe("AWS Secrets Manager", () => {
  it("tells the value of a secret, and refuses what isn't there", async () => {
    expect(await secrets.send(new GetSecretValueCommand({ SecretId: SECRET?.id }))).toMatchObject({
      ARN: SECRET?.id,
      Name: "shop",
      SecretString: "open sesame",
      VersionStages: ["AWSCURRENT"],
    });
    await expect(secrets.send(new GetSecretValueCommand({ SecretId: "none" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("the endpoint", () => {
  it.each(["ecs.eu-west-1", "sqs.eu-west-1", "photos.s3.eu-west-1", "sts", "photos.s3"])(
    "vouches for the name %s.amazonaws.com",
    async (name) => {
      const [, port = ""] = (endpoint.connections["*.amazonaws.com:443"] ?? "").split(":");
      const headers = { "x-amz-target": "AmazonEC2ContainerServiceV20141113.ListClusters" };
      const servername = `${name}.amazonaws.com`;
      const [response] = (await once(
        httpsGet({ port, headers, servername, ca: readFileSync(authority.file), agent: false }),
        "response",
      )) as [IncomingMessage];
      response.resume();

      expect(response.statusCode).toBe(200);
    },
  );
});

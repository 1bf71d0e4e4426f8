import {
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { ApiServer } from "../../../localcloud/api/api-server";
import { Throttling } from "../../../localcloud/api/throttling";
import { apiListener } from "../../../localcloud/api/server";
import { serving } from "../services/ecs/serving";
import { SERVICE } from "../services/ecs/tasks";
import { type ApiRehearsal, apiRehearsal, NOON } from "./support";

const servers: ApiServer[] = [];
const clients: { destroy(): void }[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const server of servers.splice(0)) await server.close();
});

/** How a client reaches the rehearsal. */
async function configured({ apis }: ApiRehearsal) {
  const server = await ApiServer.open(apiListener(apis));
  servers.push(server);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { endpoint: server.url, region: "eu-west-1", credentials, maxAttempts: 1 };
}

function kept<Client extends { destroy(): void }>(client: Client): Client {
  clients.push(client);
  return client;
}

describe("the AWS SDK for JavaScript", () => {
  it("describes and scales a service of Amazon ECS", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create(SERVICE, { ...serving(rehearsal.test).inputs, desiredCount: 2 });
    rehearsal.pass(300);
    const ecs = kept(new ECSClient(await configured(rehearsal)));
    const asked = { cluster: "production", services: ["enterprise"] };

    expect((await ecs.send(new ListServicesCommand({ cluster: "production" }))).serviceArns).toHaveLength(1);
    const { services = [] } = await ecs.send(new DescribeServicesCommand(asked));
    expect(services[0]).toMatchObject({ serviceName: "enterprise", runningCount: 2 });
    expect(services[0]?.deployments?.[0]?.createdAt?.getTime()).toBeGreaterThanOrEqual(NOON);
    await ecs.send(new UpdateServiceCommand({ cluster: "production", service: "enterprise", desiredCount: 3 }));
    rehearsal.pass(120);
    expect((await ecs.send(new DescribeServicesCommand(asked))).services?.[0]?.runningCount).toBe(3);
  });

  it("tries requests again that are throttled", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create("aws:ecs/cluster:Cluster", { name: "production" });
    const throttling = new Throttling();
    const apis = { ...rehearsal.apis, isThrottled: (service: string) => throttling.refuses(service) };
    const once = kept(new ECSClient(await configured({ ...rehearsal, apis })));
    const patient = kept(new ECSClient({ ...(await configured({ ...rehearsal, apis })), maxAttempts: 3 }));
    throttling.begin("ecs");

    await expect(once.send(new ListClustersCommand({}))).rejects.toMatchObject({ name: "ThrottlingException" });
    await once.send(new ListClustersCommand({}));
    expect((await patient.send(new ListClustersCommand({}))).$metadata.attempts).toBe(2);
    throttling.end();
    expect((await patient.send(new ListClustersCommand({}))).$metadata.attempts).toBe(1);
  });

  it("gets errors by their names", async () => {
    const ecs = kept(new ECSClient(await configured(apiRehearsal())));

    await expect(ecs.send(new ListServicesCommand({ cluster: "none" }))).rejects.toMatchObject({
      name: "ClusterNotFoundException",
      message: "Cluster not found.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("sends, receives and deletes messages of Amazon SQS, whose digests it checks", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create("aws:sqs/queue:Queue", { name: "jobs" });
    const sqs = kept(new SQSClient(await configured(rehearsal)));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "jobs" }));
    const MessageAttributes = { kind: { DataType: "String", StringValue: "photo" } };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello", MessageAttributes }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"], MaxNumberOfMessages: 10 }),
    );

    expect(Messages).toMatchObject([{ Body: "hello", MessageAttributes }]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: "none" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
  });

  it("gets a secret of AWS Secrets Manager", async () => {
    const rehearsal = apiRehearsal();
    const secret = rehearsal.test.create("aws:secretsmanager/secret:Secret", { name: "token" });
    rehearsal.test.create("aws:secretsmanager/secretVersion:SecretVersion", {
      ...{ secretId: secret.id, secretString: "s3cret" },
    });
    const secrets = kept(new SecretsManagerClient(await configured(rehearsal)));

    expect(await secrets.send(new GetSecretValueCommand({ SecretId: "token" }))).toMatchObject({
      ARN: secret.id,
      SecretString: "s3cret",
    });
  });
});

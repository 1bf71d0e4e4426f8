import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import {
  createApplicationUser,
  createQueues,
  DATABASE_USER,
  migrateAsApplication,
  type Queues,
} from "./administration";
import { type Aws, startAws } from "./aws";
import { Endings } from "./endings";
import { type Postgres, startPostgres } from "./postgres";
import { CACHE_USER, type Redis, startRedis } from "./redis";
import type { ServerProcess } from "./server-process";

export interface Stage {
  /** Folder for files of the tests. */
  readonly directory: string;
  readonly primary: Postgres;
  readonly replicas: readonly Postgres[];
  readonly redis: Redis;
  readonly aws: Aws;
  readonly sqs: SQSClient;
  readonly secretsManager: SecretsManagerClient;
  readonly queues: Queues;
  /** ARNs. */
  readonly secrets: { readonly database: string; readonly cache: string };
  /** What a container gets from the deployment, and what stands in for AWS's certificates. */
  readonly environment: Readonly<Record<string, string>>;
  readonly end: () => Promise<void>;
}

/** Every server that the product uses, with its users, secrets and queues; when one fails, the others are ended. */
export async function setStage({ replicas }: { readonly replicas: number }): Promise<Stage> {
  const endings = new Endings();
  return endings.orEnd(() => startStage(replicas, endings));
}

async function startStage(replicas: number, endings: Endings): Promise<Stage> {
  const folder = (name: string): string => {
    const created = mkdtempSync(join(tmpdir(), `proofpix-${name}-`));
    endings.add(() => {
      rmSync(created, { recursive: true, force: true });
    });
    return created;
  };
  const directory = folder("servers");
  const { primary, followers, redis, aws } = await startServers(replicas, folder, endings);
  await createApplicationUser(primary);
  await migrateAsApplication(primary);
  const { sqs, secretsManager } = createClients(aws, endings);
  const secrets = {
    database: await createSecret(secretsManager, "database", DATABASE_USER),
    cache: await createSecret(secretsManager, "cache", CACHE_USER),
  };
  const queues = await createQueues(sqs);
  const caFile = join(directory, "authorities.pem");
  writeFileSync(caFile, [primary, redis].map(({ certificate }) => readFileSync(certificate, "utf8")).join(""));
  const environment = {
    ...aws.environment,
    ...{ PORT: "0", DRAIN_MS: "0", LOG_LEVEL: "debug", CA_FILE: caFile },
    ...{ DATABASE_HOST: "localhost", DATABASE_PORT: String(primary.port), DATABASE_NAME: "postgres" },
    ...{ DATABASE_SECRET_ARN: secrets.database, CACHE_SECRET_ARN: secrets.cache },
    ...(replicas > 0 && { DATABASE_READER_HOSTS: followers.map(({ port }) => `localhost:${port}`).join(",") }),
    ...{ CACHE_HOST: "localhost", CACHE_PORT: String(redis.port) },
    ...{ JOBS_QUEUE_URL: queues.jobs, QUEUE_VISIBILITY_TIMEOUT_SECONDS: "1" },
  };
  return {
    directory,
    primary,
    replicas: followers,
    redis,
    aws,
    sqs,
    secretsManager,
    queues,
    secrets,
    environment,
    end: () => endings.run(),
  };
}

/** Starts them side by side. All have started or failed when it returns or throws: nothing is still on its way. */
async function startServers(replicas: number, folder: (name: string) => string, endings: Endings) {
  const ended = <Server extends { readonly process: ServerProcess }>(server: Server): Server => {
    endings.add(() => server.process.stop());
    return server;
  };
  const starts = [
    startPostgres(folder("database"), replicas).then((servers) => servers.map(ended)),
    startRedis(folder("cache")).then(ended),
    startAws().then(ended),
  ] as const;
  await Promise.allSettled(starts);
  const [[primary, ...followers], redis, aws] = await Promise.all(starts);
  if (primary === undefined) throw new Error("no PostgreSQL was started");
  return { primary, followers, redis, aws };
}

function createClients({ environment }: Aws, endings: Endings): Pick<Stage, "sqs" | "secretsManager"> {
  const { AWS_REGION: region, AWS_ENDPOINT_URL: endpoint } = environment;
  const client = { region, endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const clients = { sqs: new SQSClient(client), secretsManager: new SecretsManagerClient(client) };
  endings.add(() => {
    clients.sqs.destroy();
    clients.secretsManager.destroy();
  });
  return clients;
}

async function createSecret(client: SecretsManagerClient, name: string, content: object): Promise<string> {
  const command = new CreateSecretCommand({ Name: name, SecretString: JSON.stringify(content) });
  const { ARN = "" } = await client.send(command);
  return ARN;
}

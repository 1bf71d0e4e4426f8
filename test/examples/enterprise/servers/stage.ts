import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { createApplicationUser, createQueues, DATABASE_USER, type Queues } from "./administration";
import { type Aws, startAws } from "./aws";
import { type Postgres, startPostgres } from "./postgres";
import { CACHE_USER, type Redis, startRedis } from "./redis";

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

/** Every server that the product uses, with its users, secrets and queues. */
export async function setStage({ replicas }: { readonly replicas: number }): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-servers-"));
  const folders = ["database", "cache"].map((name) => mkdtempSync(join(tmpdir(), `proofpix-${name}-`)));
  const [databaseFolder = "", cacheFolder = ""] = folders;
  const [[primary, ...followers], redis, aws] = await Promise.all([
    startPostgres(databaseFolder, replicas),
    startRedis(cacheFolder),
    startAws(),
  ]);
  await createApplicationUser(primary);
  const { AWS_REGION: region, AWS_ENDPOINT_URL: endpoint } = aws.environment;
  const client = { region, endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const sqs = new SQSClient(client);
  const secretsManager = new SecretsManagerClient(client);
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
  const end = async (): Promise<void> => {
    sqs.destroy();
    secretsManager.destroy();
    await Promise.all([primary, ...followers, redis, aws].map(({ process }) => process.stop()));
    for (const folder of [directory, ...folders]) rmSync(folder, { recursive: true });
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
    end,
  };
}

async function createSecret(client: SecretsManagerClient, name: string, content: object): Promise<string> {
  const command = new CreateSecretCommand({ Name: name, SecretString: JSON.stringify(content) });
  const { ARN = "" } = await client.send(command);
  return ARN;
}

import { readFileSync } from "node:fs";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { CreateQueueCommand, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { Client } from "pg";
import { createClient } from "redis";
import type { Credentials } from "../../../../examples/enterprise/src/credentials";
import { migrate } from "../../../../examples/enterprise/src/migrator";
import { eventually } from "./eventually";
import { ADMINISTRATOR, type Postgres } from "./postgres";
import { CACHE_USER, type Redis } from "./redis";

/** Runs statements as the database's administrator, and gives the rows of the last one. */
export async function administer(server: Postgres, ...statements: string[]): Promise<unknown[]> {
  // One that has just started may still refuse.
  const client = await eventually(
    () => administrator(server),
    () => !server.process.isRunning,
  );
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Waits until replicas have what the primary has. */
export async function caughtUp(primary: Postgres, replicas: readonly Postgres[]): Promise<void> {
  const [{ at }] = (await administer(primary, "select pg_current_wal_lsn() as at")) as [{ at: string }];
  const behind = `select coalesce(pg_wal_lsn_diff('${at}', pg_last_wal_replay_lsn()), 1) > 0 as behind`;
  for (const replica of replicas) {
    await eventually(async () => {
      expect(await administer(replica, behind)).toEqual([{ behind: false }]);
    });
  }
}

function administrator(server: Postgres): Promise<Client> {
  return connected(server, ADMINISTRATOR);
}

/** A connection of a user. */
export async function connected(
  { port, certificate }: Postgres,
  user: Credentials,
  database = "postgres",
): Promise<Client> {
  const client = new Client({
    host: "localhost",
    port,
    database,
    user: user.username,
    password: user.password,
    ssl: { ca: readFileSync(certificate) },
  });
  await client.connect();
  return client;
}

/** Migrates the schema as the application's user, who may create one. */
export async function migrateAsApplication(server: Postgres): Promise<void> {
  const client = await connected(server, DATABASE_USER);
  try {
    await migrate(client, () => undefined);
  } finally {
    await client.end();
  }
}

/** User of the application with its first password, and a schema that it may use. */
export const DATABASE_USER = { username: "proofpix", password: "first-database-password" };

export const CACHE_AND_DATABASE_PASSWORDS = [DATABASE_USER.password, CACHE_USER.password];

export async function createApplicationUser(primary: Postgres): Promise<void> {
  const { username, password } = DATABASE_USER;
  await administer(
    primary,
    `create role ${username} login password '${password}'`,
    `grant create on schema public to ${username}`,
  );
}

/** Sends commands to the cache. */
export async function administerCache(
  { port, certificate }: Redis,
  credentials: { readonly username: string; readonly password: string },
  commands: readonly string[][],
): Promise<void> {
  const ca = readFileSync(certificate);
  const client = createClient({ socket: { host: "localhost", port, tls: true, ca }, ...credentials });
  await client.connect();
  try {
    for (const command of commands) await client.sendCommand(command);
  } finally {
    client.destroy();
  }
}

export interface Queues {
  readonly jobs: string;
  readonly deadLetters: string;
}

/** A queue whose messages are dead after two attempts. */
export async function createQueues(sqs: SQSClient): Promise<Queues> {
  const create = async (QueueName: string, Attributes?: Record<string, string>): Promise<string> => {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  };
  const deadLetters = await create("jobs-dead-letters");
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLetters, AttributeNames: ["QueueArn"] }),
  );
  const redrive = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 };
  return { jobs: await create("jobs", { RedrivePolicy: JSON.stringify(redrive) }), deadLetters };
}

/** Messages that wait in a queue, and those that were taken and are hidden. */
export async function messagesIn(sqs: SQSClient, queue: string): Promise<{ waiting: number; hidden: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queue,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages),
    hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
  };
}

import { Client } from "pg";
import { credentialSource } from "./credentials";
import { createLog, errorText, type Log } from "./log";
import { type Environment, EnvironmentReader } from "./environment-reader";
import { readSettings, SettingsError, type Settings } from "./settings";
import { trustedAuthorities } from "./trust";

/** Milliseconds for each step to a connection: nobody waits for an answer, as a service's clients do. */
const PATIENCE = 30_000;

/** A connection to the primary for a program that ends when its work is done. */
async function connect({ database, caFile }: Settings): Promise<Client> {
  if (database === undefined) throw new SettingsError(["DATABASE_HOST is missing: there is no database to work on"]);
  const { host, port, name, tls, credentials } = database;
  const { username, password } = await credentialSource(credentials, { timeout: PATIENCE }).current();
  const client = new Client({
    host,
    port,
    database: name,
    user: username,
    password,
    ssl: tls && { secureContext: trustedAuthorities(caFile) },
    connectionTimeoutMillis: PATIENCE,
  });
  await client.connect();
  return client;
}

/** What a program does with its connection. */
export type DatabaseWork = (client: Client, log: Log, environment: EnvironmentReader) => Promise<void>;

/** Runs a program that works on the database and ends, with 0 or, after an error that it logs, with 1. */
export function runOnDatabase(work: DatabaseWork, environment: Environment = process.env): void {
  const run = async (): Promise<void> => {
    const settings = readSettings(environment);
    const client = await connect(settings);
    try {
      await work(client, createLog(settings.logLevel), new EnvironmentReader(environment));
    } finally {
      await client.end();
    }
  };
  run().catch((error: unknown) => {
    createLog("error")("error", "failed", { error: errorText(error) });
    process.exitCode = 1;
  });
}

import type { EnvironmentReader } from "./environment-reader";

/** Where a server is. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where the credentials of a server are: in Secrets Manager, or, by hand, in the environment. */
export type CredentialSettings =
  { readonly secretArn: string } | { readonly username: string; readonly password: string };

export interface DatabaseSettings extends Address {
  readonly name: string;
  /** Replicas, which answer reads. */
  readonly readers: readonly Address[];
  /** Most connections to each host. */
  readonly poolSize: number;
  readonly tls: boolean;
  readonly credentials: CredentialSettings;
}

export interface CacheSettings extends Address {
  readonly tls: boolean;
  /** Absent where the server wants none. */
  readonly credentials?: CredentialSettings;
}

export interface QueueSettings {
  readonly url: URL;
  /** Seconds for which a job that was taken is hidden from other workers. */
  readonly visibilityTimeout: number;
  /** Seconds for which SQS waits for a job before it answers that there is none. */
  readonly waitSeconds: number;
}

interface Servers {
  readonly database?: DatabaseSettings;
  readonly cache?: CacheSettings;
  readonly queue?: QueueSettings;
}

const LARGEST_PORT = 65_535;
const LARGEST_POOL = 1000;
/** Amazon SQS Developer Guide, "Amazon SQS visibility timeout". */
const LONGEST_VISIBILITY_TIMEOUT = 43_200;
/** Amazon SQS Developer Guide, "Amazon SQS short and long polling". */
const LONGEST_WAIT = 20;

/** The servers that the environment names; each may be absent. */
export function readServers(reader: EnvironmentReader): Servers {
  return { database: readDatabase(reader), cache: readCache(reader), queue: readQueue(reader) };
}

function readDatabase(reader: EnvironmentReader): DatabaseSettings | undefined {
  const host = reader.text("DATABASE_HOST");
  if (host === undefined) return undefined;
  const port = reader.wholeNumber("DATABASE_PORT", 5432, LARGEST_PORT, 1);
  const readers = reader.list("DATABASE_READER_HOSTS").map((text) => addressOf(text, port));
  const credentials = readCredentials(reader, "DATABASE");
  if (credentials === undefined) {
    reader.problems.push("DATABASE_SECRET_ARN is missing, or DATABASE_USERNAME and DATABASE_PASSWORD in its place");
  }
  return {
    host,
    port,
    name: reader.required("DATABASE_NAME", "DATABASE_HOST needs it"),
    readers,
    poolSize: reader.wholeNumber("DATABASE_POOL_SIZE", 10, LARGEST_POOL, 1),
    tls: readTls(reader, "DATABASE", [host, ...readers.map((address) => address.host)]),
    credentials: credentials ?? { username: "", password: "" },
  };
}

/** A host, with a port of its own where a colon and a number follow. */
function addressOf(text: string, usualPort: number): Address {
  const [, host, port] = /^([^:]+):(\d+)$/.exec(text) ?? [];
  return host === undefined ? { host: text, port: usualPort } : { host, port: Number(port) };
}

function readCache(reader: EnvironmentReader): CacheSettings | undefined {
  const host = reader.text("CACHE_HOST");
  if (host === undefined) return undefined;
  return {
    host,
    port: reader.wholeNumber("CACHE_PORT", 6379, LARGEST_PORT, 1),
    tls: readTls(reader, "CACHE", [host]),
    credentials: readCredentials(reader, "CACHE"),
  };
}

function readQueue(reader: EnvironmentReader): QueueSettings | undefined {
  const url = reader.url("JOBS_QUEUE_URL");
  if (url === undefined) return undefined;
  const visibilityTimeout = reader.wholeNumber("QUEUE_VISIBILITY_TIMEOUT_SECONDS", 30, LONGEST_VISIBILITY_TIMEOUT, 1);
  const waitSeconds = reader.wholeNumber("QUEUE_WAIT_SECONDS", LONGEST_WAIT, LONGEST_WAIT, 1);
  return { url, visibilityTimeout, waitSeconds };
}

function readCredentials(reader: EnvironmentReader, server: "DATABASE" | "CACHE"): CredentialSettings | undefined {
  const secretArn = reader.text(`${server}_SECRET_ARN`);
  if (secretArn !== undefined) return { secretArn };
  const [username, password] = [reader.text(`${server}_USERNAME`), reader.text(`${server}_PASSWORD`)];
  if (username !== undefined && password !== undefined) return { username, password };
  if (username !== undefined || password !== undefined) {
    reader.problems.push(`${server}_USERNAME and ${server}_PASSWORD go together`);
  }
  return undefined;
}

/** TLS is only left out towards this machine itself, and only where that is said. */
function readTls(reader: EnvironmentReader, server: "DATABASE" | "CACHE", hosts: readonly string[]): boolean {
  const text = reader.text(`${server}_TLS`);
  if (text === undefined || text === "on") return true;
  if (text !== "off") reader.problems.push(`${server}_TLS must be on or off`);
  else if (!hosts.every(isLoopback)) reader.problems.push(`${server}_TLS may be off for hosts of this machine alone`);
  return false;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

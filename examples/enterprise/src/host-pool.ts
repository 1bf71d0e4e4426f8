import type { SecureContext } from "node:tls";
import { DatabaseError, Pool, type PoolClient, type QueryResultRow } from "pg";
import type { CredentialSource, Credentials } from "./credentials";
import { errorText, type Log } from "./log";
import type { Address } from "./server-settings";
import { inSpan, SpanKind, type SpanOptions } from "./tracing";
import { Unavailable } from "./unavailable";

/** Connections end after this, so that they follow a failover, a changed address and a rotation; in seconds. */
const LONGEST_LIFE = 600;
/** Milliseconds after which a connection that nobody uses is given back. */
const LONGEST_IDLENESS = 30_000;

export interface HostPoolOptions {
  readonly address: Address;
  readonly database: string;
  readonly size: number;
  /** Absent: no TLS. */
  readonly trust?: SecureContext;
  readonly credentials: CredentialSource;
  /** Longest time that connecting, and then a statement, may take, in milliseconds. */
  readonly timeout: number;
  readonly log: Log;
}

/** How many connections there are, and how many callers wait for one. */
export interface PoolConnections {
  readonly idle: number;
  readonly used: number;
  readonly waiting: number;
}

/** Runs statements in one transaction. */
export interface Transaction {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * Connections to one host of the database. RDS Proxy shares the database's connections as long as nothing is bound to
 * them (Amazon RDS User Guide, "Avoiding pinning an RDS Proxy"): so there are no named statements and no settings of a
 * session, not even a timeout, which the client keeps instead.
 */
export class HostPool {
  private readonly pool: Pool;

  constructor(private readonly options: HostPoolOptions) {
    const { address, database, size, trust, timeout, log } = options;
    this.pool = new Pool({
      ...address,
      database,
      password: "",
      max: size,
      ssl: trust !== undefined && { secureContext: trust },
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
      idleTimeoutMillis: LONGEST_IDLENESS,
      maxLifetimeSeconds: LONGEST_LIFE,
      keepAlive: true,
    });
    // A connection that breaks while nobody uses it is gone from the pool already.
    this.pool.on("error", (error) => {
      log("warn", "an idle connection to the database broke", { error: errorText(error) });
    });
  }

  /** @throws {Unavailable} when the host doesn't answer. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.traced(operationOf(text), text, () => this.withClient((client) => rowsOf<Row>(client, text, values)));
  }

  /** @throws {Unavailable} when the host doesn't answer. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const run = async (client: PoolClient): Promise<Result> => {
      await rowsOf(client, "begin");
      const query: Transaction["query"] = (text, values) =>
        this.traced(operationOf(text), text, () => rowsOf(client, text, values));
      const result = await work({ query });
      await rowsOf(client, "commit");
      return result;
    };
    return this.traced("TRANSACTION", undefined, () => this.withClient(run));
  }

  connections(): PoolConnections {
    const { idleCount: idle, totalCount, waitingCount: waiting } = this.pool;
    return { idle, used: totalCount - idle, waiting };
  }

  /** Waits for what is running. */
  async end(): Promise<void> {
    await this.pool.end();
  }

  /** Values go to the server beside a statement, so that its text tells nothing of them. */
  private traced<Result>(operation: string, text: string | undefined, work: () => Promise<Result>): Promise<Result> {
    const { address, database } = this.options;
    const options: SpanOptions = {
      kind: SpanKind.CLIENT,
      attributes: {
        "db.system.name": "postgresql",
        "db.namespace": database,
        "db.operation.name": operation,
        "db.query.text": text,
        "server.address": address.host,
        "server.port": address.port,
      },
    };
    return inSpan(`${operation} ${database}`, options, work);
  }

  /** Whatever failed on a connection, an open transaction included, ends with it. */
  private async withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await answered(this.connect());
    client.on("error", leaveToStatements);
    let failed = true;
    try {
      const result = await work(client);
      failed = false;
      return result;
    } finally {
      client.off("error", leaveToStatements);
      client.release(failed);
    }
  }

  /** Reads the credentials anew, once, when the server refuses them. */
  private async connect(): Promise<PoolClient> {
    const credentials = await this.options.credentials.current();
    try {
      return await this.connectAs(credentials);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.options.credentials.refused(credentials);
      return await this.connectAs(await this.options.credentials.current());
    }
  }

  /** Connections that the pool makes from now on are this user's. */
  private connectAs({ username, password }: Credentials): Promise<PoolClient> {
    this.pool.options.user = username;
    this.pool.options.password = password;
    return this.pool.connect();
  }
}

function operationOf(statement: string): string {
  return /\w+/.exec(statement)?.[0].toUpperCase() ?? "";
}

/** A connection that breaks between two statements would end the process; the next statement on it fails. */
function leaveToStatements(): void {
  return;
}

/** Class 28: invalid authorization specification. */
function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith("28") === true;
}

function rowsOf<Row extends QueryResultRow>(
  client: PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return answered(client.query<Row>(text, [...values]).then(({ rows }) => rows));
}

/** What isn't the statement's fault is the database's. */
async function answered<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw isFaultOfStatement(error) ? error : new Unavailable("database", error);
  }
}

/**
 * Whether a statement itself is at fault, so that no other host, and no later time, would take it: classes 0A, 21, 22,
 * 23, 27, 42 and 44 (PostgreSQL documentation, "PostgreSQL Error Codes").
 */
function isFaultOfStatement(error: unknown): boolean {
  return error instanceof DatabaseError && /^(?:0A|2[1237]|42|44)/.test(error.code ?? "");
}

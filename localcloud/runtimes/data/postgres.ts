import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import type { Supervisor } from "../supervisor";
import type { CertificateAuthority } from "./authority";
import { type ConnectionSettings, copyRunning, copyStopped } from "./base-backup";
import type { DatabaseServer } from "./database-plan";
import { giveToPostgres, POSTGRES_USER, type PostgresPlaces } from "./postgres-programs";
import { LazyServer, reached } from "./server";

export interface PostgresOptions {
  readonly places: PostgresPlaces;
  readonly supervisor: Supervisor;
  readonly authority: CertificateAuthority;
  /** The server that it replicates. */
  readonly primary?: PostgresServer;
}

/** A file that all data of PostgreSQL have. */
const VERSION_FILE = "PG_VERSION";

/** Nothing that outlives a crash of the machine is asked for; one of the process loses nothing. */
const SETTINGS = {
  ssl: "on",
  ssl_cert_file: "server.crt",
  ssl_key_file: "server.key",
  listen_addresses: "127.0.0.1",
  max_connections: "500",
  shared_buffers: "32MB",
  fsync: "off",
  full_page_writes: "off",
  wal_keep_size: "256MB",
  wal_retrieve_retry_interval: "200ms",
  log_min_error_statement: "panic", // statements hold passwords
};

/** Over the network with TLS and a password alone, as RDS wants it; the sockets are this user's. */
const CLIENTS = ["local all all trust", "local replication all trust", "hostssl all all 127.0.0.1/32 scram-sha-256"];

/** A PostgreSQL server that stands for a database of RDS. */
export class PostgresServer extends LazyServer {
  protected override readonly endSignal = "SIGINT"; // "Fast Shutdown": doesn't wait for clients
  protected override readonly crashSignal = "SIGQUIT"; // "Immediate Shutdown": recovers at its next start
  /** Folder of what it holds. */
  readonly data: string;
  private isReplica: boolean;

  constructor(
    private server: DatabaseServer,
    private readonly options: PostgresOptions,
  ) {
    super();
    this.isReplica = server.primary !== undefined;
    this.data = join(options.places.data, server.key);
  }

  /** Takes over what was changed: password, database, names, or that it replicates no other any more. */
  async change(server: DatabaseServer): Promise<void> {
    const isSame = JSON.stringify(server) === JSON.stringify(this.server);
    this.server = server;
    if (isSame) return;
    if (this.isReplica && server.primary === undefined) await this.promote();
    if (!this.isStarted) return;
    this.writeCertificate();
    await this.withClient(await this.running(), ["select pg_reload_conf()", ...(await this.settingUp())]);
  }

  /** Whether it has ever had data, or was given some. */
  get isMade(): boolean {
    return existsSync(this.data);
  }

  /** Copies what it holds now into a folder, which is empty for a server that never ran. A replica holds the same. */
  async copyTo(folder: string): Promise<void> {
    const { primary } = this.options;
    if (this.isReplica && primary !== undefined) return primary.copyTo(folder);
    if (!this.isStarted) {
      copyData(this.data, folder);
      return;
    }
    await copyRunning(this.data, folder, this.connection(await this.running()), { isAlone: true });
  }

  /** Ends it, and deletes what it holds. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  protected override async launch(port: number): Promise<ChildProcess> {
    const { places, supervisor } = this.options;
    const source = await this.prepare();
    this.configure(port, source);
    const child = supervisor.start({
      command: join(places.programs, "postgres"),
      args: ["-D", this.data, "-p", String(port)],
      environment: {},
      user: POSTGRES_USER,
    });
    await reached(child, async () => this.withClient(port, await this.settingUp()));
    return child;
  }

  /**
   * Sees to it that there are data. Those of a replica are copied anew: what its primary wrote meanwhile may be gone.
   * @returns how a replica connects to its primary; empty for any other
   */
  private async prepare(): Promise<string> {
    const { primary } = this.options;
    if (this.isReplica && primary !== undefined) {
      rmSync(this.data, { recursive: true, force: true });
      const { host, port, user, database } = primary.connection(await primary.running());
      await copyRunning(primary.data, this.data, { host, port, user, database });
      return `host=${host} port=${port} user=${user}`;
    }
    if (!existsSync(join(this.data, VERSION_FILE))) await this.initialize();
    return "";
  }

  private async initialize(): Promise<void> {
    const { places, supervisor } = this.options;
    rmSync(this.data, { recursive: true, force: true });
    makeFolder(this.data);
    const child = supervisor.start({
      command: join(places.programs, "initdb"),
      args: [
        ...["--pgdata", this.data, "--username", this.server.username, "--encoding", "UTF8", "--locale", "C"],
        ...["--auth-local", "trust", "--auth-host", "scram-sha-256", "--no-sync", "--no-instructions"],
      ],
      environment: {},
      user: POSTGRES_USER,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) throw new Error(`initdb failed: ${said}`);
  }

  private configure(port: number, source: string): void {
    const { places } = this.options;
    const own = { port: String(port), unix_socket_directories: places.sockets, primary_conninfo: source };
    const settings = { ...SETTINGS, ...own };
    this.write(
      "postgresql.auto.conf",
      Object.entries(settings)
        .map(([name, value]) => `${name} = '${value}'\n`)
        .join(""),
    );
    this.write("pg_hba.conf", CLIENTS.map((line) => `${line}\n`).join(""));
    this.writeCertificate();
    if (this.isReplica) this.write("standby.signal", "");
  }

  private writeCertificate(): void {
    const { cert, key } = this.options.authority.issue(this.server.domains);
    this.write("server.crt", cert);
    this.write("server.key", key);
  }

  private write(name: string, content: string): void {
    const path = join(this.data, name);
    writeFileSync(path, content, { mode: 0o600 });
    giveToPostgres(path);
  }

  /** Makes a replica a server of its own (Amazon RDS User Guide, "Promoting a read replica"). */
  private async promote(): Promise<void> {
    const port = await this.running();
    await this.withClient(port, ["select pg_promote()"]);
    this.isReplica = false;
  }

  /** What gives it the master user's password, and the database; a replica has them from its primary. */
  private async settingUp(): Promise<readonly string[]> {
    if (this.isReplica) return [];
    const { escapeIdentifier, escapeLiteral } = await import("pg");
    const { username, password, database } = this.server;
    const user = `alter role ${escapeIdentifier(username)} password ${escapeLiteral(password)}`;
    return database === "" ? [user] : [user, `create database ${escapeIdentifier(database)}`];
  }

  private async withClient(port: number, statements: readonly string[]): Promise<void> {
    const { Client } = await import("pg");
    const client = new Client(this.connection(port));
    client.on("error", () => undefined); // the statement fails
    await client.connect();
    try {
      for (const statement of statements) await run(client, statement);
    } finally {
      await client.end();
    }
  }

  private connection(port: number): ConnectionSettings {
    return { host: this.options.places.sockets, port, user: this.server.username, database: "postgres" };
  }
}

/** Copies data of a server that doesn't run: none where it never has. */
export function copyData(from: string, to: string): void {
  if (existsSync(join(from, VERSION_FILE))) copyStopped(from, to);
  else makeFolder(to);
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveToPostgres(folder);
}

const DUPLICATE_DATABASE = "42P04";

async function run(client: Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  }
}

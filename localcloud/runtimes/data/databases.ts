import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Supervisor } from "../supervisor";
import type { CertificateAuthority } from "./authority";
import type { Archive } from "./database-origin";
import type { DatabaseServer } from "./database-plan";
import { Fleet } from "./fleet";
import { copyData, PostgresServer } from "./postgres";
import { type PostgresPlaces, postgresPlaces } from "./postgres-programs";

export interface DatabasesOptions {
  readonly supervisor: Supervisor;
  readonly authority: CertificateAuthority;
  /** Folder of data. */
  readonly directory: string;
}

/** PostgreSQL servers of the deployed databases, and what their snapshots hold. */
export class Databases {
  private readonly fleet: Fleet<DatabaseServer, PostgresServer>;
  private known: PostgresPlaces | undefined;

  constructor(private readonly options: DatabasesOptions) {
    this.fleet = new Fleet((server, fleet) => {
      const { supervisor, authority } = options;
      const primary = server.primary === undefined ? undefined : fleet.get(server.primary);
      return new PostgresServer(server, { places: this.places, supervisor, authority, primary });
    });
  }

  /** Takes over what was deployed, changed or deleted since; snapshots are taken before their database is deleted. */
  async follow(servers: readonly DatabaseServer[], archives: readonly Archive[]): Promise<void> {
    if (this.known === undefined && servers.length === 0 && archives.length === 0) return;
    const isFirst = this.known === undefined;
    const { data, snapshots } = this.places;
    for (const archive of archives) await this.take(archive);
    if (isFirst) forget(data, (name) => servers.some(({ key }) => key === name)); // deleted while nothing ran
    await this.fleet.follow(servers);
    for (const server of servers) await this.restore(server);
    forget(snapshots, (name) => archives.some(({ key }) => key === name));
  }

  has(key: string): boolean {
    return this.fleet.get(key) !== undefined;
  }

  running(key: string): Promise<number> {
    return this.fleet.running(key);
  }

  problemOf(resource: string): string | undefined {
    return this.fleet.problemOf(resource);
  }

  /** Has the servers of a database fail, which come back after a while. */
  async failOver(resource: string, outageMilliseconds: number): Promise<void> {
    await Promise.all(this.fleet.of(resource).map((server) => server.failOver(outageMilliseconds)));
  }

  stop(): Promise<void> {
    return this.fleet.stop();
  }

  private get places(): PostgresPlaces {
    this.known ??= postgresPlaces(this.options.directory);
    return this.known;
  }

  /** Takes a snapshot, unless that was done. A server that is gone has left its data where it was deleted unseen. */
  private async take({ key, server: name }: Archive): Promise<void> {
    const { data, snapshots } = this.places;
    const server = this.fleet.get(name);
    await made(join(snapshots, key), async (folder) => {
      if (server === undefined) copyData(join(data, name), folder);
      else await server.copyTo(folder);
    });
  }

  /** Gives a new server the data that it begins with. */
  private async restore({ key, origin, primary }: DatabaseServer): Promise<void> {
    const server = this.fleet.get(key);
    if (server === undefined || server.isMade || origin === undefined || primary !== undefined) return;
    if (origin.kind === "snapshot") {
      const archive = join(this.places.snapshots, origin.archive);
      await made(server.data, (folder) => {
        copyData(archive, folder);
      });
    } else if (origin.kind === "server") {
      const source = this.fleet.get(origin.server);
      await made(server.data, async (folder) => source?.copyTo(folder));
    }
  }
}

/** Makes a folder that is there as a whole or not at all; nothing is done where it is there. */
async function made(folder: string, fill: (folder: string) => void | Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await fill(unfinished);
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  renameSync(unfinished, folder);
}

/** Deletes what is in a folder and no longer needed. */
function forget(folder: string, isNeeded: (name: string) => boolean): void {
  for (const name of readdirSync(folder)) if (!isNeeded(name)) rmSync(join(folder, name), { recursive: true });
}

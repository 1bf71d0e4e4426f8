/** A server of a fleet, as it is to run. */
export interface ServerSettings {
  readonly key: string;
  /** Id of the resource that it is there for. */
  readonly resource: string;
  /** Another one for what was made anew under the same key. @default - the resource's id */
  readonly resourceId?: string;
}

/** A server that a fleet has. */
export interface FleetServer<Settings extends ServerSettings> {
  /** The port at which it answers, once it does. */
  running(): Promise<number>;
  change(settings: Settings): Promise<void>;
  stop(): Promise<void>;
  /** Ends it, and deletes what it holds. */
  remove(): Promise<void>;
}

/** Servers of one kind, which follow what is deployed. */
export class Fleet<Settings extends ServerSettings, Server extends FleetServer<Settings>> {
  private readonly servers = new Map<string, Server>();
  private readonly settings = new Map<string, Settings>();
  private readonly problems = new Map<string, string>();

  /** @param make makes a server, of which those that come before it in a list are there. */
  constructor(private readonly make: (settings: Settings, fleet: Fleet<Settings, Server>) => Server) {}

  get(key: string): Server | undefined {
    return this.servers.get(key);
  }

  /** Servers that are there for a resource. */
  of(resource: string): Server[] {
    const keys = [...this.settings].filter(([, settings]) => settings.resource === resource).map(([key]) => key);
    return keys.flatMap((key) => this.servers.get(key) ?? []);
  }

  /** Why a resource's server failed when it was last asked for; undefined where it didn't. */
  problemOf(resource: string): string | undefined {
    return this.problems.get(resource);
  }

  /** Makes, changes and removes servers until they are those of a list. */
  async follow(all: readonly Settings[]): Promise<void> {
    await this.removeIf((key) => all.some((each) => each.key === key && !this.isSame(each)));
    for (const settings of all) {
      const { key, resource } = settings;
      const known = this.servers.get(key);
      this.settings.set(key, settings);
      if (known === undefined) this.servers.set(key, this.make(settings, this));
      else await this.attempt(resource, () => known.change(settings)).catch(() => undefined); // its status tells
    }
    await this.removeIf((key) => !all.some((each) => each.key === key)); // once its replicas are promoted
  }

  /** Whether a server is that of the same resource, and not of one that was there before under the key. */
  private isSame({ key, resourceId }: Settings): boolean {
    return this.settings.get(key)?.resourceId === resourceId;
  }

  private async removeIf(isGone: (key: string) => boolean): Promise<void> {
    for (const [key, server] of [...this.servers].reverse()) {
      if (!isGone(key)) continue;
      this.servers.delete(key); // before it ends: who connects now doesn't start it again
      this.settings.delete(key);
      await server.remove();
    }
  }

  /** The port of a server; it starts where it doesn't run. */
  running(key: string): Promise<number> {
    const server = this.servers.get(key);
    if (server === undefined) return Promise.reject(new Error(`there is no server ${key}`));
    return this.attempt(this.settings.get(key)?.resource ?? "", () => server.running());
  }

  /** Stops all, the last one first. */
  async stop(): Promise<void> {
    for (const server of [...this.servers.values()].reverse()) await server.stop();
  }

  private async attempt<Result>(resource: string, act: () => Promise<Result>): Promise<Result> {
    try {
      const result = await act();
      this.problems.delete(resource);
      return result;
    } catch (error) {
      this.problems.set(resource, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}

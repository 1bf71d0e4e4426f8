import { Endpoint } from "./endpoint";

/** Addresses of this machine for names of AWS, each of which leads to a server. */
export class Endpoints {
  private readonly open = new Map<string, Endpoint>();

  /** @param portOf port at which a server answers, once it does */
  constructor(private readonly portOf: (target: string) => Promise<number>) {}

  /**
   * Opens, redirects and closes addresses, so that they are those that are wanted.
   * @param wanted names of servers by `host:port` in AWS
   */
  async takeOver(wanted: ReadonlyMap<string, string>): Promise<void> {
    for (const [name, target] of wanted) {
      const known = this.open.get(name);
      if (known !== undefined) known.leadTo(target);
      else this.open.set(name, await Endpoint.open(target, this.portOf));
    }
    for (const [name, endpoint] of this.open) {
      if (wanted.has(name)) continue;
      this.open.delete(name);
      await endpoint.close();
    }
  }

  /** `host:port` of this machine by `host:port` in AWS. */
  get connections(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.open].map(([name, { address }]) => [name, address]));
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map((endpoint) => endpoint.close()));
    this.open.clear();
  }
}

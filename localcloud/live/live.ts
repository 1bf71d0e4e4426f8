import type { Cloud } from "../cloud/cloud";
import type { Outcomes } from "../provider/provider-service";
import type { LiveCloud } from "./live-cloud";

/** The live cloud of a server, once a command asked for one: what is deployed runs from then on. */
export class Live implements Outcomes {
  private starting: Promise<LiveCloud> | undefined;
  private started: LiveCloud | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly directory: string,
    private readonly log: (message: string) => void,
  ) {}

  /** The live cloud; undefined where none was started. */
  get current(): LiveCloud | undefined {
    return this.started;
  }

  /** Starts it, unless that was done: it keeps its speed then. */
  start(speed: number): Promise<LiveCloud> {
    this.starting ??= this.begin(speed);
    return this.starting;
  }

  /** What a live cloud needs is loaded here, since most commands need none. */
  private async begin(speed: number): Promise<LiveCloud> {
    const { cloud, directory, log } = this;
    const live = await import("./live-cloud.ts");
    const started = await live.LiveCloud.start({ cloud, directory, speed, log });
    this.started = started;
    return started;
  }

  reasonOf(...asked: Parameters<Outcomes["reasonOf"]>): Promise<string | undefined> {
    return this.started?.reasonOf(...asked) ?? Promise.resolve(undefined);
  }

  async close(): Promise<void> {
    await (await this.starting?.catch(() => undefined))?.close();
  }
}

import { messageOf } from "../../automation/shared/message-of";
import type { Environments } from "../environments";
import { refreshViews, type RefreshOptions } from "./refresh";

/** Who looks when nobody asked. */
const SERVICE = { who: "deployment-service", from: "deployment-service" };

/** How often environments are looked at, in milliseconds: alarms and health are a look old at most. */
export const LOOK_EVERY = 15_000;

export interface PollerOptions extends RefreshOptions {
  readonly environments: Environments;
  readonly log: (line: string) => void;
}

/** Looks at each environment every few seconds, one look at a time. */
export class Poller {
  private readonly ending = new AbortController();
  private readonly looks = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PollerOptions) {}

  start(): void {
    this.timer = setInterval(() => {
      this.lookAtAll();
    }, LOOK_EVERY);
    this.lookAtAll();
  }

  /** A configuration file that somebody is about to write may be none for a moment: the next look finds it. */
  private lookAtAll(): void {
    const { environments, log } = this.options;
    try {
      for (const { name } of environments.all()) if (environments.isDeployed(name)) void this.look(name);
    } catch (error) {
      log(`can't tell which environments there are: ${messageOf(error)}`);
    }
  }

  /** Looks at an environment after what has happened until now. */
  async lookAgain(environment: string): Promise<void> {
    await this.looks.get(environment); // which may have begun before
    await this.look(environment);
  }

  /** Looks at an environment, or waits for the look that is under way. What goes wrong is told in the log. */
  private look(environment: string): Promise<void> {
    const underWay = this.looks.get(environment);
    if (underWay !== undefined) return underWay;
    const look = this.refreshed(environment).finally(() => this.looks.delete(environment));
    this.looks.set(environment, look);
    return look;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await Promise.all(this.looks.values());
  }

  private async refreshed(environment: string): Promise<void> {
    const { environments, log } = this.options;
    const opening = { environment, requester: SERVICE, emit: () => undefined, signal: this.ending.signal };
    try {
      await environments.open(opening, (context) => refreshViews(context, this.options));
    } catch (error) {
      if (!this.ending.signal.aborted) log(`can't look at ${environment}: ${messageOf(error)}`);
    }
  }
}

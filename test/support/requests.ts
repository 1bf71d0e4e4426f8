import { setTimeout } from "node:timers/promises";
import { liveStatus } from "../../localcloud/control-client";

const PAUSE_MILLISECONDS = 20;

/** Requests that flow to what is deployed, one after another. */
export class Requests {
  private readonly failures: string[] = [];
  private answered = 0;
  private isStopped = false;
  private readonly flowing: Promise<void>;

  private constructor(private readonly url: string) {
    this.flowing = this.flow();
  }

  /** Begins with the one load balancer that listens. */
  static async begin(controlUrl: string): Promise<Requests> {
    const [listener] = (await liveStatus(controlUrl)).listeners;
    if (listener?.localPort === undefined) throw new Error("nothing listens");
    return new Requests(`http://${listener.host}:${listener.localPort}/`);
  }

  /** Stops them, and tells how they went. */
  async stop(): Promise<{ readonly answered: number; readonly failures: readonly string[] }> {
    this.isStopped = true;
    await this.flowing;
    return { answered: this.answered, failures: this.failures };
  }

  private async flow(): Promise<void> {
    while (!this.isStopped) {
      await this.send();
      await setTimeout(PAUSE_MILLISECONDS);
    }
  }

  private async send(): Promise<void> {
    try {
      const { ok, status } = await fetch(this.url, { signal: AbortSignal.timeout(20_000) });
      if (ok) this.answered += 1;
      else this.failures.push(`status ${status}`);
    } catch (error) {
      const { message, cause } = error as Error;
      this.failures.push(cause instanceof Error ? `${message}: ${cause.message}` : message);
    }
  }
}

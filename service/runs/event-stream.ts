import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { EventQuery, EventStore, KeptEvent } from "./event-store";

/** How often a stream looks for new events, and how often it tells that it lives; in milliseconds. */
const LOOK_EVERY = 250;
const ALIVE_EVERY = 15_000;

/** Events that are read at once. */
const AT_ONCE = 500;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no", // proxies hold nothing back
};

/** Events as they happen, for one client (HTML Standard, "Server-sent events"). */
export class EventStream {
  private saidAt = 0;

  constructor(
    private readonly events: Pick<EventStore, "after">,
    private readonly response: ServerResponse,
    private readonly signal: AbortSignal,
    /** Headers of every answer, such as those that keep pages of other sites away. */
    private readonly headers: Readonly<Record<string, string | number | string[] | undefined>> = {},
  ) {}

  /** Sends events until the client leaves or the signal is given. */
  async send(query: Omit<EventQuery, "limit">): Promise<void> {
    for (const [name, value] of Object.entries(this.headers)) this.response.setHeader(name, value ?? []);
    this.response.writeHead(200, HEADERS);
    let { after } = query;
    while (!this.signal.aborted) {
      const found = await this.events.after({ ...query, after, limit: AT_ONCE });
      for (const event of found) await this.say(textOf(event));
      after = found.at(-1)?.sequence ?? after;
      if (found.length < AT_ONCE) await this.pause();
    }
  }

  private async pause(): Promise<void> {
    if (Date.now() - this.saidAt > ALIVE_EVERY) await this.say(": alive\n\n");
    await setTimeout(LOOK_EVERY, undefined, { signal: this.signal }).catch(() => undefined);
  }

  /** Waits for a client that reads slower than events come. */
  private async say(text: string): Promise<void> {
    this.saidAt = Date.now();
    if (this.signal.aborted || this.response.write(text)) return;
    await once(this.response, "drain", { signal: this.signal }).catch(() => undefined);
  }
}

function textOf({ sequence, environment, run, at, event }: KeptEvent): string {
  return `id: ${sequence}\nevent: ${event.code}\ndata: ${JSON.stringify({ environment, run, at, ...event })}\n\n`;
}

import { setTimeout } from "node:timers/promises";
import type { SecureContext } from "node:tls";
import { createClient, ErrorReply } from "redis";
import type { Credentials, CredentialSource } from "./credentials";
import { errorText, type Log } from "./log";
import type { Address } from "./server-settings";
import { inSpan, type OpenSpan, SpanKind, type SpanOptions } from "./tracing";

/** Longest pause between two attempts to connect, in milliseconds. */
const LONGEST_PAUSE = 2000;

export interface CacheOptions {
  readonly address: Address;
  /** Absent: no TLS. */
  readonly trust?: SecureContext;
  /** Absent where the server wants none. */
  readonly credentials?: CredentialSource;
  /** Longest time that connecting, or a command, may take, in milliseconds. */
  readonly timeout: number;
  readonly log: Log;
}

type Client = ReturnType<Cache["open"]>;

/** A cache that may be away: then it holds nothing, and nobody waits for it. */
export class Cache {
  private client: Client;
  private used?: Credentials;

  constructor(private readonly options: CacheOptions) {
    this.client = this.open();
  }

  /** Undefined when the cache doesn't hold it, or is away. */
  async get(key: string): Promise<string | undefined> {
    try {
      return await this.traced("GET", async (span) => {
        const value = (await this.bounded((client) => client.get(key))) ?? undefined;
        span?.set({ "cache.hit": value !== undefined });
        return value;
      });
    } catch (error) {
      this.options.log("debug", "the cache wasn't read", { error: errorText(error) });
      return undefined;
    }
  }

  /** Keeps a value for some seconds, unless the cache is away. */
  async set(key: string, value: string, seconds: number): Promise<void> {
    try {
      const expiration = { type: "EX" as const, value: seconds };
      await this.traced("SET", () => this.bounded((client) => client.set(key, value, { expiration })));
    } catch (error) {
      this.options.log("debug", "the cache wasn't written", { error: errorText(error) });
    }
  }

  /** Resolves when the cache answers. */
  async check(): Promise<void> {
    await this.bounded((client) => client.ping());
  }

  end(): void {
    this.client.destroy();
  }

  /** Keys may name what a person asked for, and stay out of the trace. */
  private traced<Result>(operation: string, work: (span?: OpenSpan) => Promise<Result>): Promise<Result> {
    const { host, port } = this.options.address;
    const options: SpanOptions = {
      kind: SpanKind.CLIENT,
      attributes: {
        "db.system.name": "redis",
        "db.operation.name": operation,
        "server.address": host,
        "server.port": port,
      },
    };
    return inSpan(operation, options, work);
  }

  /** A connection on which a command gets no answer is replaced: nothing else would tell that its other end is gone. */
  private async bounded<Result>(command: (client: Client) => Promise<Result>): Promise<Result> {
    const { client } = this;
    const done = new AbortController();
    const silence = setTimeout(this.options.timeout, undefined, { signal: done.signal }).then(() => {
      if (client === this.client) this.client = this.open();
      client.destroy();
      throw new Error("the cache doesn't answer");
    });
    try {
      return await Promise.race([command(client), silence]);
    } finally {
      done.abort();
      silence.catch(() => undefined);
    }
  }

  /** A client that connects by itself, again and again; while it isn't connected, commands fail at once. */
  private open() {
    const { address, trust, timeout, log } = this.options;
    const socket = {
      ...address,
      connectTimeout: timeout,
      reconnectStrategy: (retries: number, cause: Error) => this.pauseAfter(retries, cause),
    };
    const client = createClient({
      socket: trust === undefined ? socket : { ...socket, ...serverName(address), tls: true, secureContext: trust },
      credentialsProvider: { type: "async-credentials-provider", credentials: () => this.credentials() },
      disableOfflineQueue: true,
      maintNotifications: "disabled",
    });
    client.on("error", (error) => {
      log("warn", "the connection to the cache failed", { error: errorText(error) });
    });
    client.connect().catch(() => undefined); // told as an event
    return client;
  }

  private async credentials(): Promise<Partial<Credentials>> {
    this.used = await this.options.credentials?.current();
    return this.used ?? {};
  }

  /**
   * Credentials that the cache refuses are read anew for the next attempt. Instances that lost the cache at the same
   * time come back at different ones.
   */
  private pauseAfter(retries: number, cause: Error): number {
    const refused = cause instanceof ErrorReply && cause.message.startsWith("WRONGPASS");
    if (refused && this.used !== undefined) this.options.credentials?.refused(this.used);
    return Math.min(50 * 2 ** retries, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
  }
}

/** Name that the server's certificate is chosen by; an address can't be one (RFC 6066, section 3). */
function serverName({ host }: Address): { readonly servername?: string } {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host };
}

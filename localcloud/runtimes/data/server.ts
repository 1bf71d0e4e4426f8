import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

const LOOPBACK = "127.0.0.1";
/** How long a server may take until it answers, on a busy machine too, in milliseconds. */
const PATIENCE = 120_000;

/** A server process of this machine, by the port at which it answers. */
export interface StartedServer {
  readonly port: number;
  readonly child: ChildProcess;
}

/** A server that starts when it is first needed, and again at the same port when it has ended since. */
export abstract class LazyServer {
  private starting: Promise<StartedServer> | undefined;
  private port: number | undefined;

  /** Signal on which it ends at once and in good order. */
  protected abstract readonly endSignal: NodeJS.Signals;

  /** The port at which it answers. */
  async running(): Promise<number> {
    this.starting ??= this.begin();
    return (await this.starting).port;
  }

  get isStarted(): boolean {
    return this.starting !== undefined;
  }

  async stop(): Promise<void> {
    const started = await this.starting?.catch(() => undefined);
    this.starting = undefined;
    if (started === undefined) return;
    const { child } = started;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(this.endSignal);
    await ended;
  }

  /** Starts the process, and resolves once it answers. */
  protected abstract launch(port: number): Promise<ChildProcess>;

  private async begin(): Promise<StartedServer> {
    try {
      this.port ??= await freePort();
      const { port } = this;
      const child = await this.launch(port);
      child.once("exit", () => (this.starting = undefined));
      return { port, child };
    } catch (error) {
      this.starting = undefined;
      throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, LOOPBACK), "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/**
 * Repeats an attempt to reach a server that has just been started.
 * @throws {Error} with what it said, where it ended instead
 */
export async function reached<Result>(child: ChildProcess, attempt: () => Promise<Result>): Promise<Result> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  }
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the server ended: ${said}`, { cause: error });
      if (performance.now() > until) throw error;
      await setTimeout(50);
    }
  }
}

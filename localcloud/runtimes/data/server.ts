import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { freePorts } from "../free-ports";

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
  private child: ChildProcess | undefined;
  private heldOff: Promise<void> | undefined;
  private endHoldOff: () => void = () => undefined;

  /** Signal on which it ends at once and in good order. */
  protected abstract readonly endSignal: NodeJS.Signals;
  /** Signal on which it ends as in a crash, with all its processes. */
  protected readonly crashSignal: NodeJS.Signals = "SIGKILL";

  /** The port at which it answers. */
  async running(): Promise<number> {
    this.starting ??= this.begin();
    return (await this.starting).port;
  }

  get isStarted(): boolean {
    return this.starting !== undefined;
  }

  /** Kills it, as a failure of its machine does; who connects waits until it is there again after a while. */
  async failOver(outageMilliseconds: number): Promise<void> {
    const over = new AbortController();
    this.endHoldOff = () => {
      over.abort();
    };
    const wait = { signal: over.signal, ref: false };
    this.heldOff = setTimeout(outageMilliseconds, undefined, wait).catch(() => undefined);
    await this.end(this.crashSignal);
  }

  async stop(): Promise<void> {
    this.endHoldOff();
    await this.end(this.endSignal);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const started = await this.starting?.catch(() => undefined);
    this.starting = undefined;
    this.child = undefined;
    if (started === undefined) return;
    const { child } = started;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  /** Starts the process, and resolves once it answers. */
  protected abstract launch(port: number): Promise<ChildProcess>;

  private async begin(): Promise<StartedServer> {
    try {
      const [free = 0] = this.port === undefined ? await freePorts(1) : [];
      const port = (this.port ??= free);
      await this.heldOff;
      const child = await this.launch(port);
      this.child = child;
      child.once("exit", () => {
        if (this.child === child) this.starting = undefined; // else another one has been started since
      });
      return { port, child };
    } catch (error) {
      this.starting = undefined;
      throw error;
    }
  }
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

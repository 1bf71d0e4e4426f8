import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { Endings } from "./endings";
import { eventually } from "./eventually";

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Port of the loopback address that it listens on. */
  readonly port: number;
  /** User and group that it runs as; those of the tests unless given. */
  readonly user?: number;
  /** Signal on which it ends at once and in good order. @default SIGTERM */
  readonly endSignal?: NodeJS.Signals;
}

/** A real server, for as long as a test needs it. */
export class ServerProcess {
  private child?: ChildProcess;

  constructor(private readonly server: ServerCommand) {}

  /**
   * Starts it, and waits until it listens.
   * @throws {Error} when it ends before, by itself or by a signal; nothing of it runs then.
   */
  async start(): Promise<void> {
    const { command, args, environment, user, port } = this.server;
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...(user !== undefined && { uid: user, gid: user }),
    });
    this.child = child;
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    let failure: Error | undefined;
    child.once("error", (error) => (failure = error));
    try {
      await eventually(
        () => listening(port),
        () => failure !== undefined || !this.isRunning,
      );
    } catch (error) {
      if (failure !== undefined) throw failure;
      const ending = child.exitCode ?? child.signalCode;
      await this.stop();
      throw ending === null ? error : new Error(`${command} ended with ${ending}:\n${said}`, { cause: error });
    }
  }

  /** Whether it was started and has not ended. */
  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.isRunning) return;
    const ended = once(child, "close");
    child.kill("SIGCONT"); // one that hangs would not end
    child.kill(this.server.endSignal ?? "SIGTERM");
    await ended;
  }

  /** Lets it hang: connections are still made, and nothing is answered. */
  hang(): void {
    this.child?.kill("SIGSTOP");
  }

  goOn(): void {
    this.child?.kill("SIGCONT");
  }
}

/** Starts servers one after the other; when one fails, ends those before it. */
export async function startInOrder(servers: readonly ServerProcess[]): Promise<void> {
  const endings = new Endings();
  await endings.orEnd(async () => {
    for (const server of servers) {
      await server.start();
      endings.add(() => server.stop());
    }
  });
}

async function listening(port: number): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
  } finally {
    socket.destroy();
  }
}

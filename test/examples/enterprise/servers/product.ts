import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { projectRoot } from "../../../../tools/shared/project-root";
import { eventually } from "./eventually";

const SOURCES = join(projectRoot(__dirname), "examples/enterprise/src");

export type Program = "server" | "worker" | "healthcheck" | "migrate" | "migration-role";

/** Puts programs of the sample product into a folder. */
export function buildProduct(folder: string, programs: readonly Program[]): void {
  buildSync({
    entryPoints: programs.map((name) => join(SOURCES, `${name}.ts`)),
    outdir: folder,
    bundle: true,
    platform: "node",
    logLevel: "silent",
  });
}

export type LogEvent = Readonly<Record<string, unknown>>;

/** A program of the product as a container runs it: with nothing but an environment. */
export class ProductProcess {
  /** Everything that it wrote, to standard output and error. */
  output = "";
  private log = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown[]>;
  private hasEnded = false;

  constructor(folder: string, program: Program, environment: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [join(folder, `${program}.js`)], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.child = child;
    this.ended = once(child, "close");
    child.once("close", () => (this.hasEnded = true));
  }

  /** By which others can kill it. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Events of the log with this message so far. */
  events(message: string): LogEvent[] {
    const lines = this.log.split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as LogEvent).filter((event) => event.message === message);
  }

  /**
   * The first event of the log with this message.
   * @throws {Error} when the program ends without it.
   */
  logged(message: string): Promise<LogEvent> {
    return eventually(
      () => {
        const [event] = this.events(message);
        if (event === undefined) throw new Error(`nothing said "${message}", but:\n${this.output}`);
        return event;
      },
      () => this.hasEnded,
    );
  }

  /** Address at which it serves. */
  async url(): Promise<string> {
    return `http://127.0.0.1:${String((await this.logged("listening")).port)}`;
  }

  /** Tells it to end, and gives its exit code. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<unknown> {
    this.child.kill(signal);
    return this.exitCode();
  }

  async exitCode(): Promise<unknown> {
    const [code] = await this.ended;
    return code;
  }
}

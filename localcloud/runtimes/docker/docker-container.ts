import { setTimeout } from "node:timers/promises";
import { PassThrough } from "node:stream";
import type Docker from "dockerode";
import type { ContainerEnd, ContainerUsage, EngineContainer } from "../container-engine";
import { readLines } from "../tasks/lines";

const MEBIBYTE = 2 ** 20;
const NANOSECONDS = 1e9;
/** What ECS's agent reports for a container that the kernel ended (Developer Guide, "OutOfMemoryError"). */
const OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

/** A container of Docker. */
export class DockerContainer implements EngineContainer {
  readonly ended: Promise<ContainerEnd>;
  private hasEnded = false;

  private constructor(
    private readonly container: Docker.Container,
    private readonly stopSignal: string,
    written: Promise<void>,
  ) {
    this.ended = this.end(written);
  }

  /** Starts a container that was created, and reads what it writes from its beginning on. */
  static async start(
    docker: Docker,
    container: Docker.Container,
    onLine: (line: string) => void,
  ): Promise<DockerContainer> {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const { Config } = await container.inspect();
    const lines = [new PassThrough(), new PassThrough()] as const;
    docker.modem.demuxStream(stream, ...lines);
    const end = (): void => {
      for (const each of lines) each.end();
    };
    stream.once("end", end);
    stream.once("close", end);
    const written = Promise.all(lines.map((each) => readLines(each, onLine))).then(() => undefined);
    await container.start();
    const { StopSignal = "SIGTERM" } = Config as { readonly StopSignal?: string };
    return new DockerContainer(container, StopSignal, written);
  }

  stop(): void {
    this.signal(this.stopSignal);
  }

  kill(): void {
    this.signal("SIGKILL");
  }

  hang(): void {
    this.signal("SIGSTOP");
  }

  resume(): void {
    this.signal("SIGCONT");
  }

  async check(command: readonly string[], timeoutSeconds: number): Promise<boolean> {
    const exec = await this.container.exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true });
    const stream = await exec.start({});
    stream.resume();
    const done = new AbortController();
    const late = setTimeout(timeoutSeconds * 1000, false, { signal: done.signal }).catch(() => false);
    const ended = new Promise<boolean>((resolve) => {
      stream.once("end", () => {
        resolve(true);
      });
      stream.once("error", () => {
        resolve(false);
      });
    });
    const isInTime = await Promise.race([ended, late]);
    done.abort();
    stream.destroy();
    return isInTime && (await exec.inspect()).ExitCode === 0;
  }

  async usage(): Promise<ContainerUsage | undefined> {
    if (this.hasEnded) return undefined;
    const { cpu_stats: cpu, memory_stats } = await this.container.stats({ stream: false, "one-shot": true });
    return { cpuSeconds: cpu.cpu_usage.total_usage / NANOSECONDS, memory: workingSet(memory_stats) / MEBIBYTE };
  }

  private signal(signal: string): void {
    this.container.kill({ signal }).catch(() => undefined); // it has ended
  }

  private async end(written: Promise<void>): Promise<ContainerEnd> {
    const { StatusCode: exitCode } = (await this.container.wait()) as { StatusCode: number };
    this.hasEnded = true;
    const { State } = await this.container.inspect();
    await written;
    return State.OOMKilled ? { exitCode, reason: OUT_OF_MEMORY } : { exitCode };
  }
}

/** What the kernel tells of a container's memory, which lacks what its version of control groups doesn't have. */
interface MemoryStats {
  readonly usage?: number;
  readonly stats?: { readonly inactive_file?: number; readonly total_inactive_file?: number };
}

/** Bytes without the files that the kernel may forget, as `docker stats` shows them. */
function workingSet({ usage = 0, stats = {} }: MemoryStats): number {
  return Math.max(0, usage - (stats.inactive_file ?? stats.total_inactive_file ?? 0));
}

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { ContainerEnd, ContainerUsage, EngineContainer } from "../container-engine";
import { readLines } from "../tasks/lines";

/** What a container's process needs of its engine. */
export interface ContainerProcessOptions {
  readonly onLine: (line: string) => void;
  readonly stopSignal: NodeJS.Signals;
  readonly usage: (group: number) => Promise<ContainerUsage | undefined>;
  readonly startCheck: (command: readonly string[]) => ChildProcess;
}

/** A container that is a process of this machine, with what it starts in its process group. */
export class ContainerProcess implements EngineContainer {
  readonly ended: Promise<ContainerEnd>;
  private hasEnded = false;
  private readonly checks = new Set<ChildProcess>();

  constructor(
    private readonly child: ChildProcess,
    private readonly options: ContainerProcessOptions,
  ) {
    const written = [child.stdout, child.stderr].flatMap((stream) =>
      stream === null ? [] : [readLines(stream, options.onLine)],
    );
    this.ended = this.end(written);
  }

  stop(): void {
    this.child.kill(this.options.stopSignal);
  }

  kill(): void {
    const { pid } = this.child;
    if (pid === undefined || this.hasEnded) return;
    killGroup(pid);
  }

  hang(): void {
    const { pid } = this.child;
    if (pid === undefined || this.hasEnded) return;
    signalGroup(pid, "SIGSTOP");
  }

  resume(): void {
    const { pid } = this.child;
    if (pid === undefined || this.hasEnded) return;
    signalGroup(pid, "SIGCONT");
  }

  async check(command: readonly string[], timeoutSeconds: number): Promise<boolean> {
    if (this.hasEnded) return false;
    const check = this.options.startCheck(command);
    this.checks.add(check);
    for (const stream of [check.stdout, check.stderr]) stream?.resume();
    const done = new AbortController();
    const late = setTimeout(timeoutSeconds * 1000, undefined, { signal: done.signal }).catch(() => undefined);
    const code = await Promise.race([exitCodeOf(check), late]);
    done.abort();
    if (code === undefined && check.pid !== undefined) killGroup(check.pid);
    this.checks.delete(check);
    return code === 0;
  }

  async usage(): Promise<ContainerUsage | undefined> {
    const { pid } = this.child;
    return pid === undefined || this.hasEnded ? undefined : this.options.usage(pid);
  }

  /** Ends when everything that it wrote has been read. */
  private async end(written: readonly Promise<void>[]): Promise<ContainerEnd> {
    const exitCode = await exitCodeOf(this.child);
    this.hasEnded = true;
    for (const { pid } of this.checks) if (pid !== undefined) killGroup(pid);
    await Promise.all(written);
    return { exitCode };
  }
}

/** As a shell tells it: 128 and the signal's number for one that a signal ended. */
async function exitCodeOf(child: ChildProcess): Promise<number> {
  try {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  } catch {
    return 127; // it could not be started
  }
  return child.exitCode ?? 128 + (child.signalCode === null ? 0 : constants.signals[child.signalCode]);
}

function killGroup(group: number): void {
  signalGroup(group, "SIGKILL");
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended.
  }
}

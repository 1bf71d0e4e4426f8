import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Keeps numbers of process groups while its standard input is open, and kills them once that closes, however the
 * process at the other end died. It is a shell, since one is there on every machine, is small and starts at once.
 */
const WATCH = `
groups=" "
while read -r change group; do
  case "$change" in
  +) groups="$groups$group " ;;
  -)
    kept=" "
    for each in $groups; do [ "$each" = "$group" ] || kept="$kept$each "; done
    groups="$kept"
    ;;
  esac
done
for each in $groups; do kill -KILL "-$each" 2>/dev/null; done
`;

/** Waits on its fourth stream for leave to start, and then becomes the program; ends where its parent has died. */
const WAIT = 'read -r leave <&3 && exec 3<&- && exec "$@"';

/** A program to be started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** @default - this process's */
  readonly directory?: string;
  /** User and group that it runs as. @default - this process's */
  readonly user?: number;
}

/** Starts programs each of which ends with this process at the latest, however that ends. */
export class Supervisor {
  private watcher: ChildProcess | undefined;
  private readonly groups = new Set<number>();
  private isClosed = false;

  /** Starts a program as the head of a process group of its own, which ends with it. */
  start({ command, args, environment, directory, user }: Program): ChildProcess {
    if (this.isClosed) throw new Error("the supervisor has ended");
    const watcher = this.watching();
    const child = spawn("/bin/sh", ["-c", WAIT, "sh", command, ...args], {
      cwd: directory,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      ...(user !== undefined && { uid: user, gid: user }),
    });
    const { pid } = child;
    if (pid === undefined) return child; // its event "error" tells why
    this.groups.add(pid);
    child.once("exit", () => {
      this.forget(pid);
    });
    // Only once the watcher knows the group: a write that was taken outlives this process.
    writeTo(watcher.stdin, `+ ${pid}\n`, () => {
      const leave = child.stdio[3] as Writable;
      leave.on("error", () => undefined); // it has been killed meanwhile
      leave.end("go\n");
    });
    return child;
  }

  /** Kills whatever still runs, and waits for it. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const group of this.groups) killGroup(group);
    const { watcher } = this;
    this.watcher = undefined;
    if (watcher === undefined || watcher.exitCode !== null || watcher.signalCode !== null) return;
    const ended = once(watcher, "exit");
    watcher.stdin?.end();
    await ended;
  }

  private forget(group: number): void {
    killGroup(group); // what it left behind
    this.groups.delete(group);
    if (this.watcher !== undefined) writeTo(this.watcher.stdin, `- ${group}\n`);
  }

  /** The watcher; a new one, which is told everything, where somebody killed it. */
  private watching(): ChildProcess {
    if (this.watcher !== undefined) return this.watcher;
    const watcher = spawn("/bin/sh", ["-c", WATCH], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    this.watcher = watcher;
    watcher.stdin.on("error", () => undefined); // told by the exit
    watcher.once("error", () => (this.watcher = undefined));
    watcher.once("exit", () => {
      if (this.watcher !== watcher) return;
      this.watcher = undefined;
      if (this.groups.size > 0) this.watching();
    });
    for (const group of this.groups) writeTo(watcher.stdin, `+ ${group}\n`);
    return watcher;
  }
}

function writeTo(stream: Writable | null, text: string, then?: () => void): void {
  if (stream === null || stream.destroyed) return;
  stream.write(text, then);
}

function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It has ended.
  }
}

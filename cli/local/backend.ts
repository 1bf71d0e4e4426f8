import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { processIsAlive } from "../../tools/shared/process-is-alive";
import { UserError } from "../../tools/shared/user-error";
import { createPrivateFile } from "../../tools/shared/files";
import type { LocalPaths } from "./paths";
import type { Checkpoint } from "./recovery";

/**
 * Creates the folders and the passphrase of the local backend.
 * @throws {UserError} when stacks exist and the passphrase that encrypts them is gone.
 */
export function prepareBackend(paths: LocalPaths): void {
  mkdirSync(paths.state, { recursive: true });
  mkdirSync(paths.home, { recursive: true });
  if (existsSync(paths.passphrase)) return;
  if (existsSync(join(paths.state, ".pulumi", "stacks"))) {
    throw new UserError(
      `the passphrase of the local stacks is gone: ${paths.passphrase}`,
      `Put it back from a copy, or start over without what is deployed locally: rm -r '${join(paths.local, "pulumi")}' '${paths.cloud}'`,
    );
  }
  createPrivateFile(paths.passphrase, randomBytes(32).toString("base64url"));
}

/**
 * The state of a stack; undefined when there is no such stack.
 * @throws {UserError} when the file is damaged.
 */
export function readCheckpoint(paths: LocalPaths, project: string, stack: string): Checkpoint | undefined {
  const path = join(paths.state, ".pulumi", "stacks", project, `${stack}.json`);
  if (!existsSync(path)) return undefined;
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { checkpoint: { latest?: Checkpoint } }).checkpoint.latest ?? {};
  } catch (cause) {
    throw new UserError(`the state of the stack ${stack} can't be read: ${path} is damaged`, remedyFor(path), {
      cause,
    });
  }
}

function remedyFor(damaged: string): string {
  return existsSync(`${damaged}.bak`)
    ? `Put the file from before the last change in its place: cp '${damaged}.bak' '${damaged}'`
    : `Give the stack's state up; the next run also deletes what the local cloud holds of it: rm '${damaged}'`;
}

/**
 * Removes the locks of engines that died and left them. Locks of a self-managed backend never expire, so such a lock
 * would block the stack for ever. Locks of running processes and of other machines stay.
 * @returns the removed files.
 */
export function removeDeadLocks(paths: LocalPaths, isAlive: (pid: number) => boolean = processIsAlive): string[] {
  const dead = locksIn(lockDirectory(paths)).filter((file) => isDead(readLock(file), isAlive));
  for (const file of dead) rmSync(file, { force: true });
  return dead;
}

/** The engine that works on a stack; call {@link removeDeadLocks} first. */
export function lockHolder(paths: LocalPaths, project: string, stack: string): EngineLock | undefined {
  return locksIn(join(lockDirectory(paths), "organization", project, stack))
    .map(readLock)
    .find(Boolean);
}

/**
 * The error that names the run which holds a stack's lock. The engine's own message advises `pulumi cancel`, which
 * would take the lock away from a run that still works.
 */
export function lockedBy(stack: string, { pid, hostname: host }: EngineLock): UserError {
  return new UserError(
    `another run works on ${stack}: process ${pid} on ${host}`,
    "Wait until it has ended, and run the command again. Don't cancel it: the lock of a run that died goes by itself.",
  );
}

function lockDirectory(paths: LocalPaths): string {
  return join(paths.state, ".pulumi", "locks");
}

function locksIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".json")).map((file) => join(directory, file));
}

/** Content of an engine's lock file (pulumi/pkg/backend/diy/lock.go). */
export interface EngineLock {
  readonly pid: number;
  readonly hostname: string;
}

/** The content of a lock file; undefined if the file is incomplete, since its writer died while it wrote. */
function readLock(file: string): EngineLock | undefined {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) ?? undefined) as EngineLock | undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the engine that wrote a lock is dead. Nothing is known about processes of another machine or container: they
 * count as alive.
 */
function isDead(lock: EngineLock | undefined, isAlive: (pid: number) => boolean): boolean {
  if (lock === undefined) return true;
  return lock.hostname === hostname() && !isAlive(lock.pid);
}

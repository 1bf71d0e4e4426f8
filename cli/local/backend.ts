import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { UserError } from "../../tools/shared/user-error";
import type { Checkpoint } from "./recovery";
import type { LocalPaths } from "./paths";

/** Makes the folders and the passphrase that the local backend needs. */
export function prepareBackend(paths: LocalPaths): void {
  mkdirSync(paths.state, { recursive: true });
  mkdirSync(paths.home, { recursive: true });
  if (!existsSync(paths.passphrase)) {
    writeFileSync(paths.passphrase, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  }
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
    throw new UserError(
      `the state of the stack ${stack} can't be read: ${path} is damaged`,
      `put the file from before the last change in its place: cp ${path}.bak ${path}`,
      { cause },
    );
  }
}

/**
 * Removes the locks of engines that died without doing so. A self-managed backend locks without a lease, so that such a
 * lock would stand for ever; only locks of dead processes of this machine go.
 * @returns the files that went.
 */
export function removeDeadLocks(paths: LocalPaths, isAlive: (pid: number) => boolean = processIsAlive): string[] {
  const locks = join(paths.state, ".pulumi", "locks");
  if (!existsSync(locks)) return [];
  const files = readdirSync(locks, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  const dead = files.map((file) => join(locks, file)).filter((file) => !isAlive(lockHolder(file)));
  for (const file of dead) rmSync(file, { force: true });
  return dead;
}

/** A lock cut short while it was written has no holder left either. */
function lockHolder(file: string): number {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { pid: number }).pid;
  } catch {
    return 0;
  }
}

function processIsAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

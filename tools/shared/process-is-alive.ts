import { readFileSync } from "node:fs";

/**
 * Whether a process of this machine lives, whoever's it is. One that has ended and whose parent hasn't asked how is
 * dead: in a container whose first program reaps nobody, it stays in the list for ever.
 */
export function processIsAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !hasEnded(pid);
}

/** Where the kernel tells states of processes (proc_pid_stat(5)): those of zombies, and of what is just leaving. */
function hasEnded(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2)); // the name before may hold brackets, too
  } catch {
    return false; // no such folder, as on macOS
  }
}

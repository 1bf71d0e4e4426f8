import { readdirSync, readFileSync } from "node:fs";

interface ProcessFacts {
  readonly parent: number;
  readonly residentKibibytes: number;
}

/** Memory that a process and all its descendants hold now, in MiB; Linux only, from /proc. */
export function residentMebibytes(root: number): number {
  const processes = allProcesses();
  const members = membersOf(root, processes);
  const kibibytes = members.reduce((sum, pid) => sum + (processes.get(pid)?.residentKibibytes ?? 0), 0);
  return kibibytes / 1024;
}

/** A process and all its descendants; Linux only, from /proc. */
export function processTree(root: number): number[] {
  return membersOf(root, allProcesses());
}

function membersOf(root: number, processes: ReadonlyMap<number, ProcessFacts>): number[] {
  return [...processes.keys()].filter((pid) => descendsFrom(pid, root, processes));
}

function descendsFrom(pid: number, root: number, processes: ReadonlyMap<number, ProcessFacts>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = processes.get(at)?.parent) {
    if (at === root) return true;
  }
  return false;
}

function allProcesses(): Map<number, ProcessFacts> {
  const facts = new Map<number, ProcessFacts>();
  for (const entry of readdirSync("/proc")) {
    const found = /^\d+$/.test(entry) ? factsOf(entry) : undefined;
    if (found !== undefined) facts.set(Number(entry), found);
  }
  return facts;
}

/** Undefined for a process that ended meanwhile. */
function factsOf(pid: string): ProcessFacts | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { parent: field("PPid"), residentKibibytes: field("VmRSS") };
  } catch {
    return undefined;
  }
}

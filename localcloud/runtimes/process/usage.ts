import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { ContainerUsage } from "../container-engine";

/** Ticks of a second in `/proc` (Linux manual, proc_pid_stat(5); USER_HZ is 100 wherever Node.js runs). */
const TICKS = 100;
const SECONDS_OF_DAY = 86_400;
const USUAL_PAGE = 4096;
let pageSize: number | undefined;

/** What each process group of this machine uses. */
export async function usageByGroup(): Promise<ReadonlyMap<number, ContainerUsage>> {
  const processes = process.platform === "linux" ? fromProc() : await fromPs();
  const groups = new Map<number, ContainerUsage>();
  for (const { group, cpuSeconds, memory } of processes) {
    const before = groups.get(group) ?? { cpuSeconds: 0, memory: 0 };
    groups.set(group, { cpuSeconds: before.cpuSeconds + cpuSeconds, memory: before.memory + memory });
  }
  return groups;
}

interface ProcessUsage extends ContainerUsage {
  readonly group: number;
}

function fromProc(): ProcessUsage[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => usageOfStat(contentOf(`/proc/${pid}/stat`), bytesOfPage()) ?? []);
}

/** Bytes of a page, which kernels for ARM have larger ones of. */
function bytesOfPage(): number {
  pageSize ??= Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" })) || USUAL_PAGE;
  return pageSize;
}

/** A line of `/proc/<pid>/stat`: the name in brackets may hold anything. */
export function usageOfStat(line: string, pageBytes: number): ProcessUsage | undefined {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [group, user, system, pages] = [2, 11, 12, 21].map((index) => Number(fields[index]));
  if (group === undefined || user === undefined || system === undefined || pages === undefined) return undefined;
  if (![group, user, system, pages].every(Number.isFinite)) return undefined;
  return { group, cpuSeconds: (user + system) / TICKS, memory: (pages * pageBytes) / 2 ** 20 };
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
}

/** Where there is no `/proc`, as on macOS. */
async function fromPs(): Promise<ProcessUsage[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pgid=,rss=,time="]);
  return stdout.split("\n").flatMap((line) => usageOfPs(line) ?? []);
}

/** A line of `ps -o pgid=,rss=,time=`: `  501  20480   1:02.50`; memory in KiB. */
export function usageOfPs(line: string): ProcessUsage | undefined {
  const [, group, kibibytes, time = ""] = /^\s*(\d+)\s+(\d+)\s+([\d:.-]+)\s*$/.exec(line) ?? [];
  if (group === undefined) return undefined;
  const [clock = "", days = "0"] = time.split("-").reverse();
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * SECONDS_OF_DAY;
  return { group: Number(group), cpuSeconds: seconds, memory: Number(kibibytes) / 1024 };
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../behaviour/clock/clock";
import type { Instant } from "../behaviour/model/instant";

/** How often the time is written down, of the machine's time. */
const INTERVAL_MILLISECONDS = 5_000;

/**
 * When a world goes on: now, or where its clock stood if that ran ahead of the machine's. Else what it remembers would
 * lie in the future.
 */
export function worldStart(directory: string, now: Instant = Date.now()): Instant {
  return Math.max(now, lastInstant(directory));
}

/** Writes the time of a world down now and then, for its next start. @returns what stops that, after a last time */
export function keepTime(directory: string, clock: Clock): () => void {
  mkdirSync(directory, { recursive: true });
  const write = (): void => {
    const temporary = `${pathIn(directory)}.new`;
    writeFileSync(temporary, String(clock.now()), { mode: 0o600 });
    renameSync(temporary, pathIn(directory));
  };
  const timer = setInterval(write, INTERVAL_MILLISECONDS);
  timer.unref();
  return () => {
    clearInterval(timer);
    write();
  };
}

function lastInstant(directory: string): Instant {
  try {
    const instant = Number(readFileSync(pathIn(directory), "utf8"));
    return Number.isFinite(instant) ? instant : 0;
  } catch {
    return 0;
  }
}

function pathIn(directory: string): string {
  return join(directory, "time");
}

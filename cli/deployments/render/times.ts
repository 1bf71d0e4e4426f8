import { duration } from "../duration";
import { NOTHING } from "./words";

/** The time between two instants; a dash where the second isn't known. */
export function betweenText(startedAt: string, endedAt: string | undefined): string {
  return endedAt === undefined ? NOTHING : duration(Date.parse(endedAt) - Date.parse(startedAt));
}

/** An instant in UTC to the second, such as `2026-11-30 12:59:01Z`. */
export function instantText(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time)
    ? NOTHING
    : new Date(time)
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, "Z");
}

/** An instant with how long ago it was, in the largest unit: `2026-11-30 12:59:01Z (3 min ago)`. */
export function whenText(iso: string, now: Date): string {
  const instant = instantText(iso);
  if (instant === NOTHING) return instant;
  const age = now.getTime() - Date.parse(iso);
  const text = roughly(Math.abs(age));
  return `${instant} (${age < 0 ? `in ${text}` : `${text} ago`})`;
}

const DAY = 86_400_000;

/** A duration in its largest unit. */
function roughly(milliseconds: number): string {
  if (milliseconds >= DAY) return `${Math.floor(milliseconds / DAY)} d`;
  const [largest = ""] = /^\d+ \w+/.exec(duration(milliseconds)) ?? [];
  return largest;
}

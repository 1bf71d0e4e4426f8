import { hashOf, parseLine, FIRST_PREVIOUS_HASH, type AuditEntry, type AuditHead } from "./entry";
import { anchorFindings, type AnchoredHeads } from "./verify-anchors";
import type { TrailFinding } from "./finding";

export type { AnchoredHeads } from "./verify-anchors";

/** What a look at a whole trail found. */
export interface TrailVerification {
  /** Lines that are entries as they were written. */
  readonly entries: number;
  /** The last of them; undefined for a trail without any. */
  readonly head: AuditHead | undefined;
  /** Whether nothing was altered: there may be traces of an interrupted process all the same. */
  readonly isIntact: boolean;
  readonly findings: readonly TrailFinding[];
}

/** A line, and the entry in it if it is one with the right hash. */
interface Line {
  readonly number: number;
  readonly entry: AuditEntry | undefined;
}

const LINE_FEED = 0x0a;

/**
 * Compares a trail's text with itself and with the heads that were anchored.
 * @param content bytes of the trail.
 * @param anchors the heads of each anchor; with none, a trail that is cut off or written anew looks right.
 */
export function verifyTrail(content: Uint8Array, anchors: readonly AnchoredHeads[]): TrailVerification {
  const { lines, torn } = linesOf(content);
  const right = lines.flatMap(({ entry }) => entry ?? []);
  const known = bySequence(lines);
  const findings = [
    ...lines.flatMap(edited),
    ...misplaced(lines),
    ...missing(known),
    ...broken(right, known),
    ...(torn === 0 ? [] : [tornLine(lines.length + 1, torn)]),
    ...anchorFindings(known, anchors),
  ];
  const isIntact = findings.every(({ cause }) => cause === "interruption");
  const last = right.at(-1);
  const head = last && { sequence: last.sequence, hash: last.hash };
  return { entries: right.length, head, isIntact, findings };
}

function linesOf(content: Uint8Array): { lines: readonly Line[]; torn: number } {
  const end = content.lastIndexOf(LINE_FEED) + 1;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const lines: Line[] = [];
  for (let start = 0; start < end;) {
    const stop = content.indexOf(LINE_FEED, start);
    lines.push({ number: lines.length + 1, entry: entryIn(content.subarray(start, stop), decoder) });
    start = stop + 1;
  }
  return { lines, torn: content.length - end };
}

function entryIn(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>): AuditEntry | undefined {
  try {
    const entry = parseLine(decoder.decode(bytes));
    return entry !== undefined && hashOf(entry) === entry.hash ? entry : undefined;
  } catch {
    return undefined; // no UTF-8
  }
}

/** What is known of each sequence number: its entry, or "edited" for a line that most likely held it. */
function bySequence(lines: readonly Line[]): ReadonlyMap<number, AuditEntry | "edited"> {
  const known = new Map<number, AuditEntry | "edited">();
  for (const { entry } of lines) {
    if (entry !== undefined && !known.has(entry.sequence)) known.set(entry.sequence, entry);
  }
  for (const { number, entry } of lines) {
    if (entry === undefined && !known.has(number)) known.set(number, "edited");
  }
  return known;
}

function edited({ number, entry }: Line): TrailFinding[] {
  if (entry !== undefined) return [];
  const message = `line ${number} isn't an entry as it was written: its text and its hash don't go together`;
  return [{ kind: "edited", cause: "alteration", line: number, message }];
}

/** Entries that stand behind later ones, or a second time. */
function misplaced(lines: readonly Line[]): TrailFinding[] {
  const seen = new Set<number>();
  let highest = 0;
  return lines.flatMap(({ number, entry }): TrailFinding[] => {
    if (entry === undefined) return [];
    const { sequence } = entry;
    const place = { cause: "alteration", sequence, line: number } as const;
    if (seen.has(sequence)) {
      return [{ kind: "inserted", ...place, message: `line ${number} is a second entry ${sequence}` }];
    }
    seen.add(sequence);
    highest = Math.max(highest, sequence);
    if (sequence === highest) return [];
    const message = `entry ${sequence} stands in line ${number}, behind entry ${highest}`;
    return [{ kind: "reordered", ...place, message }];
  });
}

/** Gaps in the sequence numbers. */
function missing(known: ReadonlyMap<number, unknown>): TrailFinding[] {
  const present = [...known.keys()].sort((one, other) => one - other);
  return present.flatMap((sequence, index): TrailFinding[] => {
    const first = (present[index - 1] ?? 0) + 1;
    if (first >= sequence) return [];
    const last = sequence - 1;
    const message = first === last ? `entry ${first} is missing` : `entries ${first} to ${last} are missing`;
    return [{ kind: "missing", cause: "alteration", sequence: first, message }];
  });
}

/** Entries that don't follow from the one before. */
function broken(entries: readonly AuditEntry[], known: ReadonlyMap<number, AuditEntry | "edited">): TrailFinding[] {
  return entries.flatMap(({ sequence, previousHash }): TrailFinding[] => {
    const before = sequence <= 1 ? FIRST_PREVIOUS_HASH : hashOfKnown(known.get(sequence - 1));
    if (before === undefined || before === previousHash) return [];
    const message =
      sequence <= 1
        ? `entry ${sequence} isn't the first that was written: it follows another`
        : `entry ${sequence - 1} isn't the one that entry ${sequence} follows: one of them was replaced`;
    return [{ kind: "rewritten", cause: "alteration", sequence: Math.max(sequence - 1, 1), message }];
  });
}

function hashOfKnown(entry: AuditEntry | "edited" | undefined): string | undefined {
  return entry === undefined || entry === "edited" ? undefined : entry.hash;
}

function tornLine(line: number, bytes: number): TrailFinding {
  const message = `line ${line} was begun and not ended (${bytes} bytes), as a process that was killed leaves it`;
  return { kind: "torn", cause: "interruption", line, message };
}

import type { AuditEntry, AuditHead } from "./entry";
import type { TrailFinding } from "./finding";

/** What an anchor remembers. */
export interface AnchoredHeads {
  /** How messages name the anchor. */
  readonly place: string;
  readonly heads: readonly AuditHead[];
  /** Why it can't be read; left out where it can. */
  readonly unreadable?: string;
}

/** What is known of each sequence number of the trail. */
type Known = ReadonlyMap<number, AuditEntry | "edited">;

/** What anchors know otherwise than the trail tells. */
export function anchorFindings(known: Known, anchors: readonly AnchoredHeads[]): TrailFinding[] {
  return [...anchors.flatMap((anchor) => differences(known, anchor)), ...unanchored(known, anchors)];
}

function differences(known: Known, { place, heads, unreadable }: AnchoredHeads): TrailFinding[] {
  if (unreadable !== undefined) {
    const message = `${place} can't be read, so that it proves nothing: ${unreadable}`;
    return [{ kind: "unreadable-anchor", cause: "alteration", message }];
  }
  const distinct = new Map(heads.map((head) => [`${head.sequence} ${head.hash}`, head]));
  return [
    ...conflicts(place, [...distinct.values()]),
    ...rewritten(known, place, distinct.values()),
    ...cutOff(known, place, heads),
  ];
}

function conflicts(place: string, heads: readonly AuditHead[]): TrailFinding[] {
  const sequences = heads.map(({ sequence }) => sequence);
  const twice = new Set(sequences.filter((sequence, index) => sequences.indexOf(sequence) < index));
  return [...twice].map((sequence) => {
    const message = `${place} knows more than one entry ${sequence}: somebody published another`;
    return { kind: "conflicting-heads", cause: "alteration", sequence, message };
  });
}

function rewritten(known: Known, place: string, heads: Iterable<AuditHead>): TrailFinding[] {
  return [...heads].flatMap(({ sequence, hash }): TrailFinding[] => {
    const entry = known.get(sequence);
    if (entry === undefined || entry === "edited" || entry.hash === hash) return [];
    const message = `entry ${sequence} isn't the one that ${place} knows`;
    return [{ kind: "rewritten", cause: "alteration", sequence, message }];
  });
}

function cutOff(known: Known, place: string, heads: readonly AuditHead[]): TrailFinding[] {
  const [end, anchored] = [highest(known.keys()), highest(heads.map(({ sequence }) => sequence))];
  if (anchored <= end) return [];
  const which = anchored === end + 1 ? `entry ${anchored} is` : `entries ${end + 1} to ${anchored} are`;
  const message = `${which} cut off: ${place} knows entry ${anchored}`;
  return [{ kind: "cut-off", cause: "alteration", sequence: end + 1, message }];
}

/** Entries that no anchor knows, nor one that follows them. */
function unanchored(known: Known, anchors: readonly AnchoredHeads[]): TrailFinding[] {
  const readable = anchors.filter(({ unreadable }) => unreadable === undefined);
  const [end, anchored] = [
    highest(known.keys()),
    highest(readable.flatMap(({ heads }) => heads.map(({ sequence }) => sequence))),
  ];
  if (readable.length === 0 || end <= anchored) return [];
  const which = end === anchored + 1 ? `entry ${end} is` : `entries ${anchored + 1} to ${end} are`;
  const message = `${which} known to no anchor: a process was interrupted before it published, or somebody added them`;
  return [{ kind: "unanchored", cause: "interruption", sequence: anchored + 1, message }];
}

function highest(sequences: Iterable<number>): number {
  let most = 0;
  for (const sequence of sequences) most = Math.max(most, sequence);
  return most;
}

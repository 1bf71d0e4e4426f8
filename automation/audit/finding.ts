/** What is wrong with a trail. */
export type TrailFindingKind =
  /** A line isn't the text of an entry, or has another hash than its content. */
  | "edited"
  /** Sequence numbers that no line has. */
  | "missing"
  /** An entry behind a later one. */
  | "reordered"
  /** A second entry with a sequence number that another has. */
  | "inserted"
  /** An entry that is right by itself, and not the one that the next entry or an anchor knows. */
  | "rewritten"
  /** The trail ends before an entry that an anchor knows. */
  | "cut-off"
  /** The last line has no end. */
  | "torn"
  /** Entries behind the last that an anchor knows. */
  | "unanchored"
  /** An anchor knows two heads of one sequence number. */
  | "conflicting-heads"
  /** An anchor that can't be read proves nothing. */
  | "unreadable-anchor";

/** Something that is wrong with a trail. */
export interface TrailFinding {
  readonly kind: TrailFindingKind;
  /**
   * Whether somebody altered the trail, or what an interrupted process leaves explains it too; the next entry tells of
   * the latter.
   */
  readonly cause: "alteration" | "interruption";
  /** The first entry concerned. */
  readonly sequence?: number;
  /** The line concerned, from 1. */
  readonly line?: number;
  /** A sentence without a full stop. */
  readonly message: string;
}

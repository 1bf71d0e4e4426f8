import { canonicalJson, isJsonObject, type JsonObject } from "../shared/canonical-json";
import { sha256 } from "../shared/digest";

/** How an action stands: an action that takes time has an entry at its start and one at its end. */
export const AUDIT_OUTCOMES = ["started", "succeeded", "failed", "refused", "rolled-back", "interrupted"] as const;

/** How an action stands. */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** What was done. */
export interface AuditedAction {
  /** Such as `"deploy"`, `"rollback"` or `"approve"`. */
  readonly action: string;
  /** Name of the environment; left out for what concerns none. */
  readonly environment?: string;
  /** Id of the deployment; left out for what is none. */
  readonly deploymentId?: string;
}

/** From where it was done. */
export interface AuditOrigin {
  /** Name of the machine. */
  readonly host: string;
  /** Address of the run of the continuous integration; left out for what a person started. */
  readonly run?: string;
}

/** What somebody did, as it is handed to the audit trail. */
export interface AuditEvent {
  /** Who did it: a user's name, an address, or the ARN of a role session. */
  readonly who: string;
  readonly what: AuditedAction;
  readonly from: AuditOrigin;
  readonly outcome: AuditOutcome;
  /** What else explains it. Secrets are withheld before it is written. */
  readonly details?: JsonObject;
}

/** What the trail makes of an event: one line. */
export interface AuditEntry extends AuditEvent {
  /** 1 for the first, one more for each that follows. */
  readonly sequence: number;
  /** When it was written: ISO 8601, UTC. */
  readonly time: string;
  /** Hash of the entry before; {@link FIRST_PREVIOUS_HASH} for the first. */
  readonly previousHash: string;
  /** SHA-256 of the canonical JSON of all the rest, which includes the previous hash. */
  readonly hash: string;
}

/** The end of a trail, as it is anchored outside. */
export type AuditHead = Pick<AuditEntry, "sequence" | "hash">;

/** What the first entry has in place of a hash of one before. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** The entry that follows another. */
export function entryAfter(previous: AuditHead | undefined, event: AuditEvent, time: Date): AuditEntry {
  const rest = {
    ...event,
    sequence: (previous?.sequence ?? 0) + 1,
    time: time.toISOString(),
    previousHash: previous?.hash ?? FIRST_PREVIOUS_HASH,
  };
  return { ...rest, hash: hashOf(rest) };
}

/** The line of an entry, without the line feed: its only text. */
export function lineOf(entry: AuditEntry): string {
  return canonicalJson(asJson(entry));
}

/** The hash that an entry must have. */
export function hashOf(entry: Omit<AuditEntry, "hash">): string {
  return sha256(canonicalJson({ ...asJson(entry), hash: undefined }));
}

/** The entry in a line; undefined where the line isn't the canonical text of one. Its hash may still be wrong. */
export function parseLine(line: string): AuditEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) && lineOf(value) === line ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is AuditEntry {
  if (!isJsonObject(value)) return false;
  const { who, what, from, sequence } = value;
  const texts = [who, value.time, value.previousHash, value.hash];
  return (
    texts.every((text) => typeof text === "string") &&
    Number.isSafeInteger(sequence) &&
    isJsonObject(what) &&
    isJsonObject(from) &&
    AUDIT_OUTCOMES.some((outcome) => outcome === value.outcome)
  );
}

/** Interfaces have no index signature, which JSON objects want. */
function asJson(entry: Omit<AuditEntry, "hash">): JsonObject {
  const { what, from, ...rest } = entry;
  return { ...rest, what: { ...what }, from: { ...from } };
}

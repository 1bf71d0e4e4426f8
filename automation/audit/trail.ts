import { sha256 } from "../shared/digest";
import { messageOf } from "../shared/message-of";
import type { JsonObject } from "../shared/canonical-json";
import type { Anchor } from "./anchor";
import { entryAfter, hashOf, lineOf, parseLine, type AuditEntry, type AuditEvent } from "./entry";
import { AuditTrailError } from "./error";
import { redactedEvent } from "./redaction";
import type { TrailEnd, TrailStore } from "./store";
import { verifyTrail, type AnchoredHeads, type TrailVerification } from "./verify";

/** What a trail is made of. */
export interface AuditTrailOptions {
  readonly store: TrailStore;
  /** Places outside the store; with none, nobody can tell a trail that was cut off or written anew. */
  readonly anchors: readonly Anchor[];
  /** Values that must not stand in an entry, such as the secrets of the stack's configuration. */
  readonly secrets?: readonly string[];
  /** The clock. */
  readonly now: () => Date;
}

/** An anchor that didn't take a head, and why. */
export interface AnchorProblem {
  readonly place: string;
  readonly reason: string;
}

/** What became of an event. */
export interface AppendedEntry {
  readonly entry: AuditEntry;
  /**
   * Anchors that don't hold the entry yet; the next entry's head covers this one too. What begins an action refuses to
   * begin where this isn't empty, unless the user says otherwise.
   */
  readonly problems: readonly AnchorProblem[];
}

/** How long the writer of an entry may take to publish its head, in milliseconds. */
const PUBLISHING = 60_000;

/** The action of entries in which the trail tells what it found at its own end. */
export const RECOVERY_ACTION = "audit-recovery";

/** The audit trail (SE-5): append-only, hash-chained, its heads anchored outside. */
export class AuditTrail {
  constructor(private readonly options: AuditTrailOptions) {}

  /**
   * Writes an event as the next entry, on the disk when the promise resolves, and anchors the new head. What an
   * interrupted process left at the end is told in an entry of its own first.
   * @throws {AuditTrailError} when the trail's end isn't what was written: nobody extends it until somebody looked.
   */
  append(event: AuditEvent): Promise<AppendedEntry> {
    const { store, secrets = [] } = this.options;
    return store.exclusively(async () => {
      const end = await store.end();
      const last = this.lastEntry(end);
      const recovery = await this.recovery(end, last);
      const previous = recovery === undefined ? last : await this.write(last, recoveryEvent(event, recovery));
      const entry = await this.write(previous, redactedEvent(event, secrets));
      return { entry, problems: await this.publish(entry) };
    });
  }

  /** The entries, oldest first; lines that can't be read are left out, which {@link verify} tells. */
  async entries(): Promise<readonly AuditEntry[]> {
    const text = Buffer.from(await this.options.store.content()).toString();
    return text.split("\n").flatMap((line) => parseLine(line) ?? []);
  }

  /** Finds every entry that was edited, is missing, stands elsewhere, was put in or is cut off. */
  async verify(): Promise<TrailVerification> {
    const { store, anchors } = this.options;
    return store.exclusively(async () => {
      // First the heads: what others add meanwhile is then an entry without a head, and no head without an entry.
      const heads = await Promise.all(anchors.map(allHeads));
      return verifyTrail(await store.content(), heads);
    });
  }

  private lastEntry({ line }: TrailEnd): AuditEntry | undefined {
    if (line === undefined) return undefined;
    const entry = parseLine(line);
    if (entry !== undefined && hashOf(entry) === entry.hash) return entry;
    throw new AuditTrailError("damaged", `the last entry of the audit trail isn't what was written: ${this.place}`);
  }

  /** What has to be told about the trail's end; undefined where everything is as it was left. */
  private async recovery(end: TrailEnd, last: AuditEntry | undefined): Promise<JsonObject | undefined> {
    const unanchored = (await Promise.all(this.options.anchors.map((anchor) => this.isBehind(anchor, last)))).flat();
    if (end.torn.length > 0) await this.options.store.dropTorn();
    if (end.torn.length === 0 && unanchored.length === 0) return undefined;
    return {
      ...(end.torn.length > 0 && { tornBytes: end.torn.length, tornSha256: sha256(end.torn) }),
      ...(unanchored.length > 0 && { unanchoredSequence: last?.sequence, anchors: unanchored }),
    };
  }

  /** The anchor's place if it doesn't know the last entry. */
  private async isBehind(anchor: Anchor, last: AuditEntry | undefined): Promise<string[]> {
    const sequence = last?.sequence ?? 0;
    const heads = await anchor.headsFrom(sequence).catch(() => undefined);
    if (heads === undefined) return []; // out of reach: publishing will tell
    const later = heads.find((head) => head.sequence > sequence);
    if (later !== undefined) {
      const message = `the audit trail ends at entry ${sequence}, but ${anchor.place} knows entry ${later.sequence}: ${this.place}`;
      throw new AuditTrailError("cut-off", message);
    }
    if (heads.some(({ hash }) => hash !== last?.hash)) {
      const message = `entry ${sequence} of the audit trail isn't the one that ${anchor.place} knows: ${this.place}`;
      throw new AuditTrailError("rewritten", message);
    }
    return heads.length > 0 || this.isBeingPublished(last) ? [] : [anchor.place];
  }

  /**
   * Whether an entry has no head since there is none, or its writer is at it. The next head covers it too, so that
   * nothing is lost where it isn't published after all.
   */
  private isBeingPublished(entry: AuditEntry | undefined): boolean {
    const { store, now } = this.options;
    if (entry === undefined) return true;
    return store.isShared === true && now().getTime() - Date.parse(entry.time) < PUBLISHING;
  }

  private async write(previous: AuditEntry | undefined, event: AuditEvent): Promise<AuditEntry> {
    const entry = entryAfter(previous, event, this.options.now());
    await this.options.store.append(lineOf(entry));
    return entry;
  }

  private async publish({ sequence, hash }: AuditEntry): Promise<readonly AnchorProblem[]> {
    const results = await Promise.all(
      this.options.anchors.map(async (anchor) => {
        try {
          await anchor.publish({ sequence, hash });
          return [];
        } catch (error) {
          return [{ place: anchor.place, reason: messageOf(error) }];
        }
      }),
    );
    return results.flat();
  }

  private get place(): string {
    return this.options.store.place;
  }
}

function recoveryEvent({ who, what, from }: AuditEvent, details: JsonObject): AuditEvent {
  return { who, what: { ...what, action: RECOVERY_ACTION }, from, outcome: "succeeded", details };
}

async function allHeads(anchor: Anchor): Promise<AnchoredHeads> {
  try {
    return { place: anchor.place, heads: await anchor.headsFrom(0) };
  } catch (error) {
    return { place: anchor.place, heads: [], unreadable: messageOf(error) };
  }
}

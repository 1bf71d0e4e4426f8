import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { BucketObjects, type BucketObjectsOptions, severalAtOnce } from "../aws/bucket-objects";
import { UserError } from "../../tools/shared/user-error";
import { parseLine } from "./entry";
import { AuditTrailError } from "./error";
import type { TrailEnd, TrailStore } from "./store";

/** Digits of a sequence number in a name, so that names sort as numbers do. */
const DIGITS = 12;
/** How often an entry is made anew because others wrote theirs meanwhile. */
const TRIES = 20;
/** Waits between them, in milliseconds, at random, so that those who meet don't meet again. */
const MOST_WAIT = 250;

/** Another entry has the number that one was written for. */
class EntryTaken extends Error {}

/**
 * A trail in a bucket, which machines share: an object for each entry, named by its number and written only where there
 * is none. Of those who write at once one does; the others look at the new end and go on from there. What is read is the
 * oldest version of each, so that nothing that somebody writes over an entry, or hides, changes it.
 */
export class BucketTrailStore implements TrailStore {
  readonly place: string;
  readonly isShared = true;
  private readonly objects: BucketObjects;
  /** Lines by the number in their names. An oldest version never changes. */
  private readonly lines = new Map<number, Uint8Array>();
  /** The highest of these numbers; 0 for none. */
  private highest = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private seenEnd = 0;

  constructor(options: BucketObjectsOptions) {
    this.objects = new BucketObjects(options);
    this.place = this.objects.address();
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(() => this.repeated(work));
    this.turn = result.catch(() => undefined);
    return result;
  }

  async content(): Promise<Uint8Array> {
    await this.readFrom(0);
    const inOrder = [...this.lines].sort(([one], [other]) => one - other);
    return Buffer.concat(inOrder.map(([, line]) => line));
  }

  async end(): Promise<TrailEnd> {
    this.seenEnd = await this.lastNumber();
    if (this.seenEnd === 0) return { line: undefined, torn: new Uint8Array() };
    await this.readFrom(this.seenEnd);
    const line = Buffer.from(this.lines.get(this.seenEnd) ?? "").toString();
    return { line: line.replace(/\n$/, ""), torn: new Uint8Array() };
  }

  async append(line: string): Promise<void> {
    const sequence = parseLine(line)?.sequence ?? 0;
    if ((await this.objects.create(nameOf(sequence), `${line}\n`)) === undefined) throw new EntryTaken();
    this.remember(sequence, `${line}\n`);
  }

  /** An object is there whole, or not at all. */
  dropTorn(): Promise<void> {
    return Promise.resolve();
  }

  private async repeated<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof EntryTaken || error instanceof AuditTrailError)) throw error;
        const hasMoved = (await this.lastNumber()) > this.seenEnd;
        if (hasMoved && tries < TRIES) await setTimeout(randomInt(MOST_WAIT));
        else throw error instanceof EntryTaken ? this.taken() : error;
      }
    }
  }

  private taken(): UserError {
    return new UserError(
      `no entry could be added to the audit trail, since others add theirs all the time: ${this.place}`,
      "Run the command again. Where that doesn't help, see with npm run audit -- verify what stands at its end.",
    );
  }

  private async lastNumber(): Promise<number> {
    const after = await this.objects.firstVersions("", this.highest === 0 ? undefined : numbered(this.highest));
    return after.reduce((last, { name }) => Math.max(last, numberIn(name) ?? 0), this.highest);
  }

  private async readFrom(sequence: number): Promise<void> {
    const versions = await this.objects.firstVersions("", sequence > 1 ? numbered(sequence - 1) : undefined);
    const unread = versions.flatMap(({ name, versionId }) => {
      const number = numberIn(name);
      return number === undefined || number < sequence || this.lines.has(number) ? [] : [{ name, versionId, number }];
    });
    await severalAtOnce(unread, async ({ name, versionId, number }) => {
      this.remember(number, (await this.objects.read(name, versionId)).text);
    });
  }

  private remember(number: number, line: string): void {
    this.lines.set(number, Buffer.from(line));
    this.highest = Math.max(this.highest, number);
  }
}

function numbered(sequence: number): string {
  return String(sequence).padStart(DIGITS, "0");
}

function nameOf(sequence: number): string {
  return `${numbered(sequence)}.json`;
}

function numberIn(name: string): number | undefined {
  const [, number] = /^(\d{12})\.json$/.exec(name) ?? [];
  return number === undefined ? undefined : Number(number);
}

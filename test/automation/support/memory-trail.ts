import { AuditTrail, type AuditEntry } from "../../../automation/audit";
import type { TrailEnd, TrailStore } from "../../../automation/audit";

/** An audit trail's lines in memory. */
export class MemoryTrailStore implements TrailStore {
  readonly place = "memory";
  private readonly lines: string[] = [];

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  content(): Promise<Uint8Array> {
    return Promise.resolve(Buffer.from(this.lines.map((line) => `${line}\n`).join("")));
  }

  end(): Promise<TrailEnd> {
    return Promise.resolve({ line: this.lines.at(-1), torn: new Uint8Array() });
  }

  append(line: string): Promise<void> {
    this.lines.push(line);
    return Promise.resolve();
  }

  dropTorn(): Promise<void> {
    return Promise.resolve();
  }

  get entries(): readonly AuditEntry[] {
    return this.lines.map((line) => JSON.parse(line) as AuditEntry);
  }
}

/** A trail in memory, without anchors. */
export function memoryTrail(store = new MemoryTrailStore(), now: () => Date = () => new Date()): AuditTrail {
  return new AuditTrail({ store, anchors: [], now });
}

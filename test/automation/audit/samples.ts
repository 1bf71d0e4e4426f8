import { entryAfter, lineOf, type AuditEntry, type AuditEvent } from "../../../automation/audit/entry";

/** An event, with what a test is about in place of the rest. */
export function sampleEvent(overrides: Partial<AuditEvent> = {}): AuditEvent {
  return {
    who: "alice@example.com",
    what: { action: "deploy", environment: "production", deploymentId: "d-7" },
    from: { host: "laptop" },
    outcome: "succeeded",
    ...overrides,
  };
}

const START = Date.UTC(2026, 10, 30, 12);
const MINUTE = 60_000;

/** Entries that follow each other, a minute apart, each with its number in the details. */
export function sampleEntries(count: number): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 0; index < count; index++) {
    const event = sampleEvent({ details: { note: `step ${index + 1}` } });
    entries.push(entryAfter(entries.at(-1), event, new Date(START + index * MINUTE)));
  }
  return entries;
}

/** Lines of a trail, each with its line feed. */
export function textOf(entries: readonly AuditEntry[]): string {
  return entries.map((entry) => `${lineOf(entry)}\n`).join("");
}

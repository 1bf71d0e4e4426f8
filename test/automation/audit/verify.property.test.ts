import fc from "fast-check";
import { entryAfter, lineOf, type AuditEntry } from "../../../automation/audit/entry";
import { verifyTrail } from "../../../automation/audit/verify";
import { sampleEvent } from "./samples";

/** Trails with any texts in them: control characters, quotes, characters outside the basic plane. */
const trails = fc
  .array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 20 }), fc.jsonValue({ maxDepth: 2 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((notes) => {
    const entries: AuditEntry[] = [];
    for (const [who, value] of notes) {
      const event = sampleEvent({ who, details: { value: value as string } });
      entries.push(entryAfter(entries.at(-1), event, new Date(entries.length * 1000)));
    }
    return entries;
  });

function linesOf(entries: readonly AuditEntry[]): string[] {
  return entries.map((entry) => `${lineOf(entry)}\n`);
}

function verify(content: Uint8Array, entries: readonly AuditEntry[]) {
  return verifyTrail(content, [{ place: "anchor", heads: entries.map(({ sequence, hash }) => ({ sequence, hash })) }]);
}

/** A trail, and a position in something of it. */
function withPosition(lengthOf: (entries: readonly AuditEntry[]) => number, least = 0) {
  return trails
    .filter((entries) => lengthOf(entries) > least)
    .chain((entries) => fc.tuple(fc.constant(entries), fc.nat({ max: lengthOf(entries) - 1 })));
}

const countOf = (entries: readonly AuditEntry[]) => entries.length;
const bytesOf = (entries: readonly AuditEntry[]) => Buffer.byteLength(linesOf(entries).join(""));

describe("a trail", () => {
  it("is intact as it was written", () => {
    fc.assert(
      fc.property(trails, (entries) => {
        expect(verify(Buffer.from(linesOf(entries).join("")), entries).findings).toEqual([]);
      }),
    );
  });

  it("is found out when any byte of it is another", () => {
    fc.assert(
      fc.property(withPosition(bytesOf), fc.integer({ min: 1, max: 255 }), ([entries, position], difference) => {
        const content = Buffer.from(linesOf(entries).join(""));
        content[position] = (content[position] ?? 0) ^ difference;

        expect(verify(content, entries).isIntact).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it("is found out when any line is gone, and which", () => {
    fc.assert(
      fc.property(withPosition(countOf), ([entries, position]) => {
        const rest = linesOf(entries).filter((_, index) => index !== position);
        const { findings } = verify(Buffer.from(rest.join("")), entries);
        const kind = position === entries.length - 1 ? "cut-off" : "missing";

        expect(findings).toMatchObject([{ kind, sequence: position + 1 }]);
      }),
    );
  });

  it("is found out when any two lines have changed places", () => {
    fc.assert(
      fc.property(withPosition(countOf, 1), fc.nat(), ([entries, position], step) => {
        const lines = linesOf(entries);
        const other = (position + 1 + (step % (lines.length - 1))) % lines.length;
        [lines[position], lines[other]] = [lines[other] ?? "", lines[position] ?? ""];
        const kinds = verify(Buffer.from(lines.join("")), entries).findings.map(({ kind }) => kind);

        expect(new Set(kinds)).toEqual(new Set(["reordered"]));
      }),
    );
  });

  it("is found out when it ends early, wherever", () => {
    fc.assert(
      fc.property(withPosition(bytesOf), ([entries, length]) => {
        const { findings } = verify(Buffer.from(linesOf(entries).join("")).subarray(0, length), entries);

        expect(findings.map(({ kind }) => kind)).toContain("cut-off");
      }),
    );
  });

  it("is found out when any line is put in: a copy, a text, or an entry with a right hash", () => {
    const inserted = fc.oneof(
      fc.constant(undefined),
      fc.string().map((text) => `${text.replaceAll("\n", "")}\n`),
      fc.string().map((who) => ({ who })),
    );
    fc.assert(
      fc.property(withPosition(countOf), inserted, ([entries, position], what) => {
        const lines = linesOf(entries);
        const forged = (who: string) => `${lineOf(entryAfter(entries[position], sampleEvent({ who }), new Date()))}\n`;
        const line = what === undefined ? (lines[position] ?? "") : typeof what === "string" ? what : forged(what.who);
        lines.splice(position + 1, 0, line);

        expect(verify(Buffer.from(lines.join("")), entries).findings).not.toEqual([]);
      }),
    );
  });

  it("is found out when it is written anew from any entry on", () => {
    fc.assert(
      fc.property(withPosition(countOf), fc.uuid(), ([entries, position], who) => {
        const forged: AuditEntry[] = entries.slice(0, position);
        for (const { time } of entries.slice(position)) {
          forged.push(entryAfter(forged.at(-1), sampleEvent({ who }), new Date(time)));
        }
        const { findings } = verify(Buffer.from(linesOf(forged).join("")), entries);

        expect(findings.map(({ kind, sequence }) => `${kind} ${sequence}`)).toEqual(
          entries.slice(position).map(({ sequence }) => `rewritten ${sequence}`),
        );
      }),
    );
  });
});

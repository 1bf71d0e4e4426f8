import { entryAfter, type AuditEntry, type AuditHead } from "../../../automation/audit/entry";
import { verifyTrail } from "../../../automation/audit/verify";
import { sampleEntries, sampleEvent, textOf } from "./samples";

const ENTRIES = sampleEntries(5);
const HEADS: readonly AuditHead[] = ENTRIES.map(({ sequence, hash }) => ({ sequence, hash }));

function verify(text: string, heads: readonly AuditHead[] = HEADS) {
  return verifyTrail(Buffer.from(text), [{ place: "the anchor", heads }]);
}

/** Kind and place of each finding. */
function found(text: string, heads?: readonly AuditHead[]) {
  return verify(text, heads).findings.map(({ kind, sequence, line }) => ({ kind, sequence, line }));
}

/** The entries from one on, written anew with right hashes, as somebody does who knows how the trail is made. */
function forgedFrom(index: number, who: string): readonly AuditEntry[] {
  const entries: AuditEntry[] = ENTRIES.slice(0, index);
  for (const { time, details } of ENTRIES.slice(index)) {
    entries.push(entryAfter(entries.at(-1), sampleEvent({ who, details }), new Date(time)));
  }
  return entries;
}

const [one, two, three, four, five] = ENTRIES as [AuditEntry, AuditEntry, AuditEntry, AuditEntry, AuditEntry];

it("finds nothing in a trail as it was written", () => {
  expect(verify(textOf(ENTRIES))).toEqual({ entries: 5, head: HEADS[4], isIntact: true, findings: [] });
});

it("finds nothing in a trail that has no entry yet", () => {
  expect(verify("", [])).toEqual({ entries: 0, head: undefined, isIntact: true, findings: [] });
});

it.each([
  ["edited", textOf(ENTRIES).replace("step 3", "step 9"), { kind: "edited", line: 3 }],
  [
    "edited in its sequence number",
    textOf(ENTRIES).replace('"sequence":3', '"sequence":7'),
    { kind: "edited", line: 3 },
  ],
  ["made empty", textOf(ENTRIES).replace(/^.*step 3.*$/m, ""), { kind: "edited", line: 3 }],
  ["missing", textOf([one, two, four, five]), { kind: "missing", sequence: 3 }],
  ["missing at the beginning", textOf([two, three, four, five]), { kind: "missing", sequence: 1 }],
  ["reordered", textOf([one, three, two, four, five]), { kind: "reordered", sequence: 2, line: 3 }],
  ["put in a second time", textOf([one, two, two, three, four, five]), { kind: "inserted", sequence: 2, line: 3 }],
  ["cut off", textOf([one, two, three]), { kind: "cut-off", sequence: 4 }],
  ["cut off, all of them", "", { kind: "cut-off", sequence: 1 }],
])("finds exactly an entry that is %s", (_, text, finding) => {
  expect(verify(text).isIntact).toBe(false);
  expect(found(text)).toEqual([{ sequence: undefined, line: undefined, ...finding }]);
});

it("names several that are missing at once", () => {
  expect(verify(textOf([one, five])).findings[0]?.message).toBe("entries 2 to 4 are missing");
});

it("finds an entry with a right hash that isn't the one that the next entry follows", () => {
  const forged = entryAfter(one, sampleEvent({ who: "mallory" }), new Date(two.time));

  expect(found(textOf([one, forged, three, four, five]))).toContainEqual({
    kind: "rewritten",
    sequence: 2,
    line: undefined,
  });
  expect(found(textOf([one, forged, three, four, five]), [])).toContainEqual({
    kind: "rewritten",
    sequence: 2,
    line: undefined,
  });
});

it("finds a trail that was written anew from an entry on by the heads alone", () => {
  const text = textOf(forgedFrom(2, "mallory"));

  expect(verifyTrail(Buffer.from(text), []).isIntact).toBe(true); // why there are anchors
  expect(found(text).map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
});

it("finds a trail that was cut off and went on", () => {
  const text = textOf([one, two, entryAfter(two, sampleEvent(), new Date(three.time))]);

  expect(found(text).map(({ kind, sequence }) => `${kind} ${sequence}`)).toEqual(["rewritten 3", "cut-off 4"]);
});

it("finds another trail's beginning", () => {
  const other = entryAfter({ sequence: 0, hash: "f".repeat(64) }, sampleEvent(), new Date(0));

  expect(found(textOf([other]), [])[0]).toMatchObject({ kind: "rewritten", sequence: 1 });
});

it("calls a line without an end, and what no anchor knows, traces of an interruption", () => {
  const torn = verify(`${textOf(ENTRIES)}{"from":`);
  const unanchored = verify(textOf(ENTRIES), HEADS.slice(0, 3));

  expect(torn).toMatchObject({ isIntact: true, findings: [{ kind: "torn", line: 6 }] });
  expect(unanchored).toMatchObject({ isIntact: true, findings: [{ kind: "unanchored", sequence: 4 }] });
  expect(unanchored.findings[0]?.message).toMatch(/^entries 4 to 5 are known to no anchor/);
});

it("finds an entry whose line feed is gone, although the anchor knows it", () => {
  expect(found(textOf(ENTRIES).trimEnd()).map(({ kind }) => kind)).toEqual(["torn", "cut-off"]);
});

it("finds a second head that somebody published", () => {
  const forged = { sequence: 2, hash: "f".repeat(64) };

  expect(found(textOf(ENTRIES), [...HEADS, forged]).map(({ kind }) => kind)).toEqual([
    "conflicting-heads",
    "rewritten",
  ]);
  expect(verify(textOf(ENTRIES), [...HEADS, ...HEADS]).findings).toEqual([]); // the same head twice is harmless
});

it("doesn't call a trail intact when an anchor can't be read", () => {
  const anchors = [{ place: "s3://audit/heads/", heads: [], unreadable: "AccessDenied" }];

  expect(verifyTrail(Buffer.from(textOf(ENTRIES)), anchors)).toMatchObject({
    isIntact: false,
    findings: [{ kind: "unreadable-anchor", message: expect.stringContaining("AccessDenied") as string }],
  });
});

it("goes by each anchor", () => {
  const anchors = [
    { place: "one", heads: HEADS.slice(0, 2) },
    { place: "other", heads: HEADS },
  ];

  expect(verifyTrail(Buffer.from(textOf([one, two])), anchors).findings).toMatchObject([
    { kind: "cut-off", message: "entries 3 to 5 are cut off: other knows entry 5" },
  ]);
});

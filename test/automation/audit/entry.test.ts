import { createHash } from "node:crypto";
import { entryAfter, hashOf, lineOf, parseLine } from "../../../automation/audit/entry";
import { sampleEntries, sampleEvent } from "./samples";

it("writes an entry as one line of canonical JSON, with the hash of all but itself", () => {
  const entry = entryAfter(undefined, sampleEvent(), new Date("2026-11-30T12:00:00Z"));
  const withoutHash =
    '{"from":{"host":"laptop"},"outcome":"succeeded","previousHash":"' +
    "0".repeat(64) +
    '","sequence":1,"time":"2026-11-30T12:00:00.000Z",' +
    '"what":{"action":"deploy","deploymentId":"d-7","environment":"production"},"who":"alice@example.com"}';
  const hash = createHash("sha256").update(withoutHash).digest("hex");

  expect(entry.hash).toBe(hash);
  expect(lineOf(entry)).toBe(`{"from":{"host":"laptop"},"hash":"${hash}",${withoutHash.slice(26)}`);
});

it("chains each entry to the one before", () => {
  const [first, second] = sampleEntries(2);

  expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash });
});

it("reads a line back", () => {
  const [entry] = sampleEntries(1);

  expect(entry && parseLine(lineOf(entry))).toEqual(entry);
});

it("has another hash once anything is different", () => {
  const [entry = entryAfter(undefined, sampleEvent(), new Date(0))] = sampleEntries(1);

  expect(hashOf({ ...entry, who: "mallory" })).not.toBe(entry.hash);
  expect(hashOf({ ...entry, outcome: "failed" })).not.toBe(entry.hash);
  expect(hashOf({ ...entry, details: {} })).not.toBe(entry.hash);
});

it.each([
  ["no JSON", "{"],
  ["no object", "[]"],
  ["an object that is no entry", "{}"],
  ["an empty line", ""],
])("takes %s for no entry", (_, line) => {
  expect(parseLine(line)).toBeUndefined();
});

it("takes the text of an entry in another form for no entry", () => {
  const [entry = entryAfter(undefined, sampleEvent(), new Date(0))] = sampleEntries(1);
  const line = lineOf(entry);

  expect(parseLine(` ${line}`)).toBeUndefined();
  expect(parseLine(JSON.stringify(entry))).toBeUndefined(); // its members are in another order
  expect(parseLine(line.replace('"sequence":1', '"sequence":1,"sequence":1'))).toBeUndefined();
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { localCopy, trackedChange, type KeyOutcome } from "../../../cli/local/stack-configuration";
import { edited } from "../../../tools/yaml/edit";
import { oddFile } from "../../tools/yaml/odd-yaml";
import { readAsEngine, rewritten } from "../support/yaml-engine";

const TRACKED = `# yaml-language-server: $schema=schema.json
config:
  # ENV-3
  proofpix:minInstances:   3
  proofpix:autoScale: true

  proofpix:tags:
    Owner: platform
`;

const SECRET = `  proofpix:token:
    secure: v1:cipher
`;

/** The effect of a command that changed one copy into another, while people left the tracked file as `now`. */
function taken(before: string, after: string, now = before, seen = before) {
  const readings = { before: readAsEngine(before), after: readAsEngine(after) };
  const { text, outcomes } = trackedChange({ seen, now, ...readings }, "proofpix");
  return { text, outcomes: Object.fromEntries(outcomes) as Record<string, KeyOutcome> };
}

describe("localCopy", () => {
  it("is the tracked text at first, and again whatever Pulumi noted in the copy", () => {
    expect(localCopy(TRACKED, undefined)).toBe(TRACKED);
    expect(localCopy(TRACKED, rewritten(TRACKED))).toBe(TRACKED);
  });

  it("carries secrets over that were set on this machine", () => {
    expect(localCopy(TRACKED, `${TRACKED}${SECRET}encryptionsalt: v1:abc\n`)).toBe(`${TRACKED}${SECRET}`);
  });

  it("lets such a secret replace the tracked value until it is removed", () => {
    const tracked = `${TRACKED}  proofpix:token: plain # mine\n`;

    expect(localCopy(tracked, `${TRACKED}${SECRET}`)).toBe(`${TRACKED}${SECRET.replace("cipher", "cipher # mine")}`);
    expect(localCopy(tracked, TRACKED)).toBe(tracked);
  });

  it("leaves out what only the real stack can decrypt", () => {
    const tracked = `secretsprovider: awskms://alias/real\nencryptedkey: abc\n${TRACKED}${SECRET}`;

    expect(localCopy(tracked, undefined)).toBe(TRACKED);
    expect(localCopy(tracked, `${TRACKED}${SECRET.replace("cipher", "mine")}`)).toContain("secure: v1:mine");
    expect(localCopy("secretsprovider: awskms://alias/real\n", undefined)).toBe("");
  });

  it("leaves how everything else is written, whatever readers make of it", () => {
    fc.assert(
      fc.property(oddFile(), (file) => {
        const tracked = `encryptedkey: abc\n${file.text}`;
        expect(localCopy(tracked, undefined)).toBe(file.text.replace(/^encryptionsalt.*\n/m, ""));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["a list", "config: [\n"],
    ["a text", "config: no\n"],
    ["nothing", ""],
  ])("copes with a copy that holds %s", (_, previous) => {
    expect(localCopy(TRACKED, previous)).toBe(TRACKED);
  });

  it("leaves a file that can't be read to the engine", () => {
    expect(localCopy("config: [\n", TRACKED)).toBe("config: [\n");
  });
});

describe("trackedChange", () => {
  it("sees no change in how Pulumi writes the file", () => {
    expect(taken(TRACKED, rewritten(TRACKED))).toEqual({ text: TRACKED, outcomes: {} });
  });

  it("writes a changed, a new and a removed key back and leaves every other character", () => {
    const after = edited(rewritten(TRACKED), [
      { path: ["config", "proofpix:minInstances"], value: "4" },
      { path: ["config", "proofpix:autoScale"], value: undefined },
      { path: ["config", "proofpix:logRetentionDays"], value: "90" },
      { path: ["config", "proofpix:name"], value: "yes" },
    ]);

    const { text, outcomes } = taken(TRACKED, after ?? "");

    expect(text).toBe(
      TRACKED.replace("3\n", "3\n").replace(":   3", ":   4").replace("  proofpix:autoScale: true\n", "") +
        '  proofpix:logRetentionDays: 90\n  proofpix:name: "yes"\n',
    );
    expect(outcomes).toEqual({
      "proofpix:minInstances": "written",
      "proofpix:autoScale": "written",
      "proofpix:logRetentionDays": "written",
      "proofpix:name": "written",
    });
  });

  it("changes a value within a group alone, and keeps the quotes of a number", () => {
    const tracked = 'config:\n  proofpix:services: [{name: a,   cpu: 1000m}] # ours\n  proofpix:minInstances: "3"\n';
    const after = tracked.replace("1000m", "500m").replace('"3"', '"4"');

    expect(taken(tracked, after).text).toBe(after);
  });

  it("finds a key that is written without the project's name", () => {
    const tracked = "config:\n  minInstances: 3 # ENV-3\n";
    const reading = (value: string) => ({ "proofpix:minInstances": value });
    const texts = { seen: tracked, now: tracked, before: reading("3"), after: reading("4") };

    expect(trackedChange(texts, "proofpix").text).toBe("config:\n  minInstances: 4 # ENV-3\n");
  });

  it("keeps secrets out of the tracked file and says so", () => {
    expect(taken(TRACKED, `${TRACKED}${SECRET}`)).toEqual({
      text: TRACKED,
      outcomes: { "proofpix:token": "withheld" },
    });
    expect(taken(TRACKED, TRACKED.replace("platform", "\n      secure: v1:cipher"))).toEqual({
      text: TRACKED,
      outcomes: { "proofpix:tags": "withheld" },
    });
  });

  it("removes no tracked value with the secret that replaced it", () => {
    const tracked = `${TRACKED}  proofpix:token: plain\n`;

    expect(taken(`${TRACKED}${SECRET}`, TRACKED, tracked, tracked)).toEqual({ text: tracked, outcomes: {} });
  });

  it("writes back a plain value that replaces a secret", () => {
    const after = `${TRACKED}  proofpix:token: plain\n`;

    expect(taken(`${TRACKED}${SECRET}`, after, TRACKED, TRACKED).text).toBe(after);
  });

  it("never writes over a key that was edited meanwhile, and keeps other edits", () => {
    const after = TRACKED.replace("Owner: platform", "Owner: product");
    const other = TRACKED.replace("minInstances:   3", "minInstances: 5 # more\n  proofpix:maxInstances: 9");
    const same = TRACKED.replace("platform", "other");

    expect(taken(TRACKED, after, other).text).toBe(other.replace("platform", "product"));
    expect(taken(TRACKED, after, same)).toEqual({ text: same, outcomes: { "proofpix:tags": "edited" } });
    expect(taken(TRACKED, after, after)).toEqual({ text: after, outcomes: {} });
    expect(taken(TRACKED, after, "config: [\n")).toEqual({
      text: "config: [\n",
      outcomes: { "proofpix:tags": "edited" },
    });
  });

  it("leaves a value that several keys share", () => {
    const tracked = "config:\n  proofpix:tags: &tags\n    Owner: a\n  proofpix:other: *tags\n";
    const after = "config:\n  proofpix:tags:\n    Owner: b\n  proofpix:other:\n    Owner: a\n";

    expect(taken(tracked, after)).toEqual({ text: tracked, outcomes: { "proofpix:tags": "inseparable" } });
  });

  it.each([
    ["a bracket that closes further left", "config:\n  a:list: [1,\n2\n]\n  a:b: 1\n"],
    ["several documents", "config:\n  a:b: 1\n---\nconfig: {}\n"],
  ])("leaves a file with %s as it is, and says so", (_, tracked) => {
    const texts = { seen: tracked, now: tracked, before: { "a:b": "1" }, after: { "a:b": "2" } };

    const { text, outcomes } = trackedChange(texts, "proofpix");

    expect(text).toBe(tracked);
    expect([...outcomes]).toEqual([["a:b", "inseparable"]]);
  });

  it("copes with an alias that repeats nothing", () => {
    expect(localCopy("config:\n  a:b: *x\n", undefined)).toBe("config:\n  a:b: *x\n");
  });

  it.each(["development", "staging", "production"])("changes one line of the committed file of %s", (environment) => {
    const tracked = readFileSync(join(__dirname, "..", "..", "..", `Pulumi.${environment}.yaml`), "utf8");
    const after = rewritten(tracked.replace("cpu: 1000m", "cpu: 2000m"));

    expect(taken(tracked, after).text).toBe(tracked.replace("cpu: 1000m", "cpu: 2000m"));
  });

  it("ignores how the engine writes any file, and writes back what a command set in it", () => {
    fc.assert(
      fc.property(oddFile(), fc.constantFrom("7", "true", "x y", "010"), (file, value) => {
        expect(taken(file.text, rewritten(file.text))).toEqual({ text: file.text, outcomes: {} });

        const path = ["config", "a:first"];
        const after = edited(rewritten(file.text), [{ path, value }]) ?? "";
        const { text, outcomes } = taken(file.text, after);
        if (readAsEngine(file.text)["a:first"] === value) return;
        expect(outcomes).toEqual({ "a:first": "written" });
        expect(readAsEngine(text)["a:first"]).toBe(value);
        const others = (each: string) => each.split("\n").filter((line) => !line.includes("a:first:"));
        expect(others(text)).toEqual(others(file.text));
      }),
      { numRuns: 30 },
    );
  });

  it("takes a list of objects that JavaScript makes no text of", () => {
    const after = { "a:one": [{ toString: "" }] };
    const { text, outcomes } = taken('{"config":{}}', JSON.stringify({ config: after }));

    expect(outcomes).toEqual({ "a:one": "written" });
    expect(parse(text)).toEqual({ config: after });
  });

  it("gives what the command left, and never writes a secret, whatever it did", () => {
    const key = fc.constantFrom("a:one", "a:two", "a:three");
    const plain = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes("secure"));
    const secret = fc.constant({ secure: "v1:cipher" });
    fc.assert(
      fc.property(fc.dictionary(key, plain), fc.dictionary(key, fc.oneof(plain, secret)), (before, after) => {
        const [tracked, copy] = [before, after].map((config) => JSON.stringify({ config }));
        const { text, outcomes } = taken(tracked ?? "", copy ?? "");

        expect(text).not.toContain("cipher");
        const wanted = readAsEngine(copy ?? "");
        for (const [name, outcome] of Object.entries(outcomes)) {
          const expected = outcome === "written" ? wanted[name] : readAsEngine(tracked ?? "")[name];
          expect(readAsEngine(text)[name]).toEqual(expected);
        }
        expect(() => parse(text) as unknown).not.toThrow();
      }),
      { numRuns: 30 },
    );
  });
});

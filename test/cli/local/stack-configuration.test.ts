import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { localCopy, trackedChange } from "../../../cli/local/stack-configuration";

const TRACKED = `# yaml-language-server: $schema=schema.json
config:
  # ENV-3
  proofpix:minInstances: 3
  proofpix:autoScale: true

  proofpix:tags:
    Owner: platform
`;

/** The same as Pulumi writes it: scalars as text, no empty lines, and how secrets are encrypted. */
const REWRITTEN = `# yaml-language-server: $schema=schema.json
config:
  # ENV-3
  proofpix:minInstances: "3"
  proofpix:autoScale: "true"
  proofpix:tags:
    Owner: platform
encryptionsalt: v1:abc
`;

const SECRET = `  proofpix:token:
    secure: v1:cipher
`;

describe("localCopy", () => {
  it("is the tracked text at first, and again whatever Pulumi noted in the copy", () => {
    expect(localCopy(TRACKED, undefined)).toBe(TRACKED);
    expect(localCopy(TRACKED, REWRITTEN)).toBe(TRACKED);
  });

  it("carries secrets over that were set on this machine", () => {
    const copy = localCopy(TRACKED, REWRITTEN.replace("encryptionsalt", `${SECRET}encryptionsalt`));

    expect(copy).toContain(SECRET);
    expect(copy).toContain("# ENV-3");
  });

  it("lets such a secret stand in for the tracked value until it is removed", () => {
    const tracked = `${TRACKED}  proofpix:token: plain\n`;

    expect(localCopy(tracked, `${TRACKED}${SECRET}`)).toBe(`${TRACKED}${SECRET}`);
    expect(localCopy(tracked, TRACKED)).toBe(tracked);
  });

  it("leaves out what only the real stack can decrypt", () => {
    const tracked = `secretsprovider: awskms://alias/real\nencryptedkey: abc\n${TRACKED}${SECRET}`;

    expect(localCopy(tracked, undefined)).toBe(TRACKED);
    expect(localCopy(tracked, `${TRACKED}${SECRET.replace("cipher", "mine")}`)).toContain("secure: v1:mine");
  });

  it.each([
    ["a list", "config: [\n"],
    ["a text", "config: no\n"],
    ["nothing", ""],
  ])("copes with a copy that holds %s", (_, previous) => {
    expect(localCopy(TRACKED, previous)).toBe(TRACKED);
  });
});

describe("trackedChange", () => {
  it("sees no change in how Pulumi writes the file", () => {
    expect(trackedChange(TRACKED, REWRITTEN)).toEqual({ withheld: [] });
  });

  it("takes a changed, a new and a removed key over and leaves everything else as it was written", () => {
    const copy = REWRITTEN.replace('"3"', '"4"')
      .replace('  proofpix:autoScale: "true"\n', "")
      .replace("encryptionsalt", "  proofpix:region: eu-west-1\nencryptionsalt");

    expect(trackedChange(TRACKED, copy).text).toBe(
      TRACKED.replace("minInstances: 3", "minInstances: 4").replace("  proofpix:autoScale: true\n", "") +
        "  proofpix:region: eu-west-1\n",
    );
  });

  it("keeps secrets out of the tracked file and says so", () => {
    const copy = REWRITTEN.replace("encryptionsalt", `${SECRET}encryptionsalt`);

    expect(trackedChange(TRACKED, copy)).toEqual({ withheld: ["proofpix:token"] });
  });

  it("never takes over how secrets are encrypted", () => {
    const { text } = trackedChange(TRACKED, REWRITTEN.replace('"3"', '"4"'));

    expect(text).not.toContain("encryptionsalt");
  });

  it("leaves the tracked file's own encryption settings and secrets alone", () => {
    const tracked = `encryptionsalt: v1:real\n${TRACKED}${SECRET}`;
    const renewed = localCopy(tracked, undefined);

    expect(trackedChange(tracked, `${renewed}encryptionsalt: v1:local\n`, renewed)).toEqual({ withheld: [] });
    expect(trackedChange(tracked, renewed.replace("Instances: 3", "Instances: 4"), renewed).text).toBe(
      tracked.replace("Instances: 3", "Instances: 4"),
    );
  });

  it("removes no tracked value with the secret that stood in for it", () => {
    const tracked = `${TRACKED}  proofpix:token: plain\n`;

    expect(trackedChange(tracked, TRACKED, `${TRACKED}${SECRET}`)).toEqual({ withheld: [] });
  });

  it("takes over a plain value that takes a secret's place", () => {
    const copy = `${TRACKED}  proofpix:token: plain\n`;

    expect(trackedChange(TRACKED, copy, `${TRACKED}${SECRET}`)).toEqual({ text: copy, withheld: [] });
  });

  it("keeps a key back as a whole when a part of it became a secret", () => {
    const copy = TRACKED.replace("Owner: platform", "Owner:\n      secure: v1:cipher");

    expect(trackedChange(TRACKED, copy)).toEqual({ withheld: ["proofpix:tags"] });
  });

  it("keeps what people edited in other keys and in the same one meanwhile", () => {
    const copy = TRACKED.replace("Owner: platform", "Owner: product");
    const edited = TRACKED.replace("minInstances: 3", "minInstances: 5 # more\n  proofpix:maxInstances: 9");

    expect(trackedChange(edited, copy, TRACKED).text).toBe(edited.replace("platform", "product"));
    expect(trackedChange(edited.replace("platform", "other"), copy, TRACKED).text).toBe(
      edited.replace("platform", "product"),
    );
    expect(trackedChange(edited.replace("platform", "product"), copy, TRACKED)).toEqual({ withheld: [] });
  });

  it.each([
    ["", "config:\n  a: 1\n"],
    ["config:\n", "config:\n  a: 1\n"],
    ["# only a comment\n", "# only a comment\n\nconfig:\n  a: 1\n"],
  ])("adds the first key to %j", (tracked, expected) => {
    expect(trackedChange(tracked, "config:\n  a: 1\n").text).toBe(expected);
  });

  it.each(["development", "staging", "production"])("changes one line of the committed file of %s", (environment) => {
    const tracked = readFileSync(join(__dirname, "..", "..", "..", `Pulumi.${environment}.yaml`), "utf8");
    const copy = tracked.replace("cpu: 1000m", 'cpu: "2000m"').replace("# ", "#  ");

    expect(trackedChange(tracked, copy, tracked).text).toBe(tracked.replace("cpu: 1000m", "cpu: 2000m"));
  });

  it("leads to what the command wrote, and never writes a secret, whatever it did", () => {
    const key = fc.constantFrom("a:one", "a:two", "a:three");
    const plain = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes("secure"));
    const secret = fc.constant({ secure: "v1:cipher" });
    const plainConfiguration = fc.dictionary(key, plain);
    fc.assert(
      fc.property(plainConfiguration, fc.dictionary(key, fc.oneof(plain, secret)), (before, after) => {
        const tracked = stringify({ config: before });
        const { text = tracked, withheld } = trackedChange(tracked, stringify({ config: after }));

        expect(text).not.toContain("cipher");
        const { config: result } = parse(text) as { config: Record<string, unknown> | null };
        for (const name of ["a:one", "a:two", "a:three"]) {
          const expected = withheld.includes(name) ? before[name] : after[name];
          expect(withText(result?.[name])).toEqual(withText(expected));
        }
      }),
    );
  });
});

/** As Pulumi reads scalars. */
function withText(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify({ value }, (_, each: unknown) =>
      typeof each === "number" || typeof each === "boolean" ? String(each) : each,
    ),
  );
}

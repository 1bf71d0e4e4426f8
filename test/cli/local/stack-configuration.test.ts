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

  it("lets the tracked file replace such a secret", () => {
    const tracked = `${TRACKED}  proofpix:token: plain\n`;

    expect(localCopy(tracked, `${TRACKED}${SECRET}`)).toBe(tracked);
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
      TRACKED.replace("minInstances: 3", 'minInstances: "4"').replace("  proofpix:autoScale: true\n", "") +
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
});

import fc from "fast-check";
import {
  checkReleaseTag,
  digestOf,
  digestReference,
  type ImageReference,
  ImageReferenceError,
  parseImageReference,
} from "../../../components/container-image/image-reference";
import { formatImageReference } from "../../../components/shared/image-reference";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/);
const host = fc.oneof(
  fc.constant("localhost"),
  fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join(".")),
);
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
const registry = fc.tuple(host, port).map(([name, number]) => (number === undefined ? name : `${name}:${number}`));
const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
const repository = fc.array(component, { minLength: 1, maxLength: 4 }).map((components) => components.join("/"));
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/).filter((text) => text !== "latest");
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const version = fc.oneof(
  fc.record({ tag, digest: fc.constant(undefined) }),
  fc.record({ tag: fc.option(tag, { nil: undefined }), digest }),
);
const reference = fc
  .tuple(fc.record({ registry, repository }), version)
  .map(([name, rest]): ImageReference => ({ ...name, ...rest }));

/** What the parser says of a text that it refuses. */
function refusal(text: string): string {
  try {
    parseImageReference(text);
  } catch (error) {
    if (error instanceof ImageReferenceError) return error.message;
    throw error;
  }
  throw new Error(`expected ${text} to be refused`);
}

describe("parseImageReference", () => {
  it("reads what formatImageReference writes", () => {
    fc.assert(
      fc.property(reference, (parts) => {
        expect(parseImageReference(formatImageReference(parts))).toEqual(parts);
      }),
    );
  });

  it("either refuses a text or writes it back unchanged", () => {
    const pieces = fc.constantFrom(
      "a",
      "A",
      "1",
      ".",
      "_",
      "-",
      "/",
      ":",
      "@",
      "sha256",
      DIGEST,
      "localhost",
      "latest",
    );
    const text = fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (candidate) => {
        try {
          expect(formatImageReference(parseImageReference(candidate))).toBe(candidate);
        } catch (error) {
          expect(error).toBeInstanceOf(ImageReferenceError);
        }
      }),
    );
  });

  it.each<[string, ImageReference]>([
    [
      "registry.proofpix.com/proofpix/enterprise:1.4.2",
      { registry: "registry.proofpix.com", repository: "proofpix/enterprise", tag: "1.4.2" },
    ],
    ["localhost:5000/enterprise:dev", { registry: "localhost:5000", repository: "enterprise", tag: "dev" }],
    [`registry:443/a/b/c@${DIGEST}`, { registry: "registry:443", repository: "a/b/c", digest: DIGEST }],
    [`10.0.0.1/a:1@${DIGEST}`, { registry: "10.0.0.1", repository: "a", tag: "1", digest: DIGEST }],
    [
      `docker.io/library/node:latest@${DIGEST}`,
      { registry: "docker.io", repository: "library/node", tag: "latest", digest: DIGEST },
    ],
  ])("reads %s", (text, parts) => {
    expect(parseImageReference(text)).toEqual(parts);
  });

  it.each([
    ["", "registry's host"],
    ["enterprise:1.4.2", "registry's host"],
    ["proofpix/enterprise:1.4.2", "registry's host"],
    ["/enterprise:1.4.2", "registry's host"],
    ["-registry.com/enterprise:1", "registry's host"],
    ["registry..com/enterprise:1", "registry's host"],
    ["registry.com:0/enterprise:1", "registry's host"],
    ["registry.com:65536/enterprise:1", "registry's host"],
    ["registry.com:/enterprise:1", "registry's host"],
    ["https://registry.com/enterprise:1", "registry's host"],
    ["registry.com/:1", "a repository"],
    ["registry.com/Enterprise:1", "a repository"],
    ["registry.com/a//b:1", "a repository"],
    ["registry.com/a___b:1", "a repository"],
    ["registry.com/a b:1", "a repository"],
    [`registry.com/${"a".repeat(243)}:1`, "at most 255"],
    ["registry.com/enterprise:", "a tag of 1 to 128"],
    ["registry.com/enterprise:.1", "a tag of 1 to 128"],
    ["registry.com/enterprise:1:2", "a tag of 1 to 128"],
    [`registry.com/enterprise:${"1".repeat(129)}`, "a tag of 1 to 128"],
    [`registry.com/enterprise:.1@${DIGEST}`, "a tag of 1 to 128"],
    ["registry.com/enterprise@sha256:0123", "a digest"],
    [`registry.com/enterprise@${DIGEST.toUpperCase()}`, "a digest"],
    [`registry.com/enterprise@sha512:${"0".repeat(128)}`, "a digest"],
    ["registry.com/enterprise@", "a digest"],
    [`registry.com/enterprise@${DIGEST}@${DIGEST}`, "a digest"],
    ["registry.com/enterprise", "a tag or a digest"],
    ["registry.com:5000/enterprise", "a tag or a digest"],
    ["registry.com/enterprise:latest", "not have the tag latest"],
  ])("refuses %j", (text, reason) => {
    const message = refusal(text);

    expect(message).toContain(reason);
    expect(message).toContain(`got ${JSON.stringify(text)}`);
  });

  it("takes the longest name and tag", () => {
    const text = `registry.com/${"a".repeat(242)}:${"1".repeat(128)}`;

    expect(formatImageReference(parseImageReference(text))).toBe(text);
  });
});

describe("checkReleaseTag", () => {
  it.each(["1.4.2", "_", "A-1", "latest-1"])("takes %s", (text) => {
    expect(() => {
      checkReleaseTag(text);
    }).not.toThrow();
  });

  it.each(["latest", "", "-1", "a/b", "1@2"])("refuses %j and shows it", (text) => {
    expect(() => {
      checkReleaseTag(text);
    }).toThrow(JSON.stringify(text));
  });
});

describe("digestReference", () => {
  it("drops the tag, which a digest makes meaningless", () => {
    const parts = parseImageReference("registry.proofpix.com/proofpix/enterprise:1.4.2");

    expect(digestReference(parts, DIGEST)).toBe(`registry.proofpix.com/proofpix/enterprise@${DIGEST}`);
  });
});

describe("digestOf", () => {
  it("takes the digest out of a reference", () => {
    expect([digestOf(`registry.com/a@${DIGEST}`), digestOf(DIGEST)]).toEqual([DIGEST, DIGEST]);
  });

  it.each(["registry.com/a:1", "registry.com/a@", "sha256:12"])("refuses %s, which has none", (text) => {
    expect(() => digestOf(text)).toThrow(ImageReferenceError);
  });
});

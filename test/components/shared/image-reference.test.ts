import fc from "fast-check";
import {
  formatImageReference,
  type ImageReferenceParts,
  isImageDigest,
  isImageRegistry,
  isImageRepository,
  isImageTag,
  splitImageReference,
} from "../../../components/shared/image-reference";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("splitImageReference", () => {
  it.each<[string, ImageReferenceParts]>([
    ["nginx", { repository: "nginx" }],
    ["nginx:1.27", { repository: "nginx", tag: "1.27" }],
    ["library/nginx", { repository: "library/nginx" }],
    ["localhost/enterprise", { registry: "localhost", repository: "enterprise" }],
    ["localhost:5000/enterprise", { registry: "localhost:5000", repository: "enterprise" }],
    ["registry:443/a/b/c:1", { registry: "registry:443", repository: "a/b/c", tag: "1" }],
    [
      `docker.io/library/node:22@${DIGEST}`,
      {
        registry: "docker.io",
        repository: "library/node",
        tag: "22",
        digest: DIGEST,
      },
    ],
    [`web@${DIGEST}`, { repository: "web", digest: DIGEST }],
  ])("reads %s", (text, parts) => {
    expect(splitImageReference(text)).toEqual(parts);
  });

  it("loses nothing of any text", () => {
    const pieces = fc.constantFrom("a", "A", ".", "_", "-", "/", ":", "@", "sha256", DIGEST, "localhost", "latest");
    const text = fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (candidate) => {
        expect(formatImageReference(splitImageReference(candidate))).toBe(candidate);
      }),
    );
  });
});

describe.each<[string, (text: string) => boolean, string[], string[]]>([
  [
    "registry",
    isImageRegistry,
    ["docker.io", "localhost", "localhost:5000", "10.0.0.1", "registry:65535", "a-b.example.com"],
    ["", "-a.com", "a..com", "a.com:", "a.com:0", "a.com:65536", "https:", "a b"],
  ],
  [
    "repository",
    isImageRepository,
    ["a", "proofpix/enterprise", "a/b/c", "web--app_1.x", "a__b", "0"],
    ["", "A", "a//b", "/a", "a/", "a___b", "a..b", "-a", "a b"],
  ],
  ["tag", isImageTag, ["latest", "1.4.2", "_", "A-1", "1".repeat(128)], ["", "-1", ".1", "1:2", "1".repeat(129)]],
  [
    "digest",
    isImageDigest,
    [DIGEST],
    ["", "sha256:0123", DIGEST.toUpperCase(), `sha512:${"0".repeat(128)}`, `${DIGEST}@${DIGEST}`],
  ],
])("a %s", (_, isRight, right, wrong) => {
  it.each(right)("may be %j", (text) => {
    expect(isRight(text)).toBe(true);
  });

  it.each(wrong)("can't be %j", (text) => {
    expect(isRight(text)).toBe(false);
  });
});

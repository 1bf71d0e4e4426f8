import fc from "fast-check";
import { isQualified, parseReference, problemOfReference } from "../../../../localcloud/services/registry/reference";

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("an image reference", () => {
  it.each([
    ["nginx", { host: "docker.io", path: "library/nginx", tag: "latest", digest: undefined }],
    ["proofpix/enterprise:1.0.0", { host: "docker.io", path: "proofpix/enterprise", tag: "1.0.0" }],
    ["registry.proofpix.com/proofpix/enterprise:1.0.0", { host: "registry.proofpix.com", tag: "1.0.0" }],
    ["localhost:5000/enterprise", { host: "localhost:5000", path: "enterprise", tag: "latest" }],
    ["localhost/enterprise", { host: "localhost", path: "enterprise" }],
    [`registry.proofpix.com/enterprise@${DIGEST}`, { path: "enterprise", tag: undefined, digest: DIGEST }],
    [`registry.proofpix.com/enterprise:1.0.0@${DIGEST}`, { path: "enterprise", tag: "1.0.0", digest: DIGEST }],
  ])("%s is read as Docker reads it", (text, parts) => {
    expect(parseReference(text)).toMatchObject(parts);
  });

  it.each([
    ["registry.proofpix.com/enterprise", true],
    ["docker.io/library/nginx", true],
    ["proofpix/enterprise", false],
    ["registry.proofpix.com", false],
    ["nginx:1.27", false],
  ])("%s names its registry: %s", (text, expected) => {
    expect(isQualified(text)).toBe(expected);
  });

  it("is put together again from its parts", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const parts = fc.record({ host: word.map((name) => `${name}.example.com`), path: word, tag: word });
    fc.assert(
      fc.property(parts, ({ host, path, tag }) => {
        expect(parseReference(`${host}/${path}:${tag}`)).toEqual({
          host,
          path,
          repository: `${host}/${path}`,
          tag,
          digest: undefined,
        });
      }),
    );
  });
});

describe("a reference that Docker can't read", () => {
  it.each(["registry.example.com/web--app_1.x:1.0.0", "localhost:5000/web", `web@${DIGEST}`])("is not %s", (text) => {
    expect(problemOfReference(text)).toBeUndefined();
  });

  it.each([
    "registry.example.com/Web:1",
    "registry.example.com/web//app",
    "web:-1",
    `web:${"1".repeat(129)}`,
    "web@sha256:1",
  ])("is %s", (text) => {
    expect(problemOfReference(text)).toContain("invalid reference format");
  });
});

import { changedText, textWithEntries } from "../../../automation/configuration/change";
import { configurationDifference } from "../../../automation/configuration/difference";
import { entriesOf, leavesOf } from "../../../automation/configuration/entries";
import { valuePath } from "../../../automation/configuration/key";
import { problemOf } from "../support/problem-of";

const TEXT = `\
# Why it is so.
config:
  proofpix:region: eu-west-1
  proofpix:minInstances: 1 # the least
  proofpix:services:
    # Takes requests.
    - name: enterprise
      cpu: 1000m
  region: short
  proofpix-secrets:session-key:
    secure: v1:abc
`;

describe("valuePath", () => {
  it.each([
    ["image", ["proofpix:image"]],
    ["proofpix:image", ["proofpix:image"]],
    ["aws:profile", ["aws:profile"]],
    ["services[0].cpu", ["proofpix:services", 0, "cpu"]],
    ['tags["cost.center"]', ["proofpix:tags", "cost.center"]],
    ["proofpix-secrets:session-key", ["proofpix-secrets:session-key"]],
  ])("reads %s", (text, path) => {
    expect(valuePath(text)).toEqual(path);
  });

  it.each(["", "services[", "services[x]", "services..cpu", "services[0]cpu!", "a b"])("refuses %j", (text) => {
    expect(problemOf(() => valuePath(text))).toMatchObject({ code: "configuration-invalid" });
  });
});

describe("changedText", () => {
  it("sets a value within a list, and keeps comments and everything else", () => {
    const after = changedText(TEXT, [{ path: valuePath("services[0].cpu"), value: "2000m" }]);

    expect(after).toBe(TEXT.replace("1000m", "2000m"));
  });

  it("sets several values at once, and adds what wasn't there", () => {
    const after = changedText(TEXT, [
      { path: valuePath("minInstances"), value: 2 },
      { path: valuePath("services[0].scaling.maxInstances"), value: 5 },
    ]);

    expect(entriesOf(after)["proofpix:minInstances"]).toEqual({ value: 2 });
    expect(entriesOf(after)["proofpix:services"]).toEqual({
      value: [{ name: "enterprise", cpu: "1000m", scaling: { maxInstances: 5 } }],
    });
    expect(after).toContain("2 # the least");
  });

  it("removes a value", () => {
    expect(entriesOf(changedText(TEXT, [{ path: valuePath("minInstances"), value: undefined }]))).not.toHaveProperty(
      "proofpix:minInstances",
    );
  });

  it("finds a key that is written without our namespace", () => {
    const text = "config:\n  image: one\n";

    expect(changedText(text, [{ path: valuePath("proofpix:image"), value: "two" }])).toBe("config:\n  image: two\n");
  });

  it("refuses a file in which an alias repeats the value", () => {
    const text = "config:\n  proofpix:image: &image one\n  proofpix:other: *image\n";

    expect(problemOf(() => changedText(text, [{ path: valuePath("image"), value: "two" }]))).toMatchObject({
      code: "configuration-invalid",
      nextStep: "Edit the file by hand.",
    });
  });
});

describe("textWithEntries", () => {
  it("takes the values of Pulumi's history, in which numbers and truth values are texts, and keeps the comments", () => {
    const after = textWithEntries("config:\n  proofpix:minInstances: 1 # the least\n  proofpix:autoScale: true\n", {
      "proofpix:minInstances": { value: "3" },
      "proofpix:autoScale": { value: "true" },
      "proofpix:maxInstances": { value: "20" },
    });

    expect(after).toBe(
      "config:\n  proofpix:minInstances: 3 # the least\n  proofpix:autoScale: true\n  proofpix:maxInstances: 20\n",
    );
  });

  it("keeps a text of digits a text", () => {
    const text = 'config:\n  proofpix:account: "012345678901"\n';

    expect(textWithEntries(text, { "proofpix:account": { value: "112345678901" } })).toBe(
      'config:\n  proofpix:account: "112345678901"\n',
    );
  });

  it("puts a text in the place of an object that JavaScript makes no text of", () => {
    const before = "config:\n  proofpix:tags:\n    toString: x\n";
    const after = textWithEntries(before, { "proofpix:tags": { value: "none" } });

    expect(entriesOf(after)).toEqual({ "proofpix:tags": { value: "none" } });
  });

  it("removes what wasn't there", () => {
    const text = "config:\n  proofpix:one: 1\n  proofpix:two: 2\n";

    expect(textWithEntries(text, { "proofpix:one": { value: "1" } })).toBe("config:\n  proofpix:one: 1\n");
  });
});

describe("configurationDifference", () => {
  it("tells what was added, removed and changed by the paths that people write", () => {
    const before = entriesOf("config:\n  image: a\n  proofpix:tags:\n    Owner: x\n  proofpix:zones: [a, b]\n");
    const after = entriesOf(
      'config:\n  proofpix:image: b\n  proofpix:tags: {"cost.center": y}\n  proofpix:zones: [a]\n',
    );

    expect(configurationDifference(before, after)).toEqual([
      { key: "proofpix:image", change: "changed", before: "a", after: "b", isSecret: false },
      { key: "proofpix:tags.Owner", change: "removed", before: "x", isSecret: false },
      { key: 'proofpix:tags["cost.center"]', change: "added", after: "y", isSecret: false },
      { key: "proofpix:zones[1]", change: "removed", before: "b", isSecret: false },
    ]);
  });

  it("never shows a secret, nor its ciphertext, and tells that it changed", () => {
    const before = { a: { secure: "v1:one" }, b: { secure: "v1:same" }, c: { value: { key: { secure: "v1:in" } } } };
    const after = { a: { secure: "v1:two" }, b: { secure: "v1:same" }, c: { value: { key: "now plain" } } };

    const difference = configurationDifference(before, after);

    expect(difference).toEqual([
      { key: "a", change: "changed", before: "[secret]", after: "[secret]", isSecret: true },
      { key: "c.key", change: "changed", before: "[secret]", after: "now plain", isSecret: true },
    ]);
    expect(JSON.stringify(difference)).not.toContain("v1:");
  });

  it("says of a secret that a backend doesn't give that nobody can compare it", () => {
    expect(configurationDifference({ a: { isUnknown: true } }, { a: { secure: "v1:x" } })).toEqual([
      { key: "a", change: "unknown", before: "[secret]", after: "[secret]", isSecret: true },
    ]);
  });

  it("finds no difference between a number of a file and the text of Pulumi's history", () => {
    expect(configurationDifference({ a: { value: 3 } }, { a: { value: "3" } })).toEqual([]);
  });
});

describe("leavesOf", () => {
  it("has empty groups and lists as values of their own", () => {
    expect([...leavesOf({ a: { value: {} }, b: { value: [] } })]).toEqual([
      ["a", { text: "{}" }],
      ["b", { text: "[]" }],
    ]);
  });
});

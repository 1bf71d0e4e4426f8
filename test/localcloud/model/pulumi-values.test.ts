import { isUnknown, opened, secret, UNKNOWN } from "../../../localcloud/model/pulumi-values";

describe("secrets", () => {
  it("are opened at any depth", () => {
    expect(opened({ a: secret("hush"), b: [{ c: secret("hush") }], d: 1 })).toEqual({
      a: "hush",
      b: [{ c: "hush" }],
      d: 1,
    });
  });
});

describe("isUnknown", () => {
  it.each([
    [UNKNOWN, true],
    [{ a: [{ b: UNKNOWN }] }, true],
    [{ a: ["known", 1, null] }, false],
    ["", false],
  ])("tells of %j: %s", (value, unknown) => {
    expect(isUnknown(value)).toBe(unknown);
  });
});

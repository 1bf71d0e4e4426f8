import fc from "fast-check";
import { isAtLeast, readVersion } from "../../../tools/engine/version";

describe("readVersion", () => {
  it.each([
    ["v3.220.0", "3.220.0"],
    ["3.220.0\n", "3.220.0"],
    ["v3.221.0-alpha.1234", "3.221.0"],
    ["warning: something\nv3.220.0", "3.220.0"],
    ["not a version", undefined],
  ])("reads %j", (printed, version) => {
    expect(readVersion(printed)).toBe(version);
  });
});

describe("isAtLeast", () => {
  it.each([
    ["3.210.0", "3.210.0", true],
    ["3.209.9", "3.210.0", false],
    ["3.1000.0", "3.210.0", true],
    ["4.0.0", "3.210.0", true],
    ["2.999.0", "3.210.0", false],
    ["3.210.1", "3.210.0", true],
  ])("%s against %s: %s", (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });

  it("orders any two versions one way or the other", () => {
    const version = fc.array(fc.nat(999), { minLength: 3, maxLength: 3 }).map((parts) => parts.join("."));
    fc.assert(fc.property(version, version, (a, b) => a === b || isAtLeast(a, b) !== isAtLeast(b, a)));
  });
});

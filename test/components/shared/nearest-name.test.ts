import fc from "fast-check";
import { editDistance, nearestName } from "../../../components/shared/nearest-name";

describe("nearestName", () => {
  const KNOWN = ["minInstances", "maxInstances", "autoScale", "network", "cidrBlock", "domain", "port"];

  it.each([
    ["minInstanses", "minInstances"],
    ["minInstaces", "minInstances"],
    ["mxaInstances", "maxInstances"],
    ["autoscale", "autoScale"],
    ["netwrok", "network"],
    ["cidr", "cidrBlock"],
    ["dom", "domain"],
    ["prt", "port"],
  ])("takes %s for %s", (typed, meant) => {
    expect(nearestName(typed, KNOWN)).toBe(meant);
  });

  it.each(["replicas", "x", "databaseEngine"])("suggests nothing for %s", (typed) => {
    expect(nearestName(typed, KNOWN)).toBeUndefined();
  });
});

describe("editDistance", () => {
  const word = () => fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

  it.each([
    ["", "", 0],
    ["", "ab", 2],
    ["kitten", "sitting", 3],
    ["ab", "ba", 1],
    ["ca", "abc", 3],
  ])("from %j to %j is %i", (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
  });

  it("is zero for the same text alone, and the same in both directions", () => {
    fc.assert(
      fc.property(word(), word(), (one, other) => {
        expect(editDistance(one, other) === 0).toBe(one === other);
        expect(editDistance(one, other)).toBe(editDistance(other, one));
      }),
    );
  });

  it("counts one for a single slip", () => {
    fc.assert(
      fc.property(word(), word(), fc.constantFrom("x", "xy"), (before, after, slip) => {
        const right = `${before}${slip}${after}`;
        const swapped = `${before}${slip.slice(1) + slip.slice(0, 1)}${after}`;
        expect(editDistance(right, `${before}${slip.slice(1)}${after}`)).toBe(1);
        expect(editDistance(right, `${before}z${slip.slice(1)}${after}`)).toBe(1);
        expect(editDistance(right, swapped)).toBe(swapped === right ? 0 : 1);
      }),
    );
  });
});

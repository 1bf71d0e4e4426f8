import fc from "fast-check";
import { editDistance, misspeltNames, nearestNames } from "../../../components/shared/nearest-name";

describe("nearestNames", () => {
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
    expect(nearestNames(typed, KNOWN)).toEqual([meant]);
  });

  it.each(["replicas", "x", "databaseEngine"])("suggests nothing for %s", (typed) => {
    expect(nearestNames(typed, KNOWN)).toEqual([]);
  });

  it.each([
    ["mixInstances", ["minInstances", "maxInstances"]],
    ["health", ["healthCheck", "healthEndpoints"]],
  ])("names all that are as near to %s", (typed, meant) => {
    expect(nearestNames(typed, [...KNOWN, "healthCheck", "healthEndpoints"])).toEqual(meant);
  });
});

describe("misspeltNames", () => {
  it("takes a slip or a beginning for its word, and the first of joined words for none", () => {
    expect(misspeltNames("one-per-zones", ["one-per-zone", "single"])).toEqual(["one-per-zone"]);
    expect(misspeltNames("mon", ["monday", "tuesday"])).toEqual(["monday"]);
    expect(misspeltNames("one", ["one-per-zone", "single"])).toEqual([]);
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

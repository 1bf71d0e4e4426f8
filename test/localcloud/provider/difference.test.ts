import type { ResourceType } from "../../../localcloud/model/resource-type";
import { changedInputs, difference } from "../../../localcloud/provider/difference";

const TYPE: ResourceType = {
  type: "aws:lb/targetGroup:TargetGroup",
  autonaming: { input: "name", maximumLength: 32 },
  replaceOnChanges: ["port", "name"],
  make: () => ({ id: "id", computed: {} }),
};

describe("difference", () => {
  it("finds nothing between equal inputs, whatever their order", () => {
    expect(difference(TYPE, { a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toEqual({
      added: [],
      removed: [],
      changed: [],
      replacing: [],
      deleteBeforeReplace: false,
    });
  });

  it("tells added, removed and changed inputs apart and leaves Pulumi's own keys out", () => {
    expect(difference(TYPE, { a: 1, b: 1, __defaults: [] }, { b: 2, c: 3, __defaults: ["name"] })).toMatchObject({
      added: ["c"],
      removed: ["a"],
      changed: ["b"],
      replacing: [],
    });
  });

  it("replaces where an input can't be changed in place", () => {
    expect(difference(TYPE, { port: 80 }, { port: 8080 })).toMatchObject({
      replacing: ["port"],
      deleteBeforeReplace: false,
    });
  });

  it("replaces where a type says so of the values", () => {
    const type = {
      ...TYPE,
      conditionalReplaceOnChanges: (_before: object, after: object) => ("forced" in after ? [] : ["weight"]),
    };

    expect(difference(type, { weight: 1 }, { weight: 2 }).replacing).toEqual(["weight"]);
    expect(difference(type, { weight: 1 }, { weight: 2, forced: true }).replacing).toEqual([]);
    expect(difference(type, { weight: 1 }, { weight: 1, name: "other" }).replacing).toEqual(["name"]);
  });

  it("finds nothing in what a type doesn't compare", () => {
    const type = { ...TYPE, comparedInputs: ({ user }: { readonly user?: unknown }) => ({ user }) };

    expect(difference(type, { user: "a", token: "1" }, { user: "a", token: "2" }).changed).toEqual([]);
    expect(difference(type, { user: "a", token: "1" }, { user: "b", token: "2" }).changed).toEqual(["user"]);
  });

  it("deletes first where the program fixed the name, which only one resource can have", () => {
    const [before, after] = [
      { name: "web", port: 80 },
      { name: "web", port: 8080 },
    ];

    expect(difference(TYPE, before, after).deleteBeforeReplace).toBe(true);
    expect(difference(TYPE, before, { ...after, __defaults: ["name"] }).deleteBeforeReplace).toBe(false);
    expect(difference(TYPE, before, { ...after, name: "other" }).deleteBeforeReplace).toBe(false);
  });
});

describe("changedInputs", () => {
  it.each([
    ["a change", { a: 1 }, { a: 1 }, { a: 2 }, { a: 2 }],
    ["an addition", {}, {}, { a: 1 }, { a: 1 }],
    ["a removal", { a: 1 }, { a: 1 }, {}, {}],
    ["a change of what somebody else changed too", { a: 9 }, { a: 1 }, { a: 2 }, { a: 2 }],
    ["a removal of what somebody else changed", { a: 9 }, { a: 1 }, {}, {}],
  ])("makes %s", (_, current, before, after, expected) => {
    expect(changedInputs(current, before, after)).toEqual(expected);
  });

  it.each([
    ["what somebody else changed", { a: 9, b: 1 }, { a: 1, b: 1 }, { a: 1, b: 2 }, { a: 9, b: 2 }],
    ["what somebody else added", { a: 9, b: 1 }, { b: 1 }, { b: 2 }, { a: 9, b: 2 }],
    ["without what somebody else removed", { b: 1 }, { a: 1, b: 1 }, { a: 1, b: 2 }, { b: 2 }],
    ["lists that are equal", { a: [9] }, { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, { a: [9] }],
  ])("leaves %s", (_, current, before, after, expected) => {
    expect(changedInputs(current, before, after)).toEqual(expected);
  });
});

import { reach, stepsOf } from "../../../localcloud/limits/reach";

const found = (inputs: Record<string, unknown>, path: string) => reach(inputs, stepsOf(path));

describe("stepsOf", () => {
  it.each([
    ["name", ["name"]],
    ["healthCheck.path", ["healthCheck", "path"]],
    ["actions[].type", ["actions", "[]", "type"]],
    ["tags{key}", ["tags", "{key}"]],
    ["queries[].dimensions{value}", ["queries", "[]", "dimensions", "{value}"]],
  ])("splits %s", (path, steps) => {
    expect(stepsOf(path)).toEqual(steps);
  });
});

describe("reach", () => {
  it("leads to each element, with its path and position", () => {
    expect(found({ actions: [{ type: "a" }, { type: "b" }] }, "actions[].type")).toEqual([
      { path: "actions[0].type", positions: [0], value: "a", missing: false },
      { path: "actions[1].type", positions: [1], value: "b", missing: false },
    ]);
  });

  it("tells what is missing from what isn't known yet", () => {
    expect(found({}, "name")).toMatchObject([{ path: "name", missing: true }]);
    expect(found({ name: undefined }, "name")).toMatchObject([{ value: undefined, missing: false }]);
    expect(found({}, "healthCheck.path")).toEqual([]);
    expect(found({ healthCheck: {} }, "healthCheck.path")).toMatchObject([{ path: "healthCheck.path", missing: true }]);
  });

  it("leads to keys and values of a map", () => {
    const tags = { Name: "web", Owner: "us" };

    expect(found({ tags }, "tags{key}").map(({ value }) => value)).toEqual(["Name", "Owner"]);
    expect(found({ tags }, "tags{value}").map(({ path, value }) => [path, value])).toEqual([
      ["tags.Name", "web"],
      ["tags.Owner", "us"],
    ]);
  });

  it("stops at a value of another kind", () => {
    expect(found({ actions: "none", tags: [{ key: "a" }] }, "actions[].type")).toEqual([]);
    expect(found({ tags: [{ key: "a" }] }, "tags{key}")).toEqual([]);
  });
});

import { keysIn, type KeyTable } from "../../../policies/core/key-table";

const TABLE: KeyTable = {
  project: "shop",
  entries: [
    { types: ["a:b:*"], property: "tags", keys: ["shop:tags"] },
    { types: ["a:b:C"], property: "tags.Owner", keys: ["shop:owner", "shop:team"] },
    { types: ["a:b:C"], name: "*-web", property: "containers.image", keys: ["shop:image"] },
  ],
};

function keys(property: string, { type = "a:b:C", name = "shop-web", project = "shop" } = {}) {
  return keysIn([TABLE])({ type, name, urn: `urn:pulumi:production::${project}::${type}::${name}` }, property);
}

describe("keysIn", () => {
  it("finds the keys of a property and of what lies below it, the closest entry's", () => {
    expect(keys("tags")).toEqual(["shop:tags"]);
    expect(keys("tags.CostCenter")).toEqual(["shop:tags"]);
    expect(keys("tags.Owner")).toEqual(["shop:owner", "shop:team"]);
  });

  it("looks past places in lists and the names beside them, and takes other names in brackets for parts of the path", () => {
    expect(keys('containers[0]["web"].image')).toEqual(["shop:image"]);
    expect(keys("containers[0].image")).toEqual(["shop:image"]);
    expect(keys('tags["Owner"]')).toEqual(["shop:owner", "shop:team"]);
    expect(keys('tags["CostCenter"]')).toEqual(["shop:tags"]);
  });

  it.each([
    ["another property", () => keys("tagsAll")],
    ["another type", () => keys("tags", { type: "x:y:Z" })],
    ["another name", () => keys("containers[0].image", { name: "other" })],
    ["another project, whose properties come from elsewhere", () => keys("tags", { project: "their-shop" })],
    ["no table", () => keysIn([])({ type: "a:b:C", name: "x", urn: "urn:pulumi:p::shop::a:b:C::x" }, "tags")],
  ])("knows none for %s", (_, found) => {
    expect(found()).toEqual([]);
  });
});

import type { ResourceType } from "../../../localcloud/model/resource-type";
import { named } from "../../../localcloud/provider/autonaming";

const TYPE: ResourceType = {
  type: "aws:lb/targetGroup:TargetGroup",
  autonaming: { input: "name", maximumLength: 32, unlessGiven: "namePrefix" },
  replaceOnChanges: [],
  make: () => ({ id: "id", computed: {} }),
};

describe("named", () => {
  it("names a resource after its logical name, with seven digits that depend on the engine's seed", () => {
    const one = named(TYPE, "web", "seed", {}, {});
    const other = named(TYPE, "web", "another seed", {}, {});

    expect(one).toEqual({ name: expect.stringMatching(/^web-[0-9a-f]{7}$/) as string, __defaults: ["name"] });
    expect(other.name).not.toBe(one.name);
  });

  it("keeps the name from then on", () => {
    const before = named(TYPE, "web", "seed", {}, {});

    expect(named(TYPE, "web", "another seed", before, {})).toEqual(before);
  });

  it("makes a new name when the program stops fixing one", () => {
    expect(named(TYPE, "web", "seed", { name: "fixed" }, {}).name).not.toBe("fixed");
  });

  it("appends what the provider appends", () => {
    const type: ResourceType = {
      ...TYPE,
      autonaming: { input: "name", maximumLength: 80, suffix: ({ fifoQueue }) => (fifoQueue === true ? ".fifo" : "") },
    };

    expect(named(type, "jobs", "seed", {}, { fifoQueue: true }).name).toMatch(/^jobs-[0-9a-f]{7}\.fifo$/);
    expect(named(type, "jobs", "seed", {}, {}).name).toMatch(/^jobs-[0-9a-f]{7}$/);
  });

  it("leaves a name or prefix that the program gives alone", () => {
    expect(named(TYPE, "web", "seed", {}, { name: "mine" })).toEqual({ name: "mine" });
    expect(named(TYPE, "web", "seed", {}, { namePrefix: "web-" })).toEqual({ namePrefix: "web-" });
  });

  it.each([
    ["a".repeat(24), true],
    ["a".repeat(25), false],
  ])("refuses a logical name with which the suffix would not fit (%s)", (logicalName, fits) => {
    const name = () => named(TYPE, logicalName, "seed", {}, {});

    if (fits) expect(name().name).toHaveLength(32);
    else expect(name).toThrow("plus 7 random chars is longer than maximum length 32 (name)");
  });
});

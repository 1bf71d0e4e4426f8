import { IN_ORDER, SECTIONS, settingsSchema } from "../../../stacks/environment/sections";

describe("the sections of an environment", () => {
  it("come after those whose parts they need, or they don't compile", () => {
    expect(IN_ORDER).toBe(true);
  });

  it("have each its own keys", () => {
    const keys = SECTIONS.flatMap((section) => Object.keys(section.keys));

    expect(keys.length).toBeGreaterThan(20);
    expect(keys).toEqual([...new Set(keys)]);
    expect(Object.keys(settingsSchema.shape)).toEqual(keys);
  });
});

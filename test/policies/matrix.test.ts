import { RULES } from "../../policies/rules";
import { mutations } from "./support/matrix";

/** It checks the configuration of a run, not a stack; test/lifecycle/documented-configurations.test.ts proves it. */
const JUDGES_THE_RUN = ["pack-environment"];

describe("the mutation matrix", () => {
  it("has a mutation for every rule; test/lifecycle/environments.long.test.ts tries them on production", () => {
    const judged = RULES.map(({ name }) => name).filter((name) => !JUDGES_THE_RUN.includes(name));

    expect([...mutations().keys()].sort()).toEqual(judged.sort());
  });

  it("belongs to a pack of fifty rules and more", () => {
    expect(RULES.length).toBeGreaterThanOrEqual(50);
  });
});

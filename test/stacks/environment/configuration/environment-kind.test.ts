import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { MINIMAL, refused } from "../../example-settings";

describe("what an environment is for", () => {
  it.each([
    ["production", undefined, "production", true],
    ["production-us", undefined, "production", true],
    ["production-us", "production", "production", true],
    ["prod", undefined, "production", true],
    ["staging-eu", undefined, "staging", false],
    ["development-pr-7", undefined, "development", false],
    ["eu", "production", "production", true],
    ["qa", "staging", "staging", false],
    ["pr-7", "development", "development", false],
  ])(
    "of %s, where the configuration says %s, is %s, so that it is protected: %p",
    (environment, said, kind, protect) => {
      const configuration = parseConfiguration({ ...MINIMAL, ...(said !== undefined && { kind: said }) }, environment);

      expect(configuration).toMatchObject({ environment, kind, protect });
      expect(configuration.tags.Environment).toBe(environment);
    },
  );

  it.each([
    ["qa", "staging", "staging"],
    ["production-us", "production", undefined],
    ["staging", undefined, undefined],
  ])("stands in a tag of %s only where the name doesn't say it", (environment, kind, tag) => {
    const { tags } = parseConfiguration({ ...MINIMAL, ...(kind !== undefined && { kind }) }, environment);

    expect(tags.EnvironmentKind).toBe(tag);
  });

  it.each(["qa", "eu", "productions", "us-production"])("has to be said where the name is %s", (environment) => {
    expect(refused({}, environment)).toEqual({
      "proofpix:kind": `is missing, as the stack's name "${environment}" doesn't say what it is for; add "development", "staging", "production", or begin the name with one of them, such as "staging-eu"`,
    });
  });

  it("can't be other than the name says", () => {
    expect(refused({ kind: "development" }, "production-us")).toEqual({
      "proofpix:kind":
        'must be "production", as the stack\'s name "production-us" says, got "development"; leave it out, or give the stack another name',
    });
  });

  it("is one of three words, and one that is wrong is told once", () => {
    expect(refused({ kind: "testing" }, "qa")).toEqual({
      "proofpix:kind": expect.stringContaining(
        'must be "development", "staging" or "production", got "testing"',
      ) as string,
    });
  });
});

import { UsageError } from "../../../cli/command";
import { deploymentArguments } from "../../../cli/deployments/arguments";

const KNOWN = { limit: "value", fix: "flag" } as const;

function read(...argv: readonly string[]) {
  return deploymentArguments(argv, KNOWN, ["<environment>", "[id]"]);
}

describe("deploymentArguments", () => {
  it("takes words, its own options and those that all have, in any order", () => {
    const { isJson, target, values, words } = read("--json", "staging", "--limit", "3", "4f2a", "--aws", "--fix");

    expect({ isJson, isAws: target.isAws, values, words }).toEqual({
      isJson: true,
      isAws: true,
      values: { limit: "3", fix: "true" },
      words: ["staging", "4f2a"],
    });
  });

  it("leaves the last word out where it may be", () => {
    expect(read("staging")).toMatchObject({ isJson: false, words: ["staging"] });
  });

  it.each([
    [[], "<environment> is missing"],
    [["a", "b", "c"], '"c" is one word too many'],
    [["a", "--limits=3"], "there is no option --limits=3"],
    [["a", "-x"], "there is no option -x"],
  ])("refuses %j", (argv, message) => {
    expect(() => read(...argv)).toThrow(new UsageError(message, ""));
  });

  it("takes any number of words where the last one says so", () => {
    expect(deploymentArguments(["a", "x=1", "y=2", "z=3"], {}, ["<environment>", "[key=value]…"]).words).toHaveLength(
      4,
    );
  });
});

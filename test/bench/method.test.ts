import { method, USUAL_PARTS } from "../../bench/method";

const RUNS = { runs: 5, few: 3 };

describe("how figures came about", () => {
  it("is told of each part that was measured", () => {
    expect(method(["commands", "environments", "growth", "policies", "detection"], RUNS)).toBe(
      "commands and environments: medians of 5 after three runs that warm the caches; first ups: one each; " +
        "growth and policies: medians of 3 after three runs that warm the caches; " +
        "detection: 5 kills of each of 5 instances",
    );
  });

  it("speaks of no medians where each kill is counted", () => {
    expect(method(["detection"], RUNS)).toBe("detection: 5 kills of each of 5 instances");
  });

  it("tells how long each measurement of the data plane takes", () => {
    expect(method(["data-plane"], RUNS)).toBe("data-plane: medians of 5 turns of 5 s each");
  });

  it("says that sequences go on from each other", () => {
    expect(method(["sequences"], RUNS)).toBe("sequences: each goes on from where the last one ended");
  });

  it("leaves sequences, which take an hour, to those who name them", () => {
    expect(USUAL_PARTS).toContain("commands");
    expect(USUAL_PARTS).not.toContain("sequences");
  });

  it("speaks of growth alone with its few runs", () => {
    expect(method(["growth"], RUNS)).toBe("growth: medians of 3 after three runs that warm the caches");
  });
});

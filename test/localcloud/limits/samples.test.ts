import { limitProblems } from "./inputs";
import { AWS_LIMITS } from "../../../localcloud/limits/table";
import { SAMPLES } from "./samples";

describe("limits of what usual programs ask for", () => {
  it.each(Object.keys(AWS_LIMITS.types))("%s passes", (type) => {
    expect(SAMPLES).toHaveProperty([type]);
    expect(limitProblems(type, SAMPLES[type] ?? {})).toEqual([]);
  });

  it("leaves a type without a mapping alone", () => {
    expect(limitProblems("aws:kinesis/stream:Stream", { name: "x".repeat(1000) })).toEqual([]);
  });
});

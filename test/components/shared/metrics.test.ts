import { averageResponseTime, numbered, total } from "../../../components/shared/metrics";

const SOURCE = { namespace: "Shop", metricName: "Things", statistic: "Sum" };

describe("total", () => {
  it("takes 0 for what reports nothing", () => {
    expect(total(["blue", "green"])).toBe("SUM([FILL(blue, 0), FILL(green, 0)])");
  });
});

describe("numbered", () => {
  it("names metrics by their places", () => {
    expect(numbered("errors", [SOURCE, { ...SOURCE, metricName: "Others" }])).toEqual({
      errors0: SOURCE,
      errors1: { ...SOURCE, metricName: "Others" },
    });
  });
});

describe("averageResponseTime", () => {
  it("is the total time by the number of responses, over all groups", () => {
    const groups = ["targetgroup/blue/1", "targetgroup/green/2"].map((TargetGroup) => ({
      LoadBalancer: "app/web/1",
      TargetGroup,
    }));
    const times = { namespace: "AWS/ApplicationELB", metricName: "TargetResponseTime", statistic: "Sum" };
    const counts = { ...times, statistic: "SampleCount" };

    expect(averageResponseTime(groups, "responses")).toEqual({
      metrics: {
        time0: { ...times, dimensions: groups[0] },
        time1: { ...times, dimensions: groups[1] },
        responses0: { ...counts, dimensions: groups[0] },
        responses1: { ...counts, dimensions: groups[1] },
      },
      expression: "SUM([FILL(time0, 0), FILL(time1, 0)]) / SUM([FILL(responses0, 0), FILL(responses1, 0)])",
    });
  });
});

import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";

const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const GROUP = { logGroupName: "/ecs/web" };
const TRANSFORMATION = { name: "Errors", namespace: "Shop", value: "1" };

describeLimits(FILTER, [
  ["name", "a:b", "a-b", "InvalidParameterException", "at 'filterName'"],
  ["name", "x".repeat(513), "x".repeat(512), "InvalidParameterException", "512"],
  ["pattern", "x".repeat(1025), "x".repeat(1024), "InvalidParameterException", "1024"],
  ["metricTransformation.name", "a*b", "a-b", "InvalidParameterException", "metricName"],
  ["metricTransformation.unit", "Pieces", "Count", "InvalidParameterException", "unit"],
]);

describeRules(
  FILTER,
  (cloud) => {
    cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/ecs/web" });
    return { inputs: { name: "errors", pattern: "ERROR", ...GROUP, metricTransformation: TRANSFORMATION } };
  },
  [
    [
      "a log group that is not there",
      { logGroupName: "/ecs/missing" },
      GROUP,
      "ResourceNotFoundException",
      "The specified log group does not exist.",
    ],
    [
      "a default value with dimensions",
      { metricTransformation: { ...TRANSFORMATION, defaultValue: "0", dimensions: { Route: "$.route" } } },
      { metricTransformation: { ...TRANSFORMATION, dimensions: { Route: "$.route" } } },
      "InvalidParameterException",
      "dimensions and default value are mutually exclusive",
    ],
    [
      "four dimensions",
      { metricTransformation: { ...TRANSFORMATION, dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } } },
      { metricTransformation: { ...TRANSFORMATION, dimensions: { A: "$.a", B: "$.b", C: "$.c" } } },
      "InvalidParameterException",
      "3 dimensions at most, got 4",
    ],
  ],
);

describe("a metric filter", () => {
  it("is the hundredth of its group at most", () => {
    const cloud = inLocalCloud();
    cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/ecs/web" });
    const add = (name: string) =>
      cloud.create(FILTER, { name, pattern: "", ...GROUP, metricTransformation: TRANSFORMATION });
    for (let index = 0; index < 100; index += 1) add(`filter-${index}`);

    expect(() => add("one-more")).toThrow("Resource limit exceeded.");
  });

  it("has the same name in another group", () => {
    const cloud = inLocalCloud();
    for (const name of ["/ecs/web", "/ecs/jobs"]) cloud.create("aws:cloudwatch/logGroup:LogGroup", { name });
    const ids = ["/ecs/web", "/ecs/jobs"].map(
      (logGroupName) =>
        cloud.create(FILTER, { name: "errors", pattern: "ERROR", logGroupName, metricTransformation: TRANSFORMATION })
          .id,
    );
    expect(ids).toEqual(["/ecs/web:errors", "/ecs/jobs:errors"]);
  });
});

import { evaluatedQuery } from "../../../../localcloud/services/cloudwatch/metric-math/evaluate";
import type { MathRange } from "../../../../localcloud/services/cloudwatch/metric-math/function-values";
import type { Series } from "../../../../localcloud/services/cloudwatch/metric-math/math-value";
import { syntaxOf } from "../../../../localcloud/services/cloudwatch/metric-math/parser";

/** Values as AWS's tables write them: `"1, -, 0"` has none in the second period. */
function seriesOf(table: string): Series {
  return table.split(",").map((value) => (value.trim() === "-" ? undefined : Number(value)));
}

function rangeOf(length: number, rest: Partial<MathRange> = {}): MathRange {
  return {
    timestamps: Array.from({ length }, (_, index) => 1_700_000_040 + index * 60),
    periodSeconds: 60,
    ...rest,
  };
}

/** What comes of an expression over metrics, and over further expressions. */
function valuesOf(
  expression: string,
  metrics: Readonly<Record<string, string>>,
  { rest = {}, others = {} }: { rest?: Partial<MathRange>; others?: Readonly<Record<string, string>> } = {},
): Series {
  const [first = ""] = Object.values(metrics);
  const queries = [
    ...Object.keys(metrics).map((id) => ({ id, math: undefined })),
    ...Object.entries(others).map(([id, other]) => ({ id, math: syntaxOf(other) })),
    { id: "result", math: syntaxOf(expression) },
  ];
  return evaluatedQuery(queries, "result", (id) => seriesOf(metrics[id] ?? ""), rangeOf(seriesOf(first).length, rest));
}

describe('the tables of "Using metric math" (Amazon CloudWatch User Guide)', () => {
  const METRICS = { metric1: "30, 20, 0, 0", metric2: "20, -, 20, -" };

  it.each([
    ["metric1 < metric2", "0, 0, 1, 0"],
    ["metric1 >= 30", "1, 0, 0, 0"],
    ["metric1 > 15 AND metric2 > 15", "1, 0, 0, 0"],
  ])("comparison and logical operators: %s", (expression, output) => {
    expect(valuesOf(expression, METRICS)).toEqual(seriesOf(output));
  });

  it.each([
    ["IF(metric1, metric2, metric3)", "30, 0, 20, -, -"],
    ["IF(metric1, 5, metric3)", "5, 5, 20, -, -"],
    ["IF(metric1, metric2, 5)", "30, 0, 5, 5, -"],
  ])("%s", (expression, output) => {
    const metrics = { metric1: "1, 1, 0, 0, -", metric2: "30, -, 0, 0, 30", metric3: "0, 0, 20, -, 20" };

    expect(valuesOf(expression, metrics)).toEqual(seriesOf(output));
  });

  it.each([
    ["IF(metric1<400, metric1)", "300, -, -"],
    ["IF(metric1<400, 10, 2)", "10, 2, -"],
    ["IF(1, metric1, metric2)", "300, 500, -"],
    ["IF(0, metric1, metric2)", "7, 8, 9"],
    ["IF(0, metric1)", "-, -, -"],
  ])("use cases for IF: %s", (expression, output) => {
    expect(valuesOf(expression, { metric1: "300, 500, -", metric2: "7, 8, 9" })).toEqual(seriesOf(output));
  });
});

describe("missing values", () => {
  it.each([
    ["m1 + m2", "3, 1, 2, -"],
    ["m1 - m2", "-1, 1, -2, -"],
    ["m1 * m2", "2, 0, 0, -"],
    ["m1 == m2", "0, 0, 0, -"],
    ["m1 > m2", "0, 1, 0, -"],
    ["m1 AND m2", "1, 0, 0, -"],
    ["m1 && m2", "1, 0, 0, -"],
    ["m1 OR m2", "1, 1, 1, -"],
    ["m1 || m2", "1, 1, 1, -"],
  ])("count as 0 beside a value, and nothing comes of nothing: %s", (expression, output) => {
    expect(valuesOf(expression, { m1: "1, 1, -, -", m2: "2, -, 2, -" })).toEqual(seriesOf(output));
  });

  it.each([
    ["m1 / m2", "2, -, 0, -, -"],
    ["100 / m2", "50, -, 50, -, -"],
    ["m1 / 0", "-, -, -, -, -"],
  ])("come of a division by zero: %s", (expression, output) => {
    expect(valuesOf(expression, { m1: "4, 4, -, 0, -", m2: "2, 0, 2, 0, -" })).toEqual(seriesOf(output));
  });

  it("stay missing beside a number alone", () => {
    expect(valuesOf("5 * m1 - 1", { m1: "1, -" })).toEqual(seriesOf("4, -"));
  });

  it.each([
    ["FILL(m1, 7)", "7, 1, 7, 7, 4, 7"],
    ["FILL(m1, REPEAT)", "-, 1, 1, 1, 4, 4"],
    ["FILL(m1, LINEAR)", "-, 1, 2, 3, 4, -"],
    ["FILL(m1, m2)", "9, 1, -, 9, 4, 9"],
    ["FILL(m1, MIN(m1))", "1, 1, 1, 1, 4, 1"],
  ])("are filled, the newest too: %s", (expression, output) => {
    expect(valuesOf(expression, { m1: "-, 1, -, -, 4, -", m2: "9, 9, -, 9, 9, 9" })).toEqual(seriesOf(output));
  });

  it("are filled or not where a metric has no value at all, of which AWS says nothing", () => {
    const metrics = { m1: "-, -", m2: "1, 1" };

    expect(valuesOf("FILL(m1, 0)", metrics)).toEqual([0, 0]);
    expect(valuesOf("FILL(m1, 0)", metrics, { rest: { emptySeries: "left empty" } })).toEqual([undefined, undefined]);
    expect(valuesOf("FILL(m2, 0)", metrics, { rest: { emptySeries: "left empty" } })).toEqual([1, 1]);
  });
});

describe("functions", () => {
  const METRICS = { m1: "1, -, 3, -", m2: "5, 6, -, -" };

  it.each([
    ["SUM([m1, m2])", "6, 6, 3, -"],
    ["AVG([m1, m2])", "3, 3, 1.5, -"],
    ["MAX([m1, m2])", "5, 6, 3, -"],
    ["MIN([m1, m2])", "1, 6, 3, -"],
    ["DATAPOINT_COUNT([m1, m2])", "2, 1, 1, 0"],
    ["SUM([m1, m2] * 2)", "12, 12, 6, -"],
    ["SUM(100 / [m1, m2])", `120, ${100 / 6}, ${100 / 3}, -`],
    ["SUM([FILL(m1, 0), FILL(m2, 0)])", "6, 6, 3, 0"],
  ])("of several series give one: %s", (expression, output) => {
    expect(valuesOf(expression, METRICS)).toEqual(seriesOf(output));
  });

  it.each([
    ["m1 - AVG(m1)", "-1, -, 1, -"],
    ["m1 - MIN(m1)", "0, -, 2, -"],
    ["MAX(m1) / m1", "3, -, 1, -"],
    ["SUM(m1) / m1", "4, -, 1.3333333333333333, -"],
    ["m1 * DATAPOINT_COUNT(m1)", "2, -, 6, -"],
    ["m1 / METRIC_COUNT([m1, m2])", "0.5, -, 1.5, -"],
    ["m1 / PERIOD(m1) * 60", "1, -, 3, -"],
    ["TIME_SERIES(10)", "10, 10, 10, 10"],
    ["TIME_SERIES(MAX(m1))", "3, 3, 3, 3"],
    ["EPOCH(m1) - 1700000040", "0, 60, 120, 180"],
    ["DIFF(m1)", "-, -, 2, -"],
    ["DIFF_TIME(m1)", "-, -, 120, -"],
    ["60 * RATE(m1)", "-, -, 1, -"],
    ["RUNNING_SUM(m1)", "1, -, 4, -"],
    ["ABS(0 - m1)", "1, -, 3, -"],
    ["CEIL(m1 / 2)", "1, -, 2, -"],
    ["FLOOR(m1 / 2)", "0, -, 1, -"],
    ["LOG(m1 - 1) * 0", "-, -, 0, -"],
    ["LOG10(m1 * 0 + 100)", "2, -, 2, -"],
    ["FIRST([m1, m2])", "1, -, 3, -"],
    ["LAST([m1, m2])", "5, 6, -, -"],
  ])("of one series: %s", (expression, output) => {
    expect(valuesOf(expression, METRICS)).toEqual(seriesOf(output));
  });

  it.each([
    "SEARCH('{AWS/EC2}', 'Average')",
    "STDDEV(m1)",
    "m1 + [m1, m2] * [m1, m2, m2]",
    "AVG(m1)",
    "[m1, m2]",
    "m1 + 'x'",
  ])("say that %s has no values here", (expression) => {
    expect(() => valuesOf(expression, METRICS)).toThrow();
  });
});

describe("an expression", () => {
  it.each([
    ["1 + m1 * 2 ^ 2", "9"],
    ["(1 + m1) * 2", "6"],
    ["-m1 + 5", "3"],
    ["2 - m1 - 1", "-1"],
    ["m1 > 1 AND m1 < 3 OR m1 == 9", "1"],
    ["m1 + 1 > 2 == 1", "1"],
  ])("is read by precedence: %s", (expression, output) => {
    expect(valuesOf(expression, { m1: "2" })).toEqual(seriesOf(output));
  });

  it("works with other expressions, before and after it", () => {
    expect(valuesOf("half + m1", { m1: "2, -, 4" }, { others: { half: "m1 / 2" } })).toEqual(seriesOf("3, -, 6"));
  });

  it("says which query is missing", () => {
    expect(() => valuesOf("m1 + m9", { m1: "1" })).toThrow("no query has the id m9");
  });
});

import fc from "fast-check";
import { parseMath } from "../../../../localcloud/services/cloudwatch/metric-math/math-expression";
import { isExtendedStatistic, isStatistic } from "../../../../localcloud/services/cloudwatch/metric-source";

describe("a math expression", () => {
  it.each([
    ["m1", ["m1"], []],
    ["100 * SUM([FILL(a0, 0), FILL(a1, 0)]) / SUM([FILL(b0, 0)])", ["a0", "a1", "b0"], ["FILL", "SUM"]],
    ["IF(m1 >= 5 AND -m2 != 1e-3, m1 ^ 2, 0)", ["m1", "m2"], ["IF"]],
    ["FILL(m1, REPEAT) || m2", ["m1", "m2"], ["FILL"]],
    ['INSIGHT_RULE_METRIC("rule m3", "Sum") + .5', [], ["INSIGHT_RULE_METRIC"]],
    ["AVG(SLICE(SORT(METRICS('errors'), AVG, DESC), 0, 1))", [], ["AVG", "METRICS", "SLICE", "SORT"]],
  ])("%s works with %p", (expression, ids, functions) => {
    const math = parseMath(expression);

    expect([...math.ids]).toEqual(ids);
    expect([...math.functions].sort()).toEqual(functions);
    expect(math.isSeveral).toBe(false);
  });

  it.each(["[m1, m2]", "METRICS()", "2 * METRICS()", "ABS([m1])", "(METRICS())", "SORT(METRICS(), SUM, ASC)", "-[m1]"])(
    "%s gives several series",
    (expression) => {
      expect(parseMath(expression).isSeveral).toBe(true);
    },
  );

  it.each([
    ["", "unexpected end"],
    ["m1 +", "unexpected end"],
    ["m1 m2", "unexpected m2"],
    ["SUM([m1 m2])", "unexpected m2"],
    ["SUM(m1", "unexpected end"],
    ["m1)", "unexpected )"],
    ["[]", "unexpected ]"],
    ["()", "unexpected )"],
    ["* m1", "unexpected *"],
    ["Errors / m1", "unexpected Errors"],
    ["TOTAL(m1)", "unknown function TOTAL"],
    ["sum(m1)", "unknown function sum"],
    ["m1 % m2", "unexpected %"],
    ["'m1", "unexpected '"],
  ])("%p can't be read: %s", (expression, words) => {
    expect(() => parseMath(expression)).toThrow(words);
  });

  it("of any operations is read whole", () => {
    const { expression } = fc.letrec<{ expression: string; id: string }>((tie) => ({
      id: fc.stringMatching(/^[a-z][a-zA-Z0-9_]{0,5}$/),
      expression: fc.oneof(
        { maxDepth: 4 },
        tie("id"),
        fc.nat().map(String),
        fc
          .tuple(tie("expression"), fc.constantFrom("+", "-", "/", " AND ", "<="), tie("expression"))
          .map((parts) => parts.join("")),
        tie("expression").map((inner) => `( ${inner} )`),
        fc.array(tie("expression"), { minLength: 1, maxLength: 3 }).map((parts) => `MAX([${parts.join(", ")}])`),
      ),
    }));
    fc.assert(
      fc.property(expression, (text) => {
        const { ids } = parseMath(text);
        const words = text.match(/[a-z]\w*/g) ?? [];
        expect([...ids].sort()).toEqual([...new Set(words)].sort());
        expect(() => parseMath(`${text} )`)).toThrow("unexpected )");
      }),
    );
  });
});

describe("a statistic", () => {
  it.each([
    "p99",
    "p99.9",
    "p100",
    "tm90",
    "wm98",
    "tc5",
    "ts50.123",
    "IQM",
    "PR(:300)",
    "TM(10%:90%)",
    "TS(80%:)",
    "WM(0.5:2)",
  ])("%s is an extended one", (name) => {
    expect(isExtendedStatistic(name)).toBe(true);
    expect(isStatistic(name)).toBe(true);
  });

  it.each(["Average", "Maximum", "Minimum", "SampleCount", "Sum"])("%s is a simple one", (name) => {
    expect(isStatistic(name)).toBe(true);
    expect(isExtendedStatistic(name)).toBe(false);
  });

  it.each(["", "p", "p101", "p999", "P99", "Median", "sum", "PR()", "PR(:)", "TM(10%)", "p99.", "xp99"])(
    "%p is none",
    (name) => {
      expect(isStatistic(name)).toBe(false);
    },
  );
});

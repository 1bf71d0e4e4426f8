import { describeRules, inLocalCloud, type RuleCase } from "../../support";

const RULE = "aws:cloudwatch/eventRule:EventRule";

type Case = RuleCase<{ readonly inputs: object & Record<string, unknown> }>;

/** A comparison that EventBridge refuses, and one that the User Guide shows. */
function comparison(what: string, wrong: object, right: object, words: string): Case {
  return [what, pattern(wrong), pattern(right), "InvalidEventPatternException", words];
}

function pattern(value: object) {
  return { eventPattern: JSON.stringify({ detail: { state: [value] } }) };
}

function schedule(what: string, wrong: string, right: string): Case {
  const [violation, neighbour] = [wrong, right].map((scheduleExpression) => ({ scheduleExpression }));
  return [
    what,
    violation ?? {},
    neighbour ?? {},
    "ValidationException",
    `is not valid: '${wrong}' (scheduleExpression)`,
  ];
}

describeRules(RULE, () => ({ inputs: { name: "failed", ...pattern({ prefix: "run" }) } }), [
  comparison("a prefix that is no text", { prefix: 5 }, { prefix: "5" }, "prefix match pattern must be a string"),
  comparison(
    "a suffix that is no text",
    { suffix: ["a"] },
    { suffix: { "equals-ignore-case": ".png" } },
    "suffix match pattern must be a string",
  ),
  comparison(
    "text in any case that is none",
    { "equals-ignore-case": true },
    { "equals-ignore-case": "Alice" },
    "equals-ignore-case match pattern must be a string",
  ),
  comparison("a wildcard for a wildcard", { wildcard: "a**" }, { wildcard: "a*/*" }, "Consecutive wildcard characters"),
  comparison("existence in words", { exists: "true" }, { exists: false }, "exists match pattern must be either"),
  comparison("nothing but", { "anything-but": [] }, { "anything-but": ["a", 1] }, "Empty lists are not allowed"),
  comparison(
    "anything but what isn't compared so",
    { "anything-but": { exists: true } },
    { "anything-but": { prefix: "init" } },
    "Unsupported anything-but pattern: exists",
  ),
  comparison(
    "anything but nothing in particular",
    { "anything-but": [null] },
    { "anything-but": { "equals-ignore-case": ["initializing", "stopped"] } },
    "Value of anything-but must be an array or single string/number value.",
  ),
  comparison("a number that is none", { numeric: [">", "5"] }, { numeric: [">", 5] }, "must be numbers"),
  comparison("an inequality", { numeric: ["!=", 5] }, { numeric: ["=", 3.018e2] }, "Bad numeric range operator"),
  comparison("a range upside down", { numeric: [">", 5, "<=", 0] }, { numeric: [">", 0, "<=", 5] }, "Bottom must be"),
  comparison("a number alone", { numeric: 5 }, { numeric: ["<", 10] }, "Value of numeric must be an array."),
  comparison("a block of 33 bits", { cidr: "10.0.0.0/33" }, { cidr: "10.0.0.0/24" }, "Malformed CIDR"),
  comparison("a block of no addresses", { cidr: "ten/8" }, { cidr: "2001:db8::/32" }, "Malformed CIDR"),
  [
    "a single alternative",
    { eventPattern: '{"$or":[{"source":["aws.ecs"]}]}' },
    { eventPattern: '{"$or":[{"source":["aws.ecs"]},{"account":["1"]}]}' },
    "InvalidEventPatternException",
    "at least 2 Objects in $or relationship.",
  ],
  schedule("one minutes", "rate(1 minutes)", "rate(1 minute)"),
  schedule("five minute", "rate(5 minute)", "rate(5 minutes)"),
  schedule("no time at all", "rate(0 minutes)", "rate(1 day)"),
  schedule("crontab's five fields", "cron(0 10 * * *)", "cron(0 10 * * ? *)"),
  schedule("both days", "cron(0 10 * * * *)", "cron(0 18 ? * MON-FRI *)"),
  schedule("a sixtieth minute", "cron(60 10 * * ? *)", "cron(0/5 8-17 ? * MON-FRI *)"),
  schedule("a single time", "at(2030-01-01T00:00:00)", "cron(0 9 ? * 2#1 *)"),
]);

describe("an event rule", () => {
  it("takes a pattern and a schedule by themselves", () => {
    const cloud = inLocalCloud();
    const scheduleExpression = "cron(0 0 L * ? *)";

    expect(cloud.create(RULE, { name: "monthly", scheduleExpression }).inputs).toEqual(
      expect.objectContaining({ scheduleExpression }),
    );
  });
});

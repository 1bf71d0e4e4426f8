import { describeRules, inLocalCloud, itRefuses } from "../../support";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const PATTERN = JSON.stringify({ source: ["aws.ecs"] });

function pattern(value: unknown): { eventPattern: string } {
  return { eventPattern: JSON.stringify(value) };
}

describeRules(RULE, () => ({ inputs: { name: "failed", eventPattern: PATTERN } }), [
  [
    "a rule that nothing sets off",
    { eventPattern: undefined },
    { eventPattern: undefined, scheduleExpression: "rate(1 day)" },
    "ValidationException",
    "(eventPattern, scheduleExpression)",
  ],
  [
    "an event bus that isn't there",
    { eventBusName: "orders" },
    { eventBusName: "default" },
    "ResourceNotFoundException",
    "orders",
  ],
  [
    "two ways of being on",
    { state: "ENABLED", isEnabled: true },
    { state: "ENABLED" },
    "ConflictsWith",
    "(state, isEnabled)",
  ],
  ["a pattern that is no JSON", { eventPattern: "source" }, {}, "InvalidEventPatternException", "not an object"],
  ["an empty pattern", pattern({}), {}, "InvalidEventPatternException", "Empty objects"],
  [
    "a field with a bare value",
    pattern({ source: "aws.ecs" }),
    pattern({ source: ["aws.ecs"] }),
    "InvalidEventPatternException",
    '"source" must be an object or an array',
  ],
  [
    "a field without values",
    pattern({ detail: { eventName: [] } }),
    pattern({ detail: { eventName: [null] } }),
    "InvalidEventPatternException",
    "Empty arrays",
  ],
  [
    "a comparison that EventBridge doesn't know",
    pattern({ source: [{ begins: "aws" }] }),
    pattern({ source: [{ prefix: "aws" }] }),
    "InvalidEventPatternException",
    "Unrecognized match type begins",
  ],
  [
    "two comparisons in one",
    pattern({ source: [{ prefix: "aws", suffix: "ecs" }] }),
    pattern({ source: [{ prefix: "aws" }, { suffix: "ecs" }] }),
    "InvalidEventPatternException",
    "Only one key",
  ],
  [
    "a wrong pattern behind $or",
    pattern({ $or: [{ source: "aws.ecs" }] }),
    pattern({ $or: [{ source: ["aws.ecs"] }, { account: ["1"] }] }),
    "InvalidEventPatternException",
    '"source"',
  ],
  [
    "a pattern over 2,048 characters",
    pattern({ source: ["a".repeat(2048)] }),
    pattern({ source: ["a".repeat(2000)] }),
    "InvalidEventPatternException",
    "2048",
  ],
]);

describeRules(
  TARGET,
  (cloud) => {
    cloud.create(RULE, { name: "failed", eventPattern: PATTERN });
    return { inputs: { rule: "failed", arn: TOPIC, targetId: "topic" } };
  },
  [
    [
      "a rule that isn't there",
      { rule: "other" },
      {},
      "ResourceNotFoundException",
      "Rule other does not exist on EventBus default. (rule)",
    ],
    ["a topic of another region", { arn: TOPIC.replace("eu-west-1", "eu-west-2") }, {}, "ValidationException", "(arn)"],
    [
      "two kinds of input",
      { input: "{}", inputPath: "$.detail" },
      { inputPath: "$.detail" },
      "ValidationException",
      "(input, inputPath)",
    ],
    [
      "a variable that nothing fills in",
      { inputTransformer: { inputPaths: { service: "$.resources[0]" }, inputTemplate: '"<reason>"' } },
      {
        inputTransformer: {
          inputPaths: { reason: "$.detail.reason" },
          inputTemplate: '"<reason> <aws.events.rule-name>"',
        },
      },
      "ValidationException",
      "invalid placeholder reason",
    ],
    [
      "a path that EventBridge doesn't know",
      { inputTransformer: { inputPaths: { all: "$..reason" }, inputTemplate: "<all>" } },
      { inputTransformer: { inputPaths: { all: "$.detail-type" }, inputTemplate: "<all>" } },
      "ValidationException",
      "(inputTransformer.inputPaths.all)",
    ],
  ],
);

describe("an event rule", () => {
  it("is known by its name and has an ARN", () => {
    const cloud = inLocalCloud();
    const rule = cloud.create(RULE, { name: "failed", eventPattern: PATTERN });

    expect(cloud.outputs(rule)).toMatchObject({
      id: "failed",
      arn: "arn:aws:events:eu-west-1:123456789012:rule/failed",
    });
  });

  itRefuses(
    "to go while it has targets",
    (cloud) => {
      const rule = cloud.create(RULE, { name: "failed", eventPattern: PATTERN });
      const target = cloud.create(TARGET, { rule: "failed", arn: TOPIC });
      return {
        violation: () => {
          cloud.delete(rule);
        },
        neighbour: () => {
          cloud.delete(target);
          cloud.delete(rule);
        },
      };
    },
    "ValidationException",
    "Rule can't be deleted since it has targets.",
  );

  itRefuses(
    "a sixth target",
    (cloud) => {
      cloud.create(RULE, { name: "failed", eventPattern: PATTERN });
      const target = (index: number) =>
        cloud.create(TARGET, { rule: "failed", arn: TOPIC, targetId: `topic-${index}` });
      const targets = [1, 2, 3, 4, 5].map(target);
      return {
        violation: () => target(6),
        neighbour: () => {
          const [first] = targets;
          if (first !== undefined) cloud.delete(first);
          target(6);
        },
      };
    },
    "LimitExceededException",
    "maximum number",
  );
});

import { describeRules, type RuleCase } from "../../support";

const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const PATHS = { instance: "$.detail.instance-id", state: "$.detail.state" };

type Case = RuleCase<{ readonly inputs: object & Record<string, unknown> }>;

function transformed(inputTemplate: string, inputPaths: object = PATHS) {
  return { inputTransformer: { inputTemplate, inputPaths } };
}

function template(what: string, wrong: string, right: string): Case {
  return [what, transformed(wrong), transformed(right), "ValidationException", "(inputTransformer.inputTemplate)"];
}

function paths(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, "$.detail"]));
}

describeRules(
  TARGET,
  (cloud) => {
    const eventPattern = JSON.stringify({ source: ["aws.ec2"] });
    const rule = cloud.create("aws:cloudwatch/eventRule:EventRule", { name: "states", eventPattern }).id;
    return { inputs: { rule, arn: TOPIC } };
  },
  [
    ["input that is no JSON", { input: "hello" }, { input: '"hello"' }, "ValidationException", "JSON syntax error"],
    [
      "a path that begins nowhere",
      { inputPath: "detail" },
      { inputPath: "$.detail" },
      "ValidationException",
      "Invalid JsonPath for InputPath: detail (inputPath)",
    ],
    template("text without quotes", "<instance> is <state>", '"<instance> is <state>"'),
    template("half an object", '{"instance": <instance>', '{"instance": <instance>, "text": "is <state>"}'),
    template("a line without quotes", '"<instance>"\n<state> now', '"<instance>"\n"<state> now"'),
    template("a variable with a comma", "<instance>,", "<instance>"),
    [
      "a 101st variable",
      transformed('"x"', paths(101)),
      transformed('"x"', paths(100)),
      "ValidationException",
      "at most 100, got 101 (inputTransformer.inputPaths)",
    ],
    [
      "a variable of AWS's",
      transformed('"x"', { AWSx: "$.detail" }),
      transformed('"x"', { x: "$.detail" }),
      "ValidationException",
      "AWSx begins with AWS (inputTransformer.inputPaths)",
    ],
    [
      "more than 185 attempts",
      { retryPolicy: { maximumRetryAttempts: 186 } },
      { retryPolicy: { maximumRetryAttempts: 185 } },
      "ValidationException",
      "from 0 to 185 (retryPolicy.maximumRetryAttempts)",
    ],
    [
      "less than a minute of attempts",
      { retryPolicy: { maximumEventAgeInSeconds: 59 } },
      { retryPolicy: { maximumEventAgeInSeconds: 60 } },
      "ValidationException",
      "from 60 to 86400 (retryPolicy.maximumEventAgeInSeconds)",
    ],
  ],
);

import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { policy } from "../iam/policies";
import { METRIC_ALARM, ON_METRIC } from "./alarms";

const TOPIC = "aws:sns/topic:Topic";
const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };

function topic(cloud: TestCloud, name: string, statement?: object, inputs: object = {}): string {
  const arn = cloud.create(TOPIC, { name, ...inputs }).id;
  if (statement !== undefined) {
    cloud.create("aws:sns/topicPolicy:TopicPolicy", {
      arn,
      policy: policy({ Action: "sns:Publish", Resource: arn, ...statement }),
    });
  }
  return arn;
}

function key(cloud: TestCloud, Action: readonly string[]): string {
  const statements = [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" },
    { Effect: "Allow", Principal: CLOUDWATCH, Action, Resource: "*" },
  ];
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return cloud.create("aws:kms/key:Key", { policy: document }).id;
}

function onlyFor(account: string) {
  return { Principal: CLOUDWATCH, Condition: { StringEquals: { "aws:SourceAccount": account } } };
}

function prepared(cloud: TestCloud) {
  const encrypted = (name: string, kmsMasterKeyId: string) => topic(cloud, name, undefined, { kmsMasterKeyId });
  return {
    plain: topic(cloud, "plain"),
    admitting: topic(cloud, "admitting", onlyFor("123456789012")),
    ofOtherAccount: topic(cloud, "of-other-account", onlyFor("210987654321")),
    ofEvents: topic(cloud, "of-events", { Principal: { Service: "events.amazonaws.com" } }),
    sealed: encrypted("sealed", key(cloud, ["kms:Decrypt", "kms:GenerateDataKey*"])),
    locked: encrypted("locked", key(cloud, ["kms:Decrypt"])),
    ofAws: encrypted("of-aws", "alias/aws/sns"),
    inputs: { ...ON_METRIC, name: "errors" },
  };
}

type Topics = ReturnType<typeof prepared>;

function telling(name: Exclude<keyof Topics, "inputs">, input = "alarmActions") {
  return (topics: Topics) => ({ [input]: [topics[name]] });
}

describeRules(METRIC_ALARM, prepared, [
  [
    "an action that is no ARN",
    { alarmActions: ["alarms"] },
    telling("plain"),
    "ValidationError",
    "Invalid arn syntax: alarms (alarmActions[0])",
  ],
  [
    "an action in another region",
    { okActions: ["arn:aws:sns:us-east-1:123456789012:plain"] },
    telling("plain", "okActions"),
    "ValidationError",
    "Invalid region us-east-1 specified. Only eu-west-1 is supported. (okActions[0])",
  ],
]);

describeWarnings(METRIC_ALARM, prepared, [
  [
    "a topic that admits another account's alarms",
    telling("ofOtherAccount"),
    telling("admitting"),
    "of-other-account doesn't let",
  ],
  [
    "a topic that admits another service",
    telling("ofEvents"),
    telling("admitting"),
    "of-events doesn't let cloudwatch.amazonaws.com publish (alarmActions[0])",
  ],
  [
    "a topic that isn't there",
    { insufficientDataActions: ["arn:aws:sns:eu-west-1:123456789012:nobody"] },
    telling("plain", "insufficientDataActions"),
    "the topic arn:aws:sns:eu-west-1:123456789012:nobody does not exist (insufficientDataActions[0])",
  ],
  [
    "a topic whose key lets nothing be written",
    telling("locked"),
    telling("sealed"),
    "the key of topic arn:aws:sns:eu-west-1:123456789012:locked doesn't let cloudwatch.amazonaws.com use it",
  ],
  ["a topic with AWS's own key", telling("ofAws"), telling("sealed"), "alias/aws/sns (alarmActions[0])"],
]);

describe("an alarm's actions", () => {
  it("are looked at again when it changes", () => {
    const cloud = inLocalCloud();
    const { inputs, plain, locked } = prepared(cloud);
    const alarm = cloud.create(METRIC_ALARM, { ...inputs, alarmActions: [plain] });

    cloud.update(alarm, { alarmActions: [plain, locked] });

    expect(cloud.warnings).toEqual([expect.stringContaining("(alarmActions[1])")]);
  });

  it("other than topics are not modelled", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const alarmActions = ["arn:aws:automate:eu-west-1:ec2:reboot"];

    expect(() => cloud.create(METRIC_ALARM, { ...inputs, alarmActions })).toThrow("doesn't model");
  });
});

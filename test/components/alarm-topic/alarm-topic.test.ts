import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, type AlarmTopicArgs } from "../../../components/alarm-topic";
import { topicPolicy } from "../../../components/alarm-topic/topic-policy";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const ACCOUNT_ID = "123456789012";
const KEY_ARN = `arn:aws:kms:eu-central-1:${ACCOUNT_ID}:key/k`;
const TOPIC_ARN = `arn:aws:sns:eu-central-1:${ACCOUNT_ID}:web-topic-1234567`;

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

const OUTPUTS = { [TOPIC]: () => ({ arn: TOPIC_ARN }) };
const ARGS = { accountId: ACCOUNT_ID, kmsKeyArn: KEY_ARN };

async function alarmTopic(overrides: Partial<AlarmTopicArgs> = {}): Promise<Registered[]> {
  return deploy(() => new AlarmTopic("web", { ...ARGS, ...overrides }), { outputs: OUTPUTS });
}

describe("AlarmTopic", () => {
  it("is encrypted with the given key", async () => {
    expect(only(await alarmTopic(), TOPIC).inputs).toMatchObject({ kmsMasterKeyId: KEY_ARN });
  });

  it("carries the policy of its account, an output or not", async () => {
    for (const accountId of [ACCOUNT_ID, pulumi.output(ACCOUNT_ID)]) {
      expect(only(await alarmTopic({ accountId }), POLICY).inputs).toEqual({
        arn: TOPIC_ARN,
        policy: JSON.stringify(topicPolicy(TOPIC_ARN, ACCOUNT_ID)),
      });
    }
  });

  it("subscribes nobody by default", async () => {
    expect(all(await alarmTopic(), SUBSCRIPTION)).toEqual([]);
  });

  it("subscribes each recipient by email, under a name that doesn't depend on the others", async () => {
    const emailRecipients = ["ops@example.com", "On.Call+web@Example.com"];
    const subscriptions = all(await alarmTopic({ emailRecipients }), SUBSCRIPTION);

    expect(subscriptions.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["web-ops@example.com", { topic: TOPIC_ARN, protocol: "email", endpoint: "ops@example.com" }],
      ["web-on.call+web@example.com", { topic: TOPIC_ARN, protocol: "email", endpoint: "On.Call+web@Example.com" }],
    ]);
  });

  it("tells its ARN through the policy, so that no alarm points at a topic on which it can't publish", async () => {
    const seen: unknown[] = [];
    await deploy(
      () => {
        new AlarmTopic("web", ARGS).topicArn.apply((arn) => seen.push(arn));
      },
      { outputs: { ...OUTPUTS, [POLICY]: () => ({ arn: `${TOPIC_ARN} with policy` }) } },
    );

    expect(seen).toEqual([`${TOPIC_ARN} with policy`]);
  });

  it("tags the topic", async () => {
    expect(only(await alarmTopic({ tags: { Environment: "staging" } }), TOPIC).inputs.tags).toEqual({
      Name: "web-topic",
      Environment: "staging",
    });
  });

  it("is the parent of its children", async () => {
    const resources = await alarmTopic({ emailRecipients: ["ops@example.com"] });

    for (const type of [TOPIC, POLICY, SUBSCRIPTION]) {
      expect(only(resources, type).parent).toMatch(/AlarmTopic::web$/);
    }
  });

  it.each([
    ["topic", TOPIC],
    ["policy", POLICY],
    ["emailSubscription", SUBSCRIPTION],
  ] as const)("lets transform.%s change that child alone", async (child, type) => {
    const resources = await alarmTopic({
      emailRecipients: ["ops@example.com"],
      transform: { [child]: { region: "eu-west-1" } },
    });

    expect(resources.filter(({ inputs }) => inputs.region !== undefined).map((each) => each.type)).toEqual([type]);
  });
});

describe("AlarmTopic refuses", () => {
  async function refused(overrides: Partial<AlarmTopicArgs>): Promise<string[]> {
    return refusals(() => new AlarmTopic("web", { ...ARGS, ...overrides }));
  }

  it.each(["ops", "ops@example", "ops@", "@example.com", "ops example@example.com", "ops@-example.com", ""])(
    "the recipient %p",
    async (recipient) => {
      expect(await refused({ emailRecipients: ["on-call@example.com", recipient] })).toEqual([
        `emailRecipients[1]: must be an email address, got "${recipient}"`,
      ]);
    },
  );

  it("an address that is listed twice, in whatever case", async () => {
    expect(await refused({ emailRecipients: ["ops@example.com", "Ops@Example.com"] })).toEqual([
      'emailRecipients[1]: "Ops@Example.com" is listed twice; list each address once',
    ]);
  });

  it("an account that is none", async () => {
    expect(await refused({ accountId: "42" })).toEqual(['accountId: must be an account\'s 12 digits, got "42"']);
  });
});

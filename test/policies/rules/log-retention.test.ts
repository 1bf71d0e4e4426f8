import { logRetention as rule } from "../../../policies/rules/log-retention";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function logGroup(properties: TestResource["properties"]): TestResource {
  return resource("aws:cloudwatch/logGroup:LogGroup", "logs", properties);
}

function retaining(retentionInDays: unknown): TestResource {
  return logGroup({ retentionInDays, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" });
}

describeRule(rule, {
  accepts: {
    "a year, with a key": { given: retaining(365) },
    "staging without a key": { given: logGroup({ retentionInDays: 30 }), environment: "staging" },
    "a group of the delivery class, which AWS empties itself": { given: logGroup({ logGroupClass: "DELIVERY" }) },
  },
  refuses: {
    "logs that are kept for ever": {
      given: retaining(0),
      violations: [
        "logs: retentionInDays is 0: logs are kept, and paid for, for ever; allowed: 90 to 3653 days. Fix: set retentionInDays: 365.",
      ],
    },
    "logs that go too soon, without a key": {
      given: logGroup({ retentionInDays: 7 }),
      violations: [
        "logs: retentionInDays is 7: logs are gone before anyone asks for them",
        "logs: kmsKeyId is not set: the logs are encrypted with a key that nobody here can refuse",
      ],
    },
  },
  boundaries: {
    "the shortest": { given: retaining(90) },
    "one shorter": { given: retaining(60), violations: ["logs: retentionInDays is 60"] },
    "the longest, in text": { given: retaining("3653") },
    "one longer than staging's longest": {
      given: retaining(545),
      environment: "staging",
      violations: ["logs: retentionInDays is 545: logs are kept, and paid for, longer than wanted"],
    },
  },
  missing: {
    "nothing said, which is for ever": {
      given: logGroup({}),
      violations: ["logs: retentionInDays is not set", "logs: kmsKeyId is not set"],
    },
  },
  unknown: {
    "a key that is created in the same run": { given: logGroup({ retentionInDays: 90, kmsKeyId: UNKNOWN }) },
    "an unknown retention": {
      given: retaining(UNKNOWN),
      remarks: ["logs: Not determinable yet: retentionInDays isn't known"],
    },
  },
  production: set(of("aws:cloudwatch/logGroup:LogGroup", "enterprise"), { retentionInDays: undefined }),
});

describe("remedy of log-retention", () => {
  const development = { environment: "development" } as const;

  it.each([
    ["logs that are kept for ever", undefined, {}, 14],
    ["logs that are kept too long", 3653, {}, 14],
    ["logs for which another number is advised", 0, { advisedDays: 100 }, 120],
    ["logs for which more is advised than is allowed", 0, { advisedDays: 1000 }, 400],
    ["logs that go too soon", 1, { minimumDays: 10 }, 14],
  ])("gives %s the advised time, as CloudWatch offers it,", async (_, retentionInDays, settings, expected) => {
    const { violations, remedied } = await judge(rule, logGroup({ retentionInDays }), {
      ...development,
      settings: { maximumDays: 400, ...settings },
    });

    expect(violations).toEqual([]);
    expect(remedied).toEqual({ logs: { retentionInDays: expected } });
  });

  it("leaves logs alone whose time is unknown or within the bounds", async () => {
    expect((await judge(rule, retaining(UNKNOWN), development)).remedied).toEqual({});
    expect((await judge(rule, retaining(30), development)).remedied).toEqual({});
  });
});

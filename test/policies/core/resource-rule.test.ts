import { resourceRule, type Finding, type ResourceRuleDefinition } from "../../../policies/core";
import { judge, resource, secret, UNKNOWN } from "../support";
import { metadata } from "../support/example-rules";

const QUEUE = "aws:sqs/queue:Queue";
const queue = resource(QUEUE, "jobs", { delaySeconds: 5 }, { protect: true, ignoreChanges: ["tags"] });
const finding: Finding = { property: "delaySeconds", value: 5, problem: "it waits", allowed: "0", fix: "set it to 0" };

function rule(definition: Partial<ResourceRuleDefinition<object>>) {
  return resourceRule({
    ...metadata("example", [QUEUE]),
    check: () => [finding],
    ...definition,
    configuration: undefined,
  });
}

describe("resourceRule", () => {
  it("says what was found, what is allowed and how to mend it", async () => {
    const { violations } = await judge(rule({}), queue);

    expect(violations).toEqual(["jobs: delaySeconds is 5: it waits; allowed: 0. Fix: set it to 0."]);
  });

  it("shows a resource with its options and its stack", async () => {
    const seen: unknown[] = [];
    const check: ResourceRuleDefinition<object>["check"] = ({ name, type, stackName, stackTags, options }) => {
      seen.push(name, type, stackName, stackTags.get("team"), options.protect, options.ignoreChanges);
      return [];
    };
    await judge(rule({ check }), queue, { stack: "staging", stackTags: { team: "web" } });

    expect(seen).toEqual(["jobs", QUEUE, "staging", "web", true, ["tags"]]);
  });

  it("looks at its types only, be they one or several", async () => {
    const others = [resource("aws:sns/topic:Topic", "topic"), resource("aws:sqs/queuePolicy:QueuePolicy", "policy")];
    const several = rule({ types: [QUEUE, "aws:sns/topic:Topic"] });

    expect((await judge(rule({}), [queue, ...others])).violations).toHaveLength(1);
    expect((await judge(several, [queue, ...others])).violations.map((line) => line.split(":")[0])).toEqual([
      "jobs",
      "topic",
    ]);
  });

  it("reports at the level of the configuration", async () => {
    await expect(judge(rule({}), queue, { level: "advisory" })).resolves.toMatchObject({
      violations: [expect.stringContaining("delaySeconds")],
    });
    expect((await judge(rule({}), queue, { level: "disabled" })).violations).toEqual([]);
  });

  it("shows an advisory finding without failing anything", async () => {
    const { violations, remarks } = await judge(rule({ check: () => [{ ...finding, level: "advisory" }] }), queue);

    expect(violations).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining("jobs: delaySeconds is 5")]);
  });

  it("counts as broken where it fails, and quotes no value", async () => {
    const check = () => JSON.parse("hunter2-is-no-JSON") as Finding[];
    const { violations } = await judge(rule({ check }), queue);

    expect(violations).toEqual([
      expect.stringContaining("jobs: The rule failed and checked nothing here (SyntaxError at"),
    ]);
    expect(violations.join()).not.toContain("hunter2");
  });

  it("can be exempted where it fails", async () => {
    const check = () => {
      throw new TypeError("broken");
    };
    const exempt = [{ match: "jobs", reason: "the rule is broken", owner: "team", expires: "2027-01-01" }];

    expect((await judge(rule({ check }), queue, { exempt })).violations).toEqual([]);
  });

  it("tells of an exemption that has expired where nothing needs it", async () => {
    const exempt = [{ match: "jobs", reason: "was slow", owner: "team", expires: "2026-01-01" }];
    const { violations, remarks } = await judge(rule({ check: () => [] }), queue, { exempt });

    expect(violations).toEqual([]);
    expect(remarks).toEqual([
      'jobs: The exemption for "jobs" expired on 2026-01-01 and nothing needs it here: take it out.',
    ]);
  });

  it("names a setting that it doesn't have, and the one that was meant", async () => {
    const { violations } = await judge(rule({ check: () => [] }), queue, { settings: { exemt: [] } });

    expect(violations).toEqual([
      expect.stringMatching(/sets "exemt", which the rule doesn't have; did you mean "exempt"\?/),
    ]);
  });

  it("mixes what it found with what can't be told yet", async () => {
    const check: ResourceRuleDefinition<object>["check"] = (view) => {
      view.string("policy");
      return [finding];
    };
    const { violations, remarks } = await judge(rule({ check }), resource(QUEUE, "jobs", { policy: UNKNOWN }));

    expect(violations).toHaveLength(1);
    expect(remarks).toEqual(["jobs: Not determinable yet: policy isn't known in a preview; the update checks again."]);
  });
});

describe("remedies", () => {
  const mend = { environment: "development", level: "remediate" } as const;
  const properties = { redrive: { count: 9, target: UNKNOWN }, password: secret("s3cr3t") };

  it("set properties within objects, and make the objects where there are none", async () => {
    const remedy = () => [
      { property: "redrive.count", value: 3 },
      { property: "tags.owner", value: "team" },
    ];
    const { remedied } = await judge(rule({ check: () => [], remedy }), resource(QUEUE, "jobs", properties), mend);

    expect(remedied).toEqual({
      jobs: { ...properties, redrive: { count: 3, target: UNKNOWN }, tags: { owner: "team" } },
    });
  });

  it("leave what they can't mend to the check", async () => {
    const remedy = () => {
      throw new TypeError("broken");
    };
    const { remedied, violations } = await judge(rule({ remedy }), queue, mend);

    expect(remedied).toEqual({});
    expect(violations).toHaveLength(1);
  });
});

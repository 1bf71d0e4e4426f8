import { stackRule, toPolicies, type Rule, type StackRuleDefinition, type StackView } from "../../../policies/core";
import { judge, resource, TODAY, UNKNOWN } from "../support";
import { analyze, analyzeStack, start } from "../support/analyzer";
import { metadata } from "../support/example-rules";
import { analyzeRequest, stackResource } from "../support/requests";

const QUEUE = "aws:sqs/queue:Queue";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

function rule(check: StackRuleDefinition<object>["check"], name = "example"): Rule {
  return stackRule({ ...metadata(name, [QUEUE]), check });
}

const jobs = resource(QUEUE, "jobs", { arn: UNKNOWN, name: UNKNOWN, url: UNKNOWN });
const mails = resource(QUEUE, "mails", { arn: UNKNOWN, name: UNKNOWN, url: UNKNOWN });

/** Names of the queues that the alarms' `dimensions` refer to. */
async function referenced(...resources: ReturnType<typeof resource>[]): Promise<readonly string[]> {
  const found: string[] = [];
  const check = (stack: StackView) => {
    for (const alarm of stack.resources(ALARM)) {
      found.push(...stack.referencesTo(alarm, "dimensions", [QUEUE]).map(({ name }) => name));
    }
    return [];
  };
  await judge(rule(check), resources);
  return found;
}

function alarm(dimensions: unknown, ...on: ReturnType<typeof resource>[]) {
  return resource(ALARM, "alarm", { dimensions }, on.length === 0 ? {} : { dependencies: { dimensions: on } });
}

describe("references", () => {
  it("go by dependencies while nothing is known", async () => {
    expect(await referenced(jobs, mails, alarm({ QueueName: UNKNOWN }, mails))).toEqual(["mails"]);
  });

  it("go by the value among several dependencies", async () => {
    const known = [resource(QUEUE, "jobs", { name: "jobs-1" }), resource(QUEUE, "mails", { name: "mails-1" })] as const;

    expect(await referenced(...known, alarm({ QueueName: "mails-1" }, ...known))).toEqual(["mails"]);
    expect(await referenced(...known, alarm({ QueueName: UNKNOWN }, ...known))).toEqual(["jobs", "mails"]);
  });

  it("go by the value alone where no dependency was recorded", async () => {
    const known = resource(QUEUE, "mails", { name: "mails-1", arn: "arn:aws:sqs:eu-central-1:1:mails-1" });

    expect(await referenced(jobs, known, alarm({ QueueName: "mails-1" }))).toEqual(["mails"]);
    expect(await referenced(jobs, known, alarm(`{"queue":"${String(known.properties.arn)}"}`))).toEqual(["mails"]);
    expect(await referenced(jobs, known, alarm({ QueueName: "mails-12" }))).toEqual([]);
    expect(await referenced(jobs, known, alarm({ QueueName: UNKNOWN }))).toEqual([]);
  });

  it("reach into components", async () => {
    const component = resource("example:jobs:Jobs", "component", {}, { component: true });
    const inner = resource(QUEUE, "inner", { name: UNKNOWN }, { parent: component });

    expect(await referenced(component, inner, jobs, alarm({ QueueName: UNKNOWN }, component))).toEqual(["inner"]);
  });

  it("are found from the other side", async () => {
    const referrers: string[] = [];
    const check = (stack: StackView) => {
      for (const queue of stack.resources(QUEUE)) {
        referrers.push(
          ...stack.referrersOf(queue, "dimensions", [ALARM]).map((each) => `${each.name} of ${queue.name}`),
        );
      }
      return [];
    };
    await judge(rule(check), [jobs, mails, alarm({ QueueName: UNKNOWN }, mails)]);

    expect(referrers).toEqual(["alarm of mails"]);
  });
});

describe("stackRule", () => {
  const problem = { property: "name", problem: "it is wrong", allowed: "another", fix: "take another" };

  it("reports on the resource at fault, or on the stack", async () => {
    const check = (stack: StackView) => [
      ...stack.resources(QUEUE).map((queue) => ({ ...problem, resource: queue })),
      { ...problem, property: "alarms" },
    ];

    expect((await judge(rule(check), jobs)).violations).toEqual([
      expect.stringMatching(/^jobs: name is not set/),
      expect.stringMatching(/^example-production: alarms is not set/),
    ]);
  });

  it("isn't asked about a stack without its types", async () => {
    const check = jest.fn(() => []);
    await judge(rule(check), alarm({}));

    expect(check).not.toHaveBeenCalled();
  });

  it("counts as broken where it fails", async () => {
    const check = () => {
      throw new TypeError("broken");
    };

    expect((await judge(rule(check), jobs)).violations).toEqual([
      expect.stringContaining("example-production: The rule failed and checked nothing here (TypeError at"),
    ]);
  });

  it("tells for each resource what isn't known yet, and finds the rest", async () => {
    const check = (stack: StackView) =>
      stack.resources(QUEUE).flatMap((resource) => {
        const name = resource.string("name");
        return name.known ? [{ ...problem, resource, value: name.value }] : [];
      });
    const { violations, remarks } = await judge(rule(check), [jobs, resource(QUEUE, "mails", { name: "m" })]);

    expect(violations).toEqual([expect.stringMatching(/^mails: name is "m"/)]);
    expect(remarks).toEqual([expect.stringMatching(/^jobs: Not determinable yet: name isn't known/)]);
  });
});

describe("rules of the stack together", () => {
  const SUMMARY = "summary-by-severity advisory";
  const found = { property: "name", problem: "it is wrong", allowed: "another", fix: "take another" };
  const checks = { clean: jest.fn(() => []), first: jest.fn(() => [found]), second: jest.fn(() => [found]) };
  const broken = () => {
    throw new TypeError("broken");
  };
  const rules = [
    rule(checks.clean, "clean"),
    rule(broken, "broken"),
    rule(checks.first, "first"),
    rule(checks.second, "second"),
  ];
  const resources = [resource("pulumi:pulumi:Stack", "stack"), jobs].map((each) => ({
    request: analyzeRequest(each, "production"),
    atTheEnd: stackResource(each, "production"),
  }));

  async function run(levels: Readonly<Record<string, "mandatory" | "advisory" | "disabled">>, begin = true) {
    jest.clearAllMocks();
    const configuration = Object.entries(levels).map(([name, level]) => [name, { level, settings: {} }] as const);
    await start(policies, Object.fromEntries(configuration), {});
    if (begin) for (const { request } of resources) await analyze(request);
    const diagnostics = await analyzeStack(resources.map(({ atTheEnd }) => atTheEnd));
    return diagnostics.map(({ policy, level }) => `${policy} ${level}`);
  }
  const policies = toPolicies(rules, new Date(TODAY));
  const mandatory = { clean: "mandatory", broken: "mandatory", first: "mandatory", second: "mandatory" } as const;

  it("each report at their own level, once, and none silences another", async () => {
    expect(await run({ ...mandatory, first: "advisory" })).toEqual([
      "broken mandatory",
      "first advisory",
      "second mandatory",
      SUMMARY,
    ]);
    for (const check of Object.values(checks)) expect(check).toHaveBeenCalledTimes(1);
  });

  it("do so again in the update after the preview, which one process may run", async () => {
    await run(mandatory);

    expect(await run(mandatory)).toEqual(["broken mandatory", "first mandatory", "second mandatory", SUMMARY]);
    for (const check of Object.values(checks)) expect(check).toHaveBeenCalledTimes(1);
  });

  it("do so where the first of them are disabled", async () => {
    expect(await run({ ...mandatory, clean: "disabled", broken: "disabled" })).toEqual([
      "first mandatory",
      "second mandatory",
      SUMMARY,
    ]);
  });

  it("do so where no run began with the stack's own resource", async () => {
    expect(await run(mandatory, false)).toEqual(["broken mandatory", "first mandatory", "second mandatory", SUMMARY]);
    expect(checks.clean).toHaveBeenCalledTimes(1);
  });

  it("have the SDK unpack the stack no more often than there is something to report", async () => {
    const unpack = jest.spyOn(stackProperties(), "toJavaScript");
    await run({ ...mandatory, broken: "disabled", second: "disabled" });

    expect(unpack).toHaveBeenCalledTimes(3); // the first for all, the one that has found something, and the summary
    unpack.mockRestore();
  });

  function stackProperties() {
    const properties = resources[1]?.atTheEnd.getProperties();
    if (properties === undefined) throw new Error("the resource has no properties");
    return properties;
  }
});

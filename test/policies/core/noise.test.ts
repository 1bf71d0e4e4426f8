import { resourceRule, stackRule, toPolicies, type Finding, type Rule } from "../../../policies/core";
import { resource, TODAY, UNKNOWN, type TestResource } from "../support";
import { analyze, analyzeStack, start } from "../support/analyzer";
import { metadata } from "../support/example-rules";
import { analyzeRequest, stackResource } from "../support/requests";

const QUEUE = "aws:sqs/queue:Queue";
const STACK = resource("pulumi:pulumi:Stack", "stack");

/** What a run of rules reports, as `rule: message`, without the rules' descriptions. */
async function reported(
  rules: readonly Rule[],
  resources: readonly TestResource[],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<readonly string[]> {
  const configuration = rules.map(({ name }) => [name, { level: "mandatory", settings }] as const);
  await start(toPolicies(rules, new Date(TODAY)), Object.fromEntries(configuration), {});
  const all = [STACK, ...resources];
  const diagnostics = [];
  for (const each of all) diagnostics.push(...(await analyze(analyzeRequest(each, "production"))));
  diagnostics.push(...(await analyzeStack(all.map((each) => stackResource(each, "production")))));
  return diagnostics.map(({ policy, message }) => `${policy}: ${message.replace(/^It checks .*\n/, "")}`);
}

const tag = (name: string): Finding => ({
  property: `tags["${name}"]`,
  problem: "nobody knows whose it is",
  allowed: "any text",
  fix: "set it",
});
const size: Finding = { property: "size", value: 5, problem: "it is large", allowed: "1", fix: "take 1" };

describe("the report of a run", () => {
  const jobs = resource(QUEUE, "jobs");

  it("has one finding of a rule on a resource, which lists what is wrong and says each reason once", async () => {
    const check = () => [tag("Owner"), tag("CostCenter"), size];
    const [finding, ...others] = await reported([resourceRule({ ...metadata("tagged", [QUEUE]), check })], [jobs]);

    expect(finding).toBe(
      [
        "tagged: 3 findings:",
        '- tags["Owner"] is not set: nobody knows whose it is; allowed: any text. Fix: set it.',
        '- tags["CostCenter"] is not set: the same.',
        "- size is 5: it is large; allowed: 1. Fix: take 1.",
      ].join("\n"),
    );
    expect(others).toEqual(["summary-by-severity: By severity: 1 low."]);
  });

  it("keeps remarks apart from what fails", async () => {
    const check = () => [size, { ...tag("Owner"), level: "advisory" as const }];
    const lines = await reported([resourceRule({ ...metadata("sized", [QUEUE]), check })], [jobs]);

    expect(lines).toEqual([
      "sized: size is 5: it is large; allowed: 1. Fix: take 1.",
      expect.stringContaining('sized: tags["Owner"] is not set'),
      "summary-by-severity: By severity: 1 low.",
    ]);
  });

  it("has one line for a property that isn't known, however many rules ask for it", async () => {
    const asking = (name: string): Rule =>
      resourceRule({ ...metadata(name, [QUEUE]), check: (queue) => (queue.string("policy"), queue.string(name), []) });
    const atTheEnd = stackRule({
      ...metadata("last", [QUEUE]),
      check: (stack) => (stack.resources(QUEUE).forEach((queue) => queue.string("policy")), []),
    });
    const queue = resource(QUEUE, "jobs", { policy: UNKNOWN, second: UNKNOWN });

    expect(await reported([asking("first"), asking("second"), atTheEnd], [queue])).toEqual([
      "first: Not determinable yet: policy isn't known in a preview; the update checks again.",
      "second: Not determinable yet: second isn't known in a preview; the update checks again.",
    ]);
  });

  it("has a line for the same property of another resource, and in another run", async () => {
    const rule = resourceRule({ ...metadata("first", [QUEUE]), check: (queue) => (queue.string("policy"), []) });
    const queues = ["jobs", "mails"].map((name) => resource(QUEUE, name, { policy: UNKNOWN }));

    expect(await reported([rule], queues)).toHaveLength(2);
    expect(await reported([rule], queues)).toHaveLength(2);
  });

  it("ends with the number of violations by severity, the gravest first", async () => {
    const check = () => [size];
    const low = resourceRule({ ...metadata("low", [QUEUE]), check });
    const critical = stackRule({
      ...metadata("critical", [QUEUE]),
      severity: "critical",
      check: (stack) => stack.resources(QUEUE).map((queue) => ({ ...size, resource: queue })),
    });
    const lines = await reported([low, critical], [jobs, resource(QUEUE, "mails")]);

    expect(lines.at(-1)).toBe("summary-by-severity: By severity: 2 critical, 2 low.");
  });

  it("counts exemptions in use apart", async () => {
    const exempt = [{ match: "jobs", reason: "replaced", owner: "team", expires: "2027-01-31" }];
    const rule = resourceRule({ ...metadata("low", [QUEUE]), check: () => [size] });

    expect((await reported([rule], [jobs, resource(QUEUE, "mails")], { exempt })).at(-1)).toBe(
      "summary-by-severity: By severity: 1 low, 1 exempted.",
    );
  });

  it("has no end where nothing was found", async () => {
    expect(await reported([resourceRule({ ...metadata("clean", [QUEUE]), check: () => [] })], [jobs])).toEqual([]);
  });
});

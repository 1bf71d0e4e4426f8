import type { Rule } from "../../../policies/core";
import { judge, type JudgeOptions } from "./judge";
import type { TestResource } from "./resource";

/** Resources, and what the rule has to say about them. */
export interface RuleCase extends JudgeOptions {
  readonly given: TestResource | readonly TestResource[];
  /** Beginning of each violation, as `resource: property is value`. @default none */
  readonly violations?: readonly string[];
  /** Beginning of each remark. @default none */
  readonly remarks?: readonly string[];
}

type RuleCases = Readonly<Record<string, RuleCase>>;

/** What the tests of every rule have to cover; each is a sentence that begins with "it". */
export interface CasesOfRule {
  /** What the rule accepts, by what it is. */
  readonly accepts: RuleCases;
  /** What it objects to. The first is also tried with an exemption, and with one that has expired. */
  readonly refuses: RuleCases;
  /** The last value that is accepted and the first that isn't. */
  readonly boundaries: RuleCases;
  /** Properties that aren't set. */
  readonly missing: RuleCases;
  /** Properties that aren't known in a preview: nothing is objected to, but what can be told still is. */
  readonly unknown: RuleCases;
}

/** The tests that every rule has. */
export function describeRule(rule: Rule, cases: CasesOfRule): void {
  describe(rule.name, () => {
    for (const [group, each] of Object.entries<RuleCases>({ ...cases })) {
      describe(group, () => {
        for (const [name, ruleCase] of Object.entries(each)) it(name, () => expectAsTold(rule, ruleCase));
      });
    }
    describe("exemptions", () => {
      exemptionTests(rule, cases.refuses);
    });
  });
}

async function expectAsTold(rule: Rule, { given, violations = [], remarks = [], ...options }: RuleCase): Promise<void> {
  const judgement = await judge(rule, given, options);
  expect({ violations: judgement.violations, remarks: judgement.remarks }).toEqual({
    violations: violations.map(beginning),
    remarks: remarks.map(beginning),
  });
}

function beginning(text: string): unknown {
  return expect.stringMatching(new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`));
}

const EXEMPTION = { match: "*", reason: "moves next month", owner: "platform team" };

function exemptionTests(rule: Rule, refused: RuleCases): void {
  const [example] = Object.values(refused);
  if (example === undefined) throw new Error(`${rule.name} has no case that it refuses`);

  it("lets an exempted resource pass and says so", async () => {
    const exempt = [{ ...EXEMPTION, expires: "2026-06-15" }];
    const { violations, remarks } = await judge(rule, example.given, { ...example, exempt });

    expect(violations).toEqual([]);
    expect(remarks.join("\n")).toContain("Exempted until 2026-06-15 by platform team (moves next month): ");
  });

  it("objects again once the exemption has expired, and says so", async () => {
    const exempt = [{ ...EXEMPTION, expires: "2026-06-14" }];
    const { violations } = await judge(rule, example.given, { ...example, exempt });

    expect(violations).toHaveLength(example.violations?.length ?? 0);
    for (const violation of violations) expect(violation).toContain("(moves next month) expired on 2026-06-14");
  });
}

import type { Rule } from "../../../policies/core";
import { judge, type JudgeOptions } from "./judge";
import type { Mutation } from "./mutation";
import { hasUnknown, type TestResource } from "./resource";

/** Resources, and what the rule has to say about them. */
export interface RuleCase extends JudgeOptions {
  readonly given: TestResource | readonly TestResource[];
  /** Beginning of each violation, as `resource: property is value`. @default none */
  readonly violations?: readonly string[];
  /** Beginning of each remark. @default none */
  readonly remarks?: readonly string[];
}

/** Resources that the rule accepts. */
export interface AcceptedCase extends RuleCase {
  readonly violations?: undefined;
}

/** Resources that the rule refuses. */
export interface RefusedCase extends RuleCase {
  readonly violations: readonly [string, ...string[]];
}

/** Cases by their names, each of which is a sentence that begins with "it". A group without a case doesn't compile. */
type Group<Name extends string, Case> = Readonly<Record<Name, Case>> &
  ([Name] extends [never] ? "this group needs at least one case" : unknown);

/** The cases that the tests of every rule have to cover. */
export interface CasesOfRule<
  Accepted extends string,
  Refused extends string,
  Boundary extends string,
  Missing extends string,
  Unknown extends string,
> {
  /** What the rule accepts, by what it is. */
  readonly accepts: Group<Accepted, AcceptedCase>;
  /** What the rule objects to. Further tests try the first case with an exemption and with an expired one. */
  readonly refuses: Group<Refused, RefusedCase>;
  /** The last value that is accepted and the first that isn't. */
  readonly boundaries: Group<Boundary, RuleCase>;
  /** Properties that aren't set. */
  readonly missing: Group<Missing, RuleCase>;
  /** Properties that aren't known in a preview: the rule objects to nothing that depends on them, but to the rest. */
  readonly unknown: Group<Unknown, RuleCase>;
  /**
   * One change of production's real resources that trips this rule and no other, which
   * test/lifecycle/environments.long.test.ts tries; null for a rule that judges the run and not the resources.
   */
  readonly production: Mutation | null;
}

/** The changes of production that tests have declared, by the rules' names. */
export const MUTATIONS = new Map<string, Mutation>();

/** The tests that every rule has. */
export function describeRule<
  Accepted extends string,
  Refused extends string,
  Boundary extends string,
  Missing extends string,
  Unknown extends string,
>(rule: Rule, { production, ...groups }: CasesOfRule<Accepted, Refused, Boundary, Missing, Unknown>): void {
  if (production !== null) MUTATIONS.set(rule.name, production);
  describe(rule.name, () => {
    for (const [group, each] of Object.entries<Readonly<Record<string, RuleCase>>>(groups)) {
      describe(group, () => {
        for (const [name, ruleCase] of Object.entries(each)) {
          it(name, () => {
            if (group === "unknown") expect([ruleCase.given].flat().some(hasUnknown)).toBe(true);
            return expectAsTold(rule, ruleCase);
          });
        }
      });
    }
    describe("exemptions", () => {
      for (const example of Object.values<RefusedCase>(groups.refuses).slice(0, 1)) exemptionTests(rule, example);
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

function exemptionTests(rule: Rule, example: RefusedCase): void {
  it("lets an exempted resource pass and says so", async () => {
    const exempt = [{ ...EXEMPTION, expires: "2026-06-15" }];
    const { violations, remarks } = await judge(rule, example.given, { ...example, exempt });

    expect(violations).toEqual([]);
    expect(remarks.join("\n")).toContain("Exempted until 2026-06-15 by platform team (moves next month): ");
  });

  it("objects again once the exemption has expired, and says so", async () => {
    const exempt = [{ ...EXEMPTION, expires: "2026-06-14" }];
    const { violations } = await judge(rule, example.given, { ...example, exempt });

    expect(violations).toHaveLength(example.violations.length);
    expect(violations.join("\n")).toContain("(moves next month) expired on 2026-06-14");
  });
}

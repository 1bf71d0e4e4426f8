import type { Rule } from "../../../policies/core";
import { describeRule } from "./describe-rule";
import { resource, UNKNOWN } from "./resource";

const given = resource("aws:sqs/queue:Queue", "jobs", { name: UNKNOWN });
const one = { "a queue": { given } };
const production = null;
const refused = { "a queue": { given, violations: ["jobs: name is"] } } as const;

/** What the compiler refuses: `npm test` fails where it accepts one of these. Nothing calls it. */
export function incompleteCases(rule: Rule): void {
  describeRule(rule, { accepts: one, refuses: refused, boundaries: one, missing: one, unknown: one, production });

  // @ts-expect-error no resource that the rule accepts
  describeRule(rule, { accepts: {}, refuses: refused, boundaries: one, missing: one, unknown: one, production });
  // @ts-expect-error no resource that it refuses
  describeRule(rule, { accepts: one, refuses: {}, boundaries: one, missing: one, unknown: one, production });
  // @ts-expect-error no boundary
  describeRule(rule, { accepts: one, refuses: refused, boundaries: {}, missing: one, unknown: one, production });
  // @ts-expect-error no property that isn't set
  describeRule(rule, { accepts: one, refuses: refused, boundaries: one, missing: {}, unknown: one, production });
  // @ts-expect-error no value that isn't known
  describeRule(rule, { accepts: one, refuses: refused, boundaries: one, missing: one, unknown: {}, production });
  // @ts-expect-error no group of unknown values
  describeRule(rule, { accepts: one, refuses: refused, boundaries: one, missing: one, production });
  // @ts-expect-error a resource that is refused without a violation
  describeRule(rule, { accepts: one, refuses: one, boundaries: one, missing: one, unknown: one, production });

  // @ts-expect-error no change of production
  describeRule(rule, { accepts: one, refuses: refused, boundaries: one, missing: one, unknown: one });

  const silent = { "a queue": { given, violations: [] } } as const;
  // @ts-expect-error a resource that is refused with an empty list of violations
  describeRule(rule, { accepts: one, refuses: silent, boundaries: one, missing: one, unknown: one, production });
  // @ts-expect-error a resource that is accepted with a violation
  describeRule(rule, { accepts: refused, refuses: refused, boundaries: one, missing: one, unknown: one, production });

  describeRule(rule, {
    // @ts-expect-error a field that no case has
    accepts: { "a queue": { given, remark: ["jobs: name is"] } },
    refuses: refused,
    boundaries: one,
    missing: one,
    unknown: one,
    production,
  });
}

import { PlainStack } from "../../../costs/stack/plain-stack";
import { costOf } from "../../../costs/resources/cost-of";
import type { Cost } from "../../../costs/model/cost";
import type { StackResource } from "../../../costs/stack/stack-resource";

/** A resource of a state. */
export function resource(
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
  others: Partial<StackResource> = {},
): StackResource {
  return { urn: `urn:pulumi:production::shop::${type}::${name}`, type, inputs, ...others };
}

/** What the first of the resources costs, beside the others. */
export function costIn(resources: readonly StackResource[], region = "us-east-1"): Cost {
  const stack = new PlainStack(resources, region);
  const first = stack.everything.find(({ urn }) => urn === resources[0]?.urn);
  if (first === undefined) throw new Error("there is no resource");
  return costOf(first, stack);
}

/** USD a month of what is always paid, to the cent; undefined where something has no price. */
export function monthlyIn(resources: readonly StackResource[], region?: string): readonly [min: number, max: number] {
  const cost = costIn(resources, region);
  if (cost.kind !== "priced") throw new Error(`it is ${cost.kind}: ${cost.reason}`);
  if (cost.missing.length > 0) throw new Error(`it lacks ${cost.missing.join(", ")}`);
  return [cents(cost.monthly.min), cents(cost.monthly.max)];
}

export function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}

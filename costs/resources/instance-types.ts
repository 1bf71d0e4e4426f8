import type { CostedResource, CostedStack } from "../model/resource";
import { findPrice } from "../prices/find-price";
import { TYPES } from "./types";

const MIXED = "mixedInstancesPolicy.launchTemplate";

/** The launch templates of a group. */
export function templatesOf(group: CostedResource, stack: CostedStack): readonly CostedResource[] {
  const direct = stack.referencesTo(group, "launchTemplate", [TYPES.launchTemplate]);
  return direct.length > 0 ? direct : stack.referencesTo(group, "mixedInstancesPolicy", [TYPES.launchTemplate]);
}

/** The types of instance that a group may start: those it names, else its template's. */
export function instanceTypesOf(group: CostedResource, stack: CostedStack): readonly string[] {
  const named = group.each(`${MIXED}.overrides`).flatMap((each) => each.text("instanceType") ?? []);
  if (named.length > 0) return named;
  return templatesOf(group, stack).flatMap((template) => template.text("instanceType") ?? []);
}

/** The type that costs most, of those that have a price; else the first. */
export function dearestType(types: readonly string[], region: string): string | undefined {
  const priceOf = (type: string): number => findPrice(`ec2.${type}`, region)?.usd ?? 0;
  return [...types].sort((one, other) => priceOf(other) - priceOf(one))[0];
}

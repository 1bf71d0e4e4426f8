import type { Operation } from "../../model/resource-type";
import { number, text } from "../../model/values";

/** Inputs whose change makes the provider wait for the capacity anew. */
const WAITED_FOR = ["desiredCapacity", "minSize"] as const;

/**
 * Whether the provider waits until a group's instances are there, and so tells of what keeps them from it
 * (terraform-provider-aws, `resourceGroupCreate` and `resourceGroupUpdate`).
 */
export function isCapacityAwaited({ inputs, previous }: Operation): boolean {
  const instances = Math.max(...WAITED_FOR.map((size) => number(inputs, size) ?? 0));
  if (instances === 0 || /^0[a-z]*$/.test(text(inputs, "waitForCapacityTimeout") ?? "10m")) return false;
  return previous === undefined || WAITED_FOR.some((size) => previous.inputs[size] !== inputs[size]);
}

import type { PlainStack } from "../../stack/plain-stack";
import type { ResourceCost } from "../../stack/stack-costs";
import type { Advice, AdviceRule } from "./advice";
import { graviton, olderGeneration } from "./cheaper-families";
import { fargateOnArm, gp2Volumes, logsKeptForEver, natAgainstEndpoints, severalNatGateways } from "./others";

const RULES: readonly AdviceRule[] = [
  olderGeneration,
  graviton,
  fargateOnArm,
  gp2Volumes,
  severalNatGateways,
  natAgainstEndpoints,
  logsKeptForEver,
];

/** What would cost less otherwise, the largest saving first; what depends on use comes last. */
export function adviceOn(costs: readonly ResourceCost[], stack: PlainStack): readonly Advice[] {
  const sizeOf = ({ saving }: Advice): number => saving?.max ?? -1;
  return RULES.flatMap((rule) => rule(costs, stack)).sort((one, other) => sizeOf(other) - sizeOf(one));
}

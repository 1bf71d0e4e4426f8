import type { ScalingTrigger, TriggerOverrides } from "../scaling-trigger";
import { thresholds, TRIGGER_NUMBERS } from "./numbers";

/** By CPU: up above 70 % for 2 minutes, quiet below 30 % for 10. */
export function cpu(overrides: TriggerOverrides = {}): ScalingTrigger {
  return {
    name: "cpu",
    unit: "%",
    measure: (target) => ({ metrics: { used: target.cpu } }),
    ...thresholds(TRIGGER_NUMBERS.cpu, overrides),
  };
}

/** By memory: up above 80 % for 2 minutes, quiet below 50 % for 10. */
export function memory(overrides: TriggerOverrides = {}): ScalingTrigger {
  return {
    name: "memory",
    unit: "%",
    measure: (target) => ({ metrics: { used: target.memory } }),
    ...thresholds(TRIGGER_NUMBERS.memory, overrides),
  };
}

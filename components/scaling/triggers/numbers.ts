import type { DurationQuantity } from "../../shared/quantity";
import type { ScalingTrigger, TriggerOverrides } from "../scaling-trigger";

/** Thresholds and times of a ready-made trigger. */
export interface TriggerNumbers {
  readonly above: number;
  readonly aboveFor: DurationQuantity;
  readonly below: number;
  readonly belowFor: DurationQuantity;
}

/** The product's thresholds, response times in seconds. */
export const TRIGGER_NUMBERS = {
  cpu: { above: 70, aboveFor: "2m", below: 30, belowFor: "10m" },
  memory: { above: 80, aboveFor: "2m", below: 50, belowFor: "10m" },
  responseTime: { above: 2, aboveFor: "5m", below: 0.5, belowFor: "15m" },
  queueDepth: { above: 100, aboveFor: "3m", below: 10, belowFor: "15m" },
} as const satisfies Readonly<Record<string, TriggerNumbers>>;

/** Thresholds and times of a trigger, as overridden. */
export function thresholds(
  numbers: TriggerNumbers,
  overrides: TriggerOverrides,
): Pick<ScalingTrigger, "above" | "aboveFor" | "below" | "belowFor" | "steps"> {
  return {
    above: overrides.above ?? numbers.above,
    aboveFor: overrides.aboveFor ?? numbers.aboveFor,
    below: overrides.below ?? numbers.below,
    belowFor: overrides.belowFor ?? numbers.belowFor,
    steps: overrides.steps ?? [],
  };
}

import type { MonitoredTrigger } from "../monitoring";
import { durationSeconds } from "../shared/quantity";
import type { ScalingTrigger } from "./scaling-trigger";

/** The numbers of a trigger, as its alarms have them. */
export function monitoredTrigger({ name, unit, above, aboveFor, below, belowFor }: ScalingTrigger): MonitoredTrigger {
  return {
    name,
    unit,
    above,
    aboveSeconds: durationSeconds(aboveFor),
    below,
    belowSeconds: durationSeconds(belowFor),
  };
}

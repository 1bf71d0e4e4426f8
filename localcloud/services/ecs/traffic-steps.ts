import { number, text, type Properties } from "../../model/values";
import { strategyOf } from "./deployment";

const CONFIGURATION = "deploymentConfiguration";

/** How ECS shifts production traffic to a new revision. */
export interface TrafficSteps {
  /** Percentages on the new revision, one after the other; the last is 100. */
  readonly percentages: readonly number[];
  /** Minutes between a step and the next. */
  readonly minutes: number;
}

/**
 * Steps of the production traffic shift by a service's deployment strategy (Amazon ECS API Reference,
 * CanaryConfiguration and LinearConfiguration, with their defaults).
 */
export function trafficSteps(inputs: Properties): TrafficSteps {
  switch (strategyOf(inputs)) {
    case "CANARY":
      return {
        percentages: upTo100([number(inputs, `${CONFIGURATION}.canaryConfiguration.canaryPercent`) ?? 5]),
        minutes: minutesAt(inputs, "canaryConfiguration.canaryBakeTimeInMinutes") ?? 10,
      };
    case "LINEAR": {
      const percent = number(inputs, `${CONFIGURATION}.linearConfiguration.stepPercent`) ?? 10;
      const steps = Array.from({ length: Math.ceil(100 / percent) }, (_, index) => (index + 1) * percent);
      return {
        percentages: upTo100(steps),
        minutes: minutesAt(inputs, "linearConfiguration.stepBakeTimeInMinutes") ?? 6,
      };
    }
    default:
      return { percentages: [100], minutes: 0 };
  }
}

/** Minutes for which both revisions run on after all production traffic was shifted. */
export function bakeMinutes(inputs: Properties): number {
  return minutesAt(inputs, "bakeTimeInMinutes") ?? 0;
}

/** The provider's minutes are text. */
function minutesAt(inputs: Properties, setting: string): number | undefined {
  const minutes = text(inputs, `${CONFIGURATION}.${setting}`);
  return minutes === undefined ? undefined : Number(minutes);
}

function upTo100(percentages: readonly number[]): number[] {
  return [...percentages.filter((percent) => percent < 100), 100];
}

import { type DetectionSettings, scrapeTimeoutSeconds } from "./settings";

/** How probes of a healthy instance fail. */
export interface ProbeErrors {
  /** Share of the probes that fail, from 0 to 1. */
  readonly errorRate: number;
  /**
   * Share of the failed probes that are followed by another failure, from 0 to 1. More than the error rate where
   * failures come in bursts, as with a network that is gone for a while.
   * @default - the error rate: probes fail independently of each other
   */
  readonly repeatRate?: number;
}

/** How often a healthy instance is called dead. */
export interface FalsePositives {
  /** Share of the evaluations that are wrong. */
  readonly rate: number;
  /** Alerts in a year, of each instance. */
  readonly alertsPerYear: number;
}

const YEAR_SECONDS = 365 * 86_400;

/**
 * False positives in closed form. An evaluation is wrong when each try in its window has failed: the first with the
 * error rate, each further one with the rate at which failures repeat. For a part of the interval as long as the
 * scrape's timeout, the window holds one try more, which has to fail, too, or to be under way still.
 */
export function falsePositives(
  { probe }: Pick<DetectionSettings, "probe">,
  { errorRate, repeatRate = errorRate }: ProbeErrors,
): FalsePositives {
  const oneTryMore = scrapeTimeoutSeconds(probe) / probe.intervalSeconds;
  const allFail = errorRate * repeatRate ** (probe.tries - 1);
  const rate = allFail * (1 - oneTryMore + oneTryMore * repeatRate);
  // A run of failures begins after a success; one that has just as many failures as tries may end before it is seen.
  const beginnings = allFail * (1 - repeatRate);
  const seen = (1 - repeatRate) * (1 - oneTryMore) + repeatRate;
  return { rate, alertsPerYear: (YEAR_SECONDS / probe.intervalSeconds) * beginnings * seen };
}

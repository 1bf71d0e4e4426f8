/**
 * How a dead instance is found: how often it is asked, how many answers may be missing, and how long its alert is held
 * back. The scrape configuration, the rules and Alertmanager's configuration all take their intervals from here.
 */
export interface DetectionSettings {
  /** How an instance is asked. */
  readonly probe: ProbeSettings;
  /** Seconds between two evaluations of the rule. @default 5 */
  readonly evaluationSeconds: number;
  /** Seconds for which evaluating the rule and handing its alert to Alertmanager may take. @default 1 */
  readonly handOverSeconds: number;
  /** How long alerts are gathered before they are sent. */
  readonly grouping: GroupingSettings;
  /** Seconds for which Alertmanager may take to hand a notification to its receiver. @default 1 */
  readonly notificationSeconds: number;
  /**
   * Seconds between two looks for new and stopped tasks. A task that ECS stops on purpose has to be forgotten before
   * enough probes have failed, or each deployment would alert.
   * @default 10
   */
  readonly discoverySeconds: number;
  /** Seconds that an instance has to answer for the first time. @default 300 */
  readonly startSeconds: number;
}

/** The probes of each instance. */
export interface ProbeSettings {
  /** Seconds between two probes. @default 5 */
  readonly intervalSeconds: number;
  /** Seconds within which an instance has to answer. @default 2 */
  readonly timeoutSeconds: number;
  /** Probes in a row that fail when an instance is dead. @default 3 */
  readonly tries: number;
}

/** How long Alertmanager collects critical alerts that belong together. */
export interface GroupingSettings {
  /** Seconds from the first alert of a group to its notification. @default 2 */
  readonly waitSeconds: number;
  /** Seconds between two notifications of a group that changes. @default 4 */
  readonly intervalSeconds: number;
}

/** The settings that find a dead instance in less than 30 s. `docs/monitoring.md` tells how they were chosen. */
export const DETECTION: DetectionSettings = {
  probe: { intervalSeconds: 5, timeoutSeconds: 2, tries: 3 },
  evaluationSeconds: 5,
  handOverSeconds: 1,
  grouping: { waitSeconds: 2, intervalSeconds: 4 },
  notificationSeconds: 1,
  discoverySeconds: 10,
  startSeconds: 300,
};

/**
 * Seconds of a scrape's timeout that the blackbox exporter keeps for its own answer: its flag `--timeout-offset`, 0.5
 * by default.
 */
const ANSWER_SECONDS = 0.5;

/**
 * Seconds after which Prometheus gives up the scrape of a probe: whatever the instance does, there is a sample by then.
 */
export function scrapeTimeoutSeconds({ timeoutSeconds }: ProbeSettings): number {
  return timeoutSeconds + ANSWER_SECONDS;
}

/**
 * Seconds of samples that tell of the last tries. A window of the tries' intervals alone would lack the try that is
 * under way; with the scrape's timeout added, it always holds at least as many whole tries as there have to be.
 */
export function windowSeconds({ probe }: Pick<DetectionSettings, "probe">): number {
  return probe.tries * probe.intervalSeconds + scrapeTimeoutSeconds(probe);
}

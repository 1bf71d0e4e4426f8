import { type DetectionSettings, scrapeTimeoutSeconds } from "./settings";

/** One of the spans that add up to the time until an alert has been sent. */
export interface DetectionPart {
  /** What passes in the span. */
  readonly part: string;
  /** Longest duration of the span. */
  readonly seconds: number;
  /** Why it may take as long as that. */
  readonly reason: string;
}

/** How long it takes at most to tell of a dead instance. */
export interface DetectionTime {
  /** Sum of the parts. */
  readonly seconds: number;
  /** The spans, in their order. */
  readonly parts: readonly DetectionPart[];
}

/**
 * The worst case from the death of an instance until its alert has been sent. Prometheus probes and evaluates in fixed
 * rhythms that don't know of each other, so each may have to be waited for in full.
 */
export function detectionTime(settings: DetectionSettings): DetectionTime {
  const parts = [...probeParts(settings), ...alertParts(settings)];
  return { seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0), parts };
}

function probeParts({ probe }: DetectionSettings): DetectionPart[] {
  const { tries, intervalSeconds } = probe;
  return [
    {
      part: "probes",
      seconds: tries * intervalSeconds,
      reason: `it dies just after it answered; ${tries} probes have to fail, one every ${intervalSeconds} s`,
    },
    {
      part: "timeout",
      seconds: scrapeTimeoutSeconds(probe),
      reason: "the last probe gets no answer, and Prometheus waits for it until the timeout of the scrape",
    },
  ];
}

function alertParts(settings: DetectionSettings): DetectionPart[] {
  const { evaluationSeconds, handOverSeconds, grouping, notificationSeconds } = settings;
  return [
    {
      part: "evaluation",
      seconds: evaluationSeconds,
      reason: `the rule has just been evaluated; the next evaluation comes ${evaluationSeconds} s later`,
    },
    {
      part: "hand-over",
      seconds: handOverSeconds,
      reason: "Prometheus evaluates the group of rules, and sends the alert to each Alertmanager",
    },
    {
      part: "grouping",
      seconds: Math.max(grouping.waitSeconds, grouping.intervalSeconds),
      reason: `Alertmanager waits ${grouping.waitSeconds} s for more alerts of a new group, and ${grouping.intervalSeconds} s where it has just told of the group`,
    },
    {
      part: "notification",
      seconds: notificationSeconds,
      reason: "Alertmanager calls the receiver",
    },
  ];
}

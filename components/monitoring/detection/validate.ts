import { isWholeWithin } from "../../shared/bounds";
import type { ArgumentProblems } from "../../shared/validation";
import type { DetectionObjective } from "../description";
import { falsePositives } from "./false-positives";
import { type DetectionSettings, scrapeTimeoutSeconds } from "./settings";
import { detectionTime } from "./detection-time";

const MOST_TRIES = 20;

/** Records what keeps these settings from finding a dead instance as the objective demands. */
export function validateDetection(
  settings: DetectionSettings,
  objective: DetectionObjective,
  problems: ArgumentProblems,
): void {
  const before = problems.all.length;
  checkSpans(settings, problems);
  checkTries(settings, problems);
  checkRhythms(settings, problems);
  if (problems.all.length > before) return;
  checkTime(settings, objective, problems);
  checkFalsePositives(settings, objective, problems);
}

function checkSpans(settings: DetectionSettings, problems: ArgumentProblems): void {
  const spans = {
    "probe.intervalSeconds": settings.probe.intervalSeconds,
    "probe.timeoutSeconds": settings.probe.timeoutSeconds,
    evaluationSeconds: settings.evaluationSeconds,
    "grouping.intervalSeconds": settings.grouping.intervalSeconds,
    discoverySeconds: settings.discoverySeconds,
    startSeconds: settings.startSeconds,
  };
  for (const [path, seconds] of Object.entries(spans)) {
    problems.require(seconds >= 0.1 && seconds <= 3600, path, `must be seconds from 0.1 to 3600, got ${seconds}`);
  }
  const allowances = {
    handOverSeconds: settings.handOverSeconds,
    "grouping.waitSeconds": settings.grouping.waitSeconds,
    notificationSeconds: settings.notificationSeconds,
  };
  for (const [path, seconds] of Object.entries(allowances)) {
    problems.require(seconds >= 0 && seconds <= 3600, path, `must be seconds from 0 to 3600, got ${seconds}`);
  }
}

function checkTries({ probe }: DetectionSettings, problems: ArgumentProblems): void {
  problems.require(
    isWholeWithin(probe.tries, { smallest: 1, largest: MOST_TRIES }),
    "probe.tries",
    `must be a whole number from 1 to ${MOST_TRIES}, got ${probe.tries}`,
  );
}

/** Records rhythms that don't go together. */
function checkRhythms(settings: DetectionSettings, problems: ArgumentProblems): void {
  const { probe, evaluationSeconds, discoverySeconds } = settings;
  problems.require(
    scrapeTimeoutSeconds(probe) <= probe.intervalSeconds,
    "probe.timeoutSeconds",
    `must be at least 0.5 s shorter than the ${probe.intervalSeconds} s between two probes, since Prometheus ends one scrape before the next, got ${probe.timeoutSeconds}`,
  );
  problems.require(
    evaluationSeconds <= probe.intervalSeconds,
    "evaluationSeconds",
    `must be at most the ${probe.intervalSeconds} s between two probes, since a task that ECS has forgotten counts for that long only, got ${evaluationSeconds}`,
  );
  const untilTried = (probe.tries - 1) * probe.intervalSeconds;
  problems.require(
    discoverySeconds <= untilTried,
    "discoverySeconds",
    `must be at most ${untilTried}, the seconds from the first to the last of ${probe.tries} tries, or tasks that ECS stops on purpose count as dead, got ${discoverySeconds}; take more tries where that is too few`,
  );
}

function checkTime(settings: DetectionSettings, objective: DetectionObjective, problems: ArgumentProblems): void {
  const { seconds, parts } = detectionTime(settings);
  if (seconds < objective.seconds) return;
  const sum = parts.map((part) => `${part.part} ${part.seconds} s`).join(" + ");
  problems.add(
    "probe",
    `takes up to ${seconds} s (${sum}) to tell of a dead instance, which has to take less than ${objective.seconds} s; ${remedy(settings, objective, seconds)}`,
  );
}

const HALF_SECONDS = 0.5;

/** What would meet the objective with the fewest changes. */
function remedy(settings: DetectionSettings, objective: DetectionObjective, seconds: number): string {
  const { probe } = settings;
  const left = objective.seconds - (seconds - probe.tries * probe.intervalSeconds);
  const interval = (Math.ceil(left / probe.tries / HALF_SECONDS) - 1) * HALF_SECONDS;
  const tries = Math.ceil(left / probe.intervalSeconds) - 1;
  const remedies = [
    ...(fits({ ...settings, probe: { ...probe, intervalSeconds: interval } }) ? [`probe every ${interval} s`] : []),
    ...(tries > 1 && meetsFalsePositives(settings, tries, objective) ? [`take ${tries} tries`] : []),
  ];
  return remedies.length > 0
    ? remedies.join(", or ")
    : "shorten the timeout, the evaluation's and the grouping's intervals";
}

/** Whether rhythms go together with another interval of the probes. */
function fits({ probe, evaluationSeconds, discoverySeconds }: DetectionSettings): boolean {
  return (
    probe.intervalSeconds >= Math.max(scrapeTimeoutSeconds(probe), evaluationSeconds) &&
    (probe.tries - 1) * probe.intervalSeconds >= discoverySeconds
  );
}

function meetsFalsePositives(settings: DetectionSettings, tries: number, objective: DetectionObjective): boolean {
  const probe = { ...settings.probe, tries };
  return (
    fits({ ...settings, probe }) &&
    falsePositives({ probe }, { errorRate: objective.probeErrorRate }).rate < objective.falsePositiveRate
  );
}

function checkFalsePositives(
  settings: DetectionSettings,
  objective: DetectionObjective,
  problems: ArgumentProblems,
): void {
  const { probe } = settings;
  const { rate } = falsePositives(settings, { errorRate: objective.probeErrorRate });
  problems.require(
    rate < objective.falsePositiveRate,
    "probe.tries",
    `calls a healthy instance dead in ${percent(rate)} of the evaluations while ${percent(objective.probeErrorRate)} of the probes fail, which has to be less than ${percent(objective.falsePositiveRate)}; take more tries than ${probe.tries}`,
  );
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

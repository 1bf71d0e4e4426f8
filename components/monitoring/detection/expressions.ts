import { durationText } from "../../shared/quantity";
import { JOBS } from "../jobs";
import { type DetectionSettings, windowSeconds } from "./settings";

/** Probes of `/health`, which looks at the process alone: what an instance depends on doesn't make it dead. */
function probesOf(service?: string): string {
  const labels = [
    `job="${JOBS.probe}"`,
    'covers="instance"',
    ...(service === undefined ? [] : [`service="${service}"`]),
  ];
  return `probe_success{${labels.join(",")}}`;
}

/**
 * The instances that are dead: as many probes in a row as there have to be have failed. One that has just been started
 * counts from its first answer on, or once it has had its time to start.
 *
 * It looks at a window of samples where an alert's `for` would look at the newest one, since a stopped task leaves
 * discovery, and the newest sample with it. What is in the window still counts then, for one interval of the probes.
 */
export function instanceDownExpression(settings: DetectionSettings): string {
  const probes = probesOf();
  const window = durationText(windowSeconds(settings));
  const start = durationText(settings.startSeconds);
  return [
    `max_over_time(${probes}[${window}]) == 0`,
    `and count_over_time(${probes}[${window}]) >= ${settings.probe.tries}`,
    `and (max_over_time(${probes}[${start}]) == 1 or present_over_time(${probes}[${window}] offset ${start}))`,
  ].join("\n");
}

/**
 * A service that has just lost instances that it needs: fewer than its minimum answer, and enough did before. ECS
 * forgets a task whose process ended within seconds, often before enough probes have failed; this alert needs none that
 * fails.
 */
export function instancesMissingExpression(
  { name, minInstances }: { readonly name: string; readonly minInstances: number },
  settings: DetectionSettings,
): string {
  const probes = probesOf(name);
  const living = `count(max_over_time(${probes}[${durationText(windowSeconds(settings))}]) == 1)`;
  const before = `count(${probes} == 1)[${durationText(settings.startSeconds)}:${durationText(settings.probe.intervalSeconds)}]`;
  return [`(${living} or vector(0)) < ${minInstances}`, `and max_over_time(${before}) >= ${minInstances}`].join("\n");
}

/**
 * Seconds for which an alert on a dead instance goes on after its expression ceased to hold (`keep_firing_for`). A task
 * that leaves discovery makes the expression hold once only; Alertmanager tells nobody of an alert that is over before
 * its group has waited.
 */
export function keepFiringSeconds({ grouping, evaluationSeconds }: DetectionSettings): number {
  return Math.max(grouping.waitSeconds, grouping.intervalSeconds) + 2 * evaluationSeconds;
}

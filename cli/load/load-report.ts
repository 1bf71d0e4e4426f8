import type { LoadReport } from "../../localcloud/load/send";
import { table } from "../../tools/shared/table";

/** Something that happened during a load. */
export interface LoadEvent {
  readonly source: string;
  readonly subject: string;
  readonly message: string;
}

/** Number of tasks that a service wanted. */
export interface WantedTasks {
  readonly name: string;
  readonly desired: number;
}

/** Who tells of scaling. */
const SCALING = ["application-autoscaling", "autoscaling"];
/** Lines of events that are shown. */
const MOST_EVENTS = 20;

/** What became of a load, and what it had scaled. */
export function loadReport(
  report: LoadReport,
  events: readonly LoadEvent[],
  before: readonly WantedTasks[],
  after: readonly WantedTasks[],
): string {
  const { requests, failures, unanswered, unsent, seconds, percentiles } = report;
  const share = requests === 0 ? 0 : (failures / requests) * 100;
  const lines = [
    `${requests} requests in ${seconds.toFixed(0)} s, ${failures} failed (${share.toFixed(2)} %), ` +
      `${unanswered} of them without an answer`,
    ...(unsent === 0 ? [] : [`${unsent} more were not sent: what runs here answers no faster`]),
    `answers by status: ${statuses(report)}`,
    table(Object.keys(percentiles), [Object.values(percentiles).map((milliseconds) => `${milliseconds} ms`)]),
  ];
  return [...lines, ...scaled(events, before, after)].join("\n");
}

function statuses({ byStatus }: LoadReport): string {
  const counts = Object.entries(byStatus).map(([status, count]) => `${status}: ${count}`);
  return counts.length === 0 ? "none" : counts.join(", ");
}

function scaled(events: readonly LoadEvent[], before: readonly WantedTasks[], after: readonly WantedTasks[]): string[] {
  const changed = after.flatMap(({ name, desired }) => {
    const was = before.find((each) => each.name === name)?.desired;
    return was === undefined || was === desired ? [] : [`${name}: ${was} tasks before, ${desired} now`];
  });
  const told = events
    .filter(({ source }) => SCALING.includes(source))
    .map(({ subject, message }) => `${subject}: ${message}`);
  if (changed.length + told.length === 0) return ["nothing was scaled"];
  const shown = told.slice(-MOST_EVENTS);
  const left = told.length > shown.length ? [`  … ${told.length - shown.length} earlier ones`] : [];
  return ["what was scaled:", ...changed.map((line) => `  ${line}`), ...left, ...shown.map((line) => `  ${line}`)];
}

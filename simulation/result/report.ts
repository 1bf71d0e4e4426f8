import { type Instant, MINUTE, SECOND } from "../../localcloud/behaviour/model/instant";
import type { CloudReader } from "../../localcloud/model/resource";
import { number, objects, text } from "../../localcloud/model/values";
import { SERVICE } from "../../localcloud/services/ecs/service-lookup";
import { table } from "../../tools/shared/table";
import type { Simulated } from "../simulation";
import { cooldownOf, policiesThatAdd, timesHeld } from "./conditions";
import { reactionsOf } from "./reactions";
import { type ScalingStep, type ServiceSummary, stepsOf, summaryOf } from "./summary";
import { type Verdict, verdictsOf } from "./verdict";

/** What a simulation says of one service. */
export interface ServiceReport {
  readonly summary: ServiceSummary;
  readonly verdicts: readonly Verdict[];
  readonly steps: readonly ScalingStep[];
}

/** Reports of the services that took part, those with requests first. */
export function reportsOf(simulated: Simulated): ServiceReport[] {
  const names = [...new Set(simulated.samples.map(({ service }) => service))];
  const reports = names.map((name) => reportOf(name, simulated));
  return reports.sort((one, other) => other.summary.requests - one.summary.requests);
}

function reportOf(name: string, simulated: Simulated): ServiceReport {
  const { chronicle, cloud, start, trace } = simulated;
  const { arn, isBalanced } = serviceNamed(name, cloud);
  const resourceId = arn.split(":").at(-1) ?? "";
  const steps = stepsOf(resourceId, chronicle.activities).filter(({ at }) => at >= start);
  const came = isBalanced ? chronicle.arrivals : chronicle.starts;
  const arrivals = came.filter(({ serviceArn }) => serviceArn === arn).map(({ at }) => at);
  const end = start + trace.durationSeconds * SECOND;
  const policies = policiesThatAdd(resourceId, cloud);
  const held = timesHeld(policies, simulated, start, end);
  const cooldownSeconds = Math.max(0, ...policies.map(cooldownOf));
  const summary = summaryOf({
    service: name,
    samples: simulated.samples.filter((sample) => sample.service === name),
    steps,
    held,
    reactions: reactionsOf({ held, steps, arrivals, cooldownSeconds, end }),
    model: simulated.model,
    cpu: cpuOfTask(arn, simulated),
    leastTasks: leastTasks(resourceId, cloud),
  });
  return { summary, steps, verdicts: summary.requests > 0 || policies.length > 0 ? verdictsOf(summary) : [] };
}

function serviceNamed(name: string, cloud: CloudReader): { readonly arn: string; readonly isBalanced: boolean } {
  const service = cloud.ofType(SERVICE).find(({ computed }) => text(computed, "name") === name);
  return { arn: service?.id ?? "", isBalanced: objects(service?.inputs ?? {}, "loadBalancers").length > 0 };
}

function cpuOfTask(serviceArn: string, { running }: Simulated): number {
  return running.all("task").find((task) => task.serviceArn === serviceArn)?.cpu ?? 1024;
}

function leastTasks(resourceId: string, cloud: CloudReader): number {
  const target = cloud
    .ofType("aws:appautoscaling/target:Target")
    .find(({ inputs }) => text(inputs, "resourceId") === resourceId);
  return number(target?.inputs ?? {}, "minCapacity") ?? 1;
}

const DASH = "-";

/** Tables of what happened, as a terminal shows them. */
export function reportText(simulated: Simulated, reports: readonly ServiceReport[]): string {
  return [
    summaryTable(reports),
    ...reports.filter(({ verdicts }) => verdicts.length > 0).map((report) => verdictTable(report)),
    happenings(simulated, reports),
  ].join("\n\n");
}

function summaryTable(reports: readonly ServiceReport[]): string {
  const headings = [
    "service",
    "requests",
    "failed",
    "p95 median",
    "p95 worst",
    "tasks",
    "CPU",
    "task hours",
    "up",
    "down",
    "queue at most",
  ];
  return table(
    headings,
    reports.map(({ summary }) => [
      summary.service,
      Math.round(summary.requests).toString(),
      summary.requests === 0 ? DASH : Math.round(summary.failed).toString(),
      summary.requests === 0 ? DASH : `${summary.medianP95.toFixed(2)} s`,
      summary.requests === 0 ? DASH : `${summary.worstP95.toFixed(2)} s`,
      `${summary.fewestTasks} to ${summary.mostTasks}`,
      `${summary.utilisation.toFixed(0)} %`,
      summary.taskHours.toFixed(1),
      summary.ups.toString(),
      summary.downs.toString(),
      summary.mostQueued === 0 ? DASH : Math.round(summary.mostQueued).toString(),
    ]),
  );
}

function verdictTable({ summary, verdicts }: ServiceReport): string {
  const rows = verdicts.map(({ target, wanted, measured, isMet }) => [target, wanted, measured, wordOf(isMet)]);
  return table([`targets of ${summary.service}`, "wanted", "simulated", ""], rows);
}

/** A verdict in a word. */
export function wordOf(isMet: boolean | undefined): string {
  if (isMet === undefined) return "not shown by this trace";
  return isMet ? "met" : "missed";
}

const MOST_HAPPENINGS = 40;

function happenings({ events, start }: Simulated, reports: readonly ServiceReport[]): string {
  const told = [
    ...events.filter(({ source }) => source === "trace").map(({ at, message }) => ({ at, what: message })),
    ...reports.flatMap(({ steps, summary }) =>
      steps.map(({ at, from, to }) => ({ at, what: `${summary.service} from ${from} to ${to} tasks` })),
    ),
  ].sort((one, other) => one.at - other.at);
  const rows = told.slice(0, MOST_HAPPENINGS).map(({ at, what }) => [timeOf(at, start), what]);
  const more = told.length > rows.length ? `\n… and ${told.length - rows.length} more; the JSON has all` : "";
  return rows.length === 0 ? "Nothing was scaled." : `${table(["time", "what happened"], rows)}${more}`;
}

/** Hours, minutes and seconds since the start. */
export function timeOf(at: Instant, start: Instant): string {
  const minutes = Math.floor((at - start) / MINUTE);
  const parts = [Math.floor(minutes / 60), minutes % 60, Math.floor(((at - start) % MINUTE) / SECOND)];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

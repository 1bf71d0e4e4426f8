import type { CostReport } from "../../costs/report/report";
import { reportMarkdown as costMarkdown } from "./cost-text";
import type { DeploymentReport } from "./deployments";
import type { HealthReport } from "./health";
import { markdownTable } from "./markdown-table";
import type { ServicePerformance, Usage } from "./performance";
import type { SubjectScaling } from "./scaling";

/** What is told of an environment in a period. */
export interface Report {
  readonly environment: string;
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
  /** How much faster than real time the environment ran, where it was a rehearsal. */
  readonly speed?: number;
  readonly deployments?: DeploymentReport;
  readonly scaling?: readonly SubjectScaling[];
  readonly health?: HealthReport;
  /** Left out where nothing could be measured. */
  readonly performance?: readonly ServicePerformance[];
  /** Of what is deployed now, in USD a month, about; whatever the period. */
  readonly cost?: CostReport;
}

/** A report for people, in Markdown. */
export function reportMarkdown(report: Report): string {
  const { environment, from, to, speed, deployments, scaling, health, performance, cost } = report;
  return [
    `# ${environment}, ${from} to ${to}`,
    ...(speed === undefined || speed === 1 ? [] : [`A rehearsal, ${speed} times as fast as real time.`]),
    ...(deployments === undefined ? [] : deploymentLines(deployments)),
    ...(scaling === undefined ? [] : scalingLines(scaling)),
    ...(health === undefined ? [] : healthLines(health)),
    ...(performance === undefined ? [] : performanceLines(performance)),
    ...(cost === undefined ? [] : [demoted(costMarkdown(cost))]),
  ].join("\n\n");
}

function deploymentLines({ total, byStatus, plain, successRate, seconds, failures }: DeploymentReport): string[] {
  const statuses = Object.entries(byStatus).map(([status, count]) => `${count} ${status}`);
  return [
    "## Deployments",
    total === 0 ? "Nothing was deployed." : `${total} in all: ${statuses.join(", ")}.`,
    ...(plain === 0 ? [] : [`${plain} of them by plain \`pulumi\`: nobody verified these.`]),
    ...(successRate === undefined ? [] : [`${percent(successRate)} of those that began were verified.`]),
    ...(seconds === undefined
      ? []
      : [`They took ${Math.round(seconds.median)} s (median), ${Math.round(seconds.p95)} s (p95).`]),
    ...(failures.length === 0
      ? []
      : [
          markdownTable(
            ["deployment", "when", "outcome", "who", "why"],
            failures.map(({ name, startedAt, status, who = "", failure = "" }) => [
              ...[name, startedAt, status, who],
              firstLine(failure),
            ]),
          ),
        ]),
  ];
}

function scalingLines(subjects: readonly SubjectScaling[]): string[] {
  if (subjects.length === 0) return ["## Scaling", "Nothing scaled."];
  return [
    "## Scaling",
    markdownTable(
      ["what", "more", "fewer", "failed", "from", "to", "reversed", "by"],
      subjects.map((subject) => [
        subject.subject,
        ...[subject.out, subject.in, subject.unsuccessful].map(String),
        ...[subject.smallest, subject.largest].map((size) => (size === undefined ? "" : String(size))),
        String(subject.reversals),
        Object.entries(subject.byName)
          .map(([name, count]) => `${name} (${count})`)
          .join(", "),
      ]),
    ),
  ];
}

function healthLines({ availability, observedSeconds, incidents, meanSecondsToRecovery }: HealthReport): string[] {
  return [
    "## Health",
    availability === undefined
      ? "Nobody looked."
      : `All was well in ${percent(availability)} of the ${Math.round(observedSeconds / 60)} minutes in which it was looked at.`,
    ...(meanSecondsToRecovery === undefined
      ? []
      : [`Recovery took ${Math.round(meanSecondsToRecovery)} s on average.`]),
    ...(incidents.length === 0
      ? []
      : [
          markdownTable(
            ["from", "to", "seconds", "what"],
            incidents.map(({ from, to = "", seconds, problems }) => [
              ...[from, to, String(Math.round(seconds))],
              problems.join("; "),
            ]),
          ),
        ]),
  ];
}

function performanceLines(services: readonly ServicePerformance[]): string[] {
  const shown = (usage: Usage | undefined): string =>
    usage === undefined ? "" : [usage.mean, usage.p95, usage.largest].map((value) => Math.round(value)).join(" / ");
  return [
    "## Performance",
    markdownTable(
      ["service", "cpu, % (mean / p95 / largest)", "memory, % (mean / p95 / largest)", ""],
      services.map(({ service, cpu, memory, remarks }) => [service, shown(cpu), shown(memory), remarks.join("; ")]),
    ),
  ];
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2).replace(/\.?0+$/, "")} %`;
}

/** A document of its own as a part of another one. */
function demoted(markdown: string): string {
  return markdown.replace(/^#/gm, "##").trimEnd();
}

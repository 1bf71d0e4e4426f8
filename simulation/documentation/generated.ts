import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudResource } from "../../localcloud/model/resource";
import { servicePicture, shortName } from "../result/service-picture";
import { reportsOf, type ServiceReport, wordOf } from "../result/report";
import { simulate } from "../simulation";
import { readTrace, shippedTraces } from "../traces/shipped";
import { markdownTable } from "./markdown-table";

/** The page that shows the results, and where in it. */
const PAGE = "docs/scaling.md";
const [BEGIN, END] = ["<!-- simulations: generated -->", "<!-- simulations: end -->"];

const PICTURES = "docs/images/simulation";

/** The results of all shipped traces: the page with its table, and a picture each, by their paths below `root`. */
export function simulationFiles(
  root: string,
  environment: string,
  resources: readonly CloudResource[],
): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const sections = shippedTraces().map((name) => {
    const simulated = simulate({ resources, trace: readTrace(name) });
    const reports = reportsOf(simulated).filter(({ verdicts }) => verdicts.length > 0);
    const shown = shownReport(reports);
    const file = `${PICTURES}/${name}.svg`;
    if (shown !== undefined) files[file] = servicePicture(simulated, shown.summary.service, environment);
    return { name, rows: reports.map((report) => row(name, report, environment)) };
  });
  files[PAGE] = withSection(readFileSync(join(root, PAGE), "utf8"), sectionText(sections));
  return files;
}

/** The service that the trace is about: the one that is scaled most. */
function shownReport(reports: readonly ServiceReport[]): ServiceReport | undefined {
  return [...reports].sort((one, other) => other.steps.length - one.steps.length)[0];
}

interface Section {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const HEADINGS = [
  "trace",
  "service",
  "instances",
  "95th percentile",
  "reaction",
  "utilisation",
  "cost",
  "availability",
];

function sectionText(sections: readonly Section[]): string {
  const table = markdownTable([HEADINGS, ...sections.flatMap((section) => section.rows)]);
  const pictures = sections.map(({ name }) => `### ${name}\n\n![${name}](images/simulation/${name}.svg)`);
  return [table, ...pictures].join("\n\n");
}

function row(trace: string, { summary, verdicts }: ServiceReport, environment: string): string[] {
  const told = (target: string): string => {
    const verdict = verdicts.find((each) => each.target === target);
    if (verdict === undefined) return "–";
    return verdict.isMet === undefined ? verdict.measured : `**${wordOf(verdict.isMet)}**: ${verdict.measured}`;
  };
  return [
    trace,
    shortName(summary.service, environment),
    `${summary.fewestTasks} to ${summary.mostTasks}`,
    summary.requests === 0 ? "–" : `${summary.medianP95.toFixed(2)} s, at worst ${summary.worstP95.toFixed(1)} s`,
    ...["reaction", "utilisation", "cost", "availability"].map(told),
  ];
}

/** @throws {Error} for a page that has no place for the section. */
function withSection(page: string, section: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has no place for the simulations: "${BEGIN}" … "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${section}\n\n${page.slice(end)}`;
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { CloudResource } from "../localcloud/model/resource";
import { adviceText } from "../simulation/optimise/advice";
import { search } from "../simulation/optimise/search";
import { servicePicture, shortName } from "../simulation/result/service-picture";
import { reportsOf, reportText, type ServiceReport } from "../simulation/result/report";
import { simulate, type Simulated } from "../simulation/simulation";
import type { Trace } from "../simulation/traces/trace";
import type { LocalPaths } from "./local/paths";
import type { Report } from "./local/session";

/** What is simulated, and how it is shown. */
export interface SimulationRequest {
  readonly paths: LocalPaths;
  readonly environment: string;
  readonly resources: readonly CloudResource[];
  readonly trace: Trace;
  readonly json: boolean;
}

/**
 * Simulates an environment, shows what came of it, and writes picture and figures into `.local/simulations`.
 * @returns the exit code
 */
export function showSimulation(request: SimulationRequest, print: Report, report: Report): number {
  const { paths, environment, resources, trace, json } = request;
  const began = performance.now();
  const simulated = simulate({ resources, trace });
  const seconds = (performance.now() - began) / 1000;
  const reports = reportsOf(simulated);
  const content = jsonOf(environment, simulated, reports);
  if (json) print(content);
  else print(reportText(simulated, reports));
  const folder = join(paths.local, "simulations");
  const files = filesOf(`${environment}-${trace.name}`, simulated, reports, environment);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${environment}-${trace.name}.json`), `${content}\n`);
  for (const [name, image] of files) writeFileSync(join(folder, name), image);
  report(
    `${(trace.durationSeconds / 3600).toFixed(1)} hours simulated in ${seconds.toFixed(1)} s; pictures and figures are in ` +
      `${relative(paths.root, folder)}/: ${[...files.map(([name]) => name), `${environment}-${trace.name}.json`].join(", ")}`,
  );
  return 0;
}

/** Searches settings with which the first service that misses a target meets all, and prints them. */
export function showOptimum(
  { environment, resources, trace, json }: SimulationRequest,
  budget: number,
  print: Report,
  report: Report,
): void {
  const reports = reportsOf(simulate({ resources, trace }));
  const missing = reports.find(({ verdicts }) => verdicts.some(({ isMet }) => isMet === false));
  if (missing === undefined) {
    report("Every target that this trace shows is met; there is nothing to search for.");
    return;
  }
  const { service } = missing.summary;
  const found = search({ resources, trace, service, budget, report });
  // With --json, standard output is one JSON value.
  if (found !== undefined) (json ? report : print)(adviceText(found, shortName(service, environment)));
}

function filesOf(
  name: string,
  simulated: Simulated,
  reports: readonly ServiceReport[],
  environment: string,
): [string, string][] {
  return reports.map(({ summary: { service } }) => [
    `${name}-${shortName(service, environment)}.svg`,
    servicePicture(simulated, service, environment),
  ]);
}

function jsonOf(
  environment: string,
  { trace, samples, start, events }: Simulated,
  reports: readonly ServiceReport[],
): string {
  const content = { environment, trace: trace.name, simulated: true, start: new Date(start).toISOString() };
  return JSON.stringify({ ...content, services: reports, minutes: samples, events }, null, 2);
}

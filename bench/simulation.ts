import { deployedResources } from "../cli/deployed-resources";
import { environmentArguments } from "../cli/environment-arguments";
import { localPaths } from "../cli/local/paths";
import type { CloudResource } from "../localcloud/model/resource";
import { simulate } from "../simulation/simulation";
import { readTrace } from "../simulation/traces/shipped";
import { median } from "./measure";

/** How long a simulated day takes, and what it simulates. */
export interface SimulationFigures {
  readonly mostTasks: number;
  /** Of the first run in the process, which the command of a user is. */
  readonly firstSeconds: number;
  /** Median of the later ones. */
  readonly laterSeconds: number;
  /** Processor time of these, with that of the garbage collector's threads. */
  readonly laterCpuSeconds: number;
}

/** Simulates a working day of production as it is deployed into the local cloud. */
export async function measureSimulation(
  root: string,
  runs: number,
  progress: (what: string) => void,
): Promise<SimulationFigures> {
  progress("a simulated day");
  const { environment, projectOf } = environmentArguments(["production"], localPaths(root));
  const resources = await deployedResources({ root, environment, projectOf, report: progress });
  const times = Array.from({ length: runs + 3 }, () => timeOf(resources));
  const later = times.slice(3);
  return {
    mostTasks: Math.max(...times.map(({ mostTasks }) => mostTasks)),
    firstSeconds: times[0]?.seconds ?? 0,
    laterSeconds: median(later.map(({ seconds }) => seconds)),
    laterCpuSeconds: median(later.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

interface SimulatedDay {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mostTasks: number;
}

function timeOf(resources: readonly CloudResource[]): SimulatedDay {
  const [began, usedBefore] = [performance.now(), process.cpuUsage()];
  const { samples } = simulate({ resources, trace: readTrace("daily-cycle") });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(usedBefore);
  return { seconds, cpuSeconds: (user + system) / 1e6, mostTasks: Math.max(...samples.map(({ tasks }) => tasks)) };
}

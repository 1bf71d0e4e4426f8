import { parseArgs } from "node:util";
import { measureCommands } from "./commands";
import { measureDataPlane } from "./data-plane";
import { measureDetection } from "./detection";
import { measureEnvironments } from "./environments";
import { measureGrowth } from "./growth";
import { method, PARTS } from "./method";
import { measurePolicies } from "./policies";
import {
  commandsTable,
  dataPlaneTable,
  detectionTable,
  environmentsTable,
  growthTable,
  machine,
  policiesTable,
  sharesTable,
  simulationTable,
} from "./report";
import { measureShares } from "./shares";
import { measureSimulation } from "./simulation";

const GROWTH = [1, 10, 50, 200];
const POLICIES = [100, 1000, 5000];

/**
 * `npm run bench [-- --runs 5 --part policies]`: prints what docs/performance.md records. Takes some minutes.
 * @returns the exit code.
 */
export async function bench(root: string, argv: readonly string[], report: (line: string) => void): Promise<number> {
  const options = {
    runs: { type: "string", default: "5" },
    part: { type: "string", multiple: true, default: PARTS },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  const runs = Number(values.runs);
  const few = Math.min(runs, 3);
  const progress = (what: string): void => {
    report(`measuring ${what} …`);
  };
  const tables: string[] = [];
  if (values.part.includes("commands")) tables.push(commandsTable(await measureCommands(root, runs, progress)));
  if (values.part.includes("environments")) tables.push(...(await environmentTables(root, runs, progress)));
  if (values.part.includes("growth")) tables.push(growthTable(await measureGrowth(GROWTH, few, progress)));
  if (values.part.includes("policies"))
    tables.push(policiesTable(await measurePolicies(root, POLICIES, few, progress)));
  if (values.part.includes("detection")) tables.push(detectionTable(await measureDetection(runs, progress)));
  if (values.part.includes("data-plane")) tables.push(dataPlaneTable(await measureDataPlane(root, runs, progress)));
  if (values.part.includes("simulation")) tables.push(simulationTable(await measureSimulation(root, runs, progress)));
  report(`\n${machine()}; ${method(values.part, { runs, few })}\n`);
  report(tables.join("\n\n"));
  return 0;
}

async function environmentTables(root: string, runs: number, progress: (what: string) => void): Promise<string[]> {
  const environments = await measureEnvironments(runs, progress);
  const production = environments.find(({ environment }) => environment === "production");
  progress("shares");
  const shares = await measureShares(root, production?.preview.seconds ?? 0, runs);
  return [environmentsTable(environments), sharesTable(shares)];
}

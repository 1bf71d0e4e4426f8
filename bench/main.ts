import { parseArgs } from "node:util";
import { measureCommands } from "./commands";
import { measureDataPlane } from "./data-plane";
import { measureDetection } from "./detection";
import { measureEnvironments } from "./environments";
import { measureGrowth } from "./growth";
import { method, type Part, PARTS, USUAL_PARTS } from "./method";
import { measurePolicies } from "./policies";
import {
  commandsTable,
  dataPlaneTable,
  detectionTable,
  environmentsTable,
  growthTable,
  machine,
  policiesTable,
  rolloutsTable,
  sequencesTable,
  sharesTable,
  simulationTable,
} from "./report";
import { measureShares } from "./shares";
import { measureRollouts } from "./rollouts";
import { measureSequences, type SequencesArgs } from "./sequences";
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
    part: { type: "string", multiple: true, default: USUAL_PARTS },
    sequences: { type: "string", default: "200" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  const runs = Number(values.runs);
  const few = Math.min(runs, 3);
  const progress = (what: string): void => {
    report(`measuring ${what} …`);
  };
  const sequences = { count: Number(values.sequences), seed: Number(values.seed) };
  const tables: string[] = [];
  for (const part of PARTS.filter((each) => values.part.includes(each))) {
    tables.push(...(await TABLES[part]({ root, runs, few, sequences, progress })));
  }
  report(`\n${machine()}; ${method(values.part, { runs, few })}\n`);
  report(tables.join("\n\n"));
  return 0;
}

/** What a part is measured with. */
interface Measurement {
  readonly root: string;
  readonly runs: number;
  /** Of the parts that take longest. */
  readonly few: number;
  readonly sequences: SequencesArgs;
  readonly progress: (what: string) => void;
}

const TABLES: Readonly<Record<Part, (measurement: Measurement) => Promise<string[]>>> = {
  commands: async ({ root, runs, progress }) => [commandsTable(await measureCommands(root, runs, progress))],
  environments: environmentTables,
  growth: async ({ few, progress }) => [growthTable(await measureGrowth(GROWTH, few, progress))],
  policies: async ({ root, few, progress }) => [policiesTable(await measurePolicies(root, POLICIES, few, progress))],
  detection: async ({ runs, progress }) => [detectionTable(await measureDetection(runs, progress))],
  "data-plane": async ({ root, runs, progress }) => [dataPlaneTable(await measureDataPlane(root, runs, progress))],
  rollouts: async ({ root, progress }) => [rolloutsTable(await measureRollouts(root, progress))],
  sequences: async ({ sequences, progress }) => [sequencesTable(await measureSequences(sequences, progress))],
  simulation: async ({ root, runs, progress }) => [simulationTable(await measureSimulation(root, runs, progress))],
};

async function environmentTables({ root, runs, progress }: Measurement): Promise<string[]> {
  const environments = await measureEnvironments(runs, progress);
  const production = environments.find(({ environment }) => environment === "production");
  progress("shares");
  const shares = await measureShares(root, production?.preview.seconds ?? 0, runs);
  return [environmentsTable(environments), sharesTable(shares)];
}

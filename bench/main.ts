import { parseArgs } from "node:util";
import { measureEnvironments } from "./environments";
import { measureGrowth } from "./growth";
import { environmentsTable, growthTable, machine, sharesTable } from "./report";
import { measureShares } from "./shares";

const GROWTH = [1, 10, 50, 200];

/**
 * `npm run bench [-- --runs 5]`: prints what docs/performance.md records. Takes some minutes.
 * @returns the exit code.
 */
export async function bench(root: string, argv: readonly string[], report: (line: string) => void): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { runs: { type: "string", default: "5" } } });
  const runs = Number(values.runs);
  const progress = (what: string): void => {
    report(`measuring ${what} …`);
  };
  const environments = await measureEnvironments(runs, progress);
  const production = environments.find(({ environment }) => environment === "production");
  progress("shares");
  const shares = await measureShares(root, production?.preview.seconds ?? 0, runs);
  const growth = await measureGrowth(GROWTH, Math.min(runs, 3), progress);
  report(`\n${machine()}; medians of ${runs}, of ${Math.min(runs, 3)} for growth, each after a warming run\n`);
  report([environmentsTable(environments), sharesTable(shares), growthTable(growth)].join("\n\n"));
  return 0;
}

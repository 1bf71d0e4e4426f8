import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runInTerminal } from "./process";
import type { Report } from "./session";

/**
 * Has Node collect young objects in steps of 64 MB. Checks and tests hold so much that its own steps of 16 MB cost a
 * tenth to a third of their time. Jest hands it on to its workers.
 */
export const YOUNG_SPACE = "--max-semi-space-size=64";

/** A run of jest. */
export interface TestRun {
  readonly root: string;
  /** The file for jest's totals, which `.ci/run` adds up. */
  readonly results: string;
  /** Which projects of jest.config.cjs it takes. */
  readonly args: readonly string[];
  /** What the user wants beside that. */
  readonly argv: readonly string[];
  readonly report: Report;
}

/** Runs tests in this terminal, and says how they ended. Returns jest's exit code. */
export function runTests(name: string, { root, results, args, argv, report }: TestRun): Promise<number> {
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  // What takes several words stands before an option, or it would take the user's paths, too.
  const words = [YOUNG_SPACE, jest, ...args, "--json", `--outputFile=${results}`, ...argv];
  return timed(
    name,
    report,
    () => runInTerminal(process.execPath, words, process.env),
    () => verdict(results),
  );
}

/** What the tests' result line says. With jest's `--listTests`, for example, no test runs and so none passes. */
function verdict(results: string): string {
  if (!existsSync(results)) return "none ran";
  const { numTotalTests } = JSON.parse(readFileSync(results, "utf8")) as { numTotalTests: number };
  return numTotalTests > 0 ? "passed" : "none ran";
}

/** Says how long work took, and whether it ended with success, by its exit code. */
export async function timed(
  name: string,
  report: Report,
  run: () => Promise<number>,
  success: () => string = () => "passed",
): Promise<number> {
  const started = performance.now();
  const code = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  report(code === 0 ? `${name}: ${success()} in ${seconds} s` : `${name}: failed after ${seconds} s`);
  return code;
}

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureEngine } from "../../tools/engine";
import type { Command } from "../command";
import { localPaths } from "../local/paths";
import { runInTerminal, runQuietly } from "../local/process";
import type { Report } from "../local/session";

/** Checks that only read the sources. They run side by side, since each uses one core. */
const STATIC_CHECKS: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  format: ["prettier", "--check", "--log-level", "warn", "."],
  types: ["tsc", "--pretty"],
  lint: ["eslint", "--color", "--max-warnings", "0", "."],
};

export const command: Command = {
  help: {
    summary: "Checks format, types and lint, then runs all tests; stops at the first that fails.",
    usage: ["npm test -- [arguments of jest]"],
    details: ["The tests with the real engine take minutes; --selectProjects unit leaves them out (without a path)."],
    examples: [
      ["npm test", "everything"],
      ["npm test -- test/components", "the checks, and the tests of one folder"],
      ["npx jest test/components/network", "the tests of one folder without the checks"],
    ],
  },
  run: ({ root, args, print }) => test(root, args, print),
};

/** `npm test`: what CI runs; tests run only where the static checks pass. Arguments go to jest. */
export async function test(root: string, argv: readonly string[], report: Report): Promise<number> {
  await ensureEngine({ root, report }); // the lifecycle tests run it
  const { local } = localPaths(root);
  const results = join(local, "test-results.json");
  mkdirSync(local, { recursive: true });
  rmSync(results, { force: true });

  report(`checking ${Object.keys(STATIC_CHECKS).join(", ")} …`);
  const checks = Object.entries(STATIC_CHECKS).map(([name, [command, ...args]]) =>
    timed(name, report, () => check(binary(root, command), args, report)),
  );
  const failed = (await Promise.all(checks)).find((code) => code !== 0);
  if (failed !== undefined) return failed;

  report("running tests …");
  const args = ["--json", `--outputFile=${results}`, ...argv];
  return timed(
    "tests",
    report,
    () => runInTerminal(binary(root, "jest"), args, process.env),
    () => verdict(results),
  );
}

/** What the tests' result line says. With jest's `--listTests`, for example, no test runs and so none passes. */
function verdict(results: string): string {
  if (!existsSync(results)) return "none ran";
  const { numTotalTests } = JSON.parse(readFileSync(results, "utf8")) as { numTotalTests: number };
  return numTotalTests > 0 ? "passed" : "none ran";
}

function binary(root: string, command: string): string {
  return join(root, "node_modules", ".bin", command);
}

/** Runs a check and shows its output only if it fails, so that checks side by side don't mix their lines. */
async function check(command: string, args: readonly string[], report: Report): Promise<number> {
  const { code, output } = await runQuietly(command, args);
  if (code !== 0) report(output.trimEnd());
  return code;
}

async function timed(
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

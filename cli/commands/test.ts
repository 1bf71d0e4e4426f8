import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureEngine } from "../../tools/engine";
import { localPaths } from "../local/paths";
import { runInTerminal } from "../local/process";
import type { Report } from "../local/session";

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** `npm test`: what CI runs; stops at the first step that fails. Further arguments go to jest. */
export async function test(root: string, argv: readonly string[], report: Report): Promise<number> {
  await ensureEngine({ root, report }); // the lifecycle tests run it
  const results = join(localPaths(root).local, "test-results.json");
  mkdirSync(localPaths(root).local, { recursive: true });
  for (const step of steps(results, argv)) {
    const code = await timed(root, step, report);
    if (code !== 0) return code;
  }
  return 0;
}

function steps(results: string, argv: readonly string[]): Step[] {
  return [
    { name: "format", command: "prettier", args: ["--check", "--log-level", "warn", "."] },
    { name: "types", command: "tsc", args: [] },
    { name: "lint", command: "eslint", args: ["--max-warnings", "0", "."] },
    { name: "tests", command: "jest", args: ["--json", `--outputFile=${results}`, ...argv] },
  ];
}

async function timed(root: string, { name, command, args }: Step, report: Report): Promise<number> {
  report(`${name} …`);
  const started = performance.now();
  const code = await runInTerminal(join(root, "node_modules", ".bin", command), args, process.env);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  report(code === 0 ? `${name}: passed in ${seconds} s` : `${name}: failed after ${seconds} s`);
  return code;
}

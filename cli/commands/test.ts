import { join } from "node:path";
import { ensureEngine } from "../../tools/engine";
import type { Command } from "../command";
import { localPaths } from "../local/paths";
import { runQuietly } from "../local/process";
import type { Report } from "../local/session";
import { runTests, timed, YOUNG_SPACE } from "../local/tests";

/**
 * Checks that read the sources only, the longest first. They note below node_modules/.cache in what they found nothing,
 * and don't check it again.
 */
const STATIC_CHECKS: Readonly<Record<string, readonly [script: string, ...args: string[]]>> = {
  "types and lint": [join("tools", "checks", "sources.mjs")],
  format: [
    join("node_modules", "prettier", "bin", "prettier.cjs"),
    ...["--check", "--log-level", "warn", "--cache", "--cache-strategy", "content", "."],
  ],
};

export const command: Command = {
  help: {
    summary: "Checks format, types and lint while it runs all tests but the long ones.",
    usage: ["npm test -- [arguments of jest]"],
    details: [
      "The tests with the real engine take minutes; --selectProjects unit leaves them out (without a path).",
      "The long tests, test/**/*.long.test.ts, run with npm run test:long.",
    ],
    examples: [
      ["npm test", "everything but the long tests"],
      ["npm test -- test/components", "the checks, and the tests of one folder"],
      ["npx jest test/components/network", "the tests of one folder without the checks"],
    ],
  },
  run: ({ root, args, print }) => test(root, args, print),
};

/** `npm test`: checks and tests run side by side, each to its end. Arguments go to jest. */
export async function test(root: string, argv: readonly string[], report: Report): Promise<number> {
  await ensureEngine({ root, report }); // the lifecycle tests run it
  report(`checking ${Object.keys(STATIC_CHECKS).join(", ")} and running tests …`);
  const checks = Object.entries(STATIC_CHECKS).map(([name, check]) => checked(root, name, check, report));
  const results = join(localPaths(root).local, "test-results.json");
  const tests = runTests("tests", { root, results, args: ["--ignoreProjects", "long"], argv, report });
  const [code, ended] = await Promise.all([tests, Promise.all(checks)]);
  const failed = ended.filter((each) => each.code !== 0);
  report("the long tests, test/**/*.long.test.ts, are not among these: npm run test:long");
  for (const { output } of failed) report(output);
  return [code, ...failed.map((each) => each.code)].find((each) => each !== 0) ?? 0;
}

/** How a check ended. */
interface Checked {
  readonly code: number;
  readonly output: string;
}

/** Tells at once how a check ended; what it found waits for the tests' end, so that their lines don't mix. */
async function checked(
  root: string,
  name: string,
  [script, ...args]: readonly [script: string, ...args: string[]],
  report: Report,
): Promise<Checked> {
  let output = "";
  const run = async (): Promise<number> => {
    const { code, output: said } = await runQuietly(process.execPath, [YOUNG_SPACE, join(root, script), ...args]);
    output = said.trimEnd();
    return code;
  };
  return { code: await timed(name, report, run), output };
}

import { join } from "node:path";
import { ensureEngine } from "../../tools/engine";
import type { Command } from "../command";
import { localPaths } from "../local/paths";
import type { Report } from "../local/session";
import { runTests } from "../local/tests";

export const command: Command = {
  help: {
    summary: "Runs the long tests, test/**/*.long.test.ts, which npm test leaves out.",
    usage: ["npm run test:long -- [arguments of jest]"],
    details: ["They deploy whole environments again and again, or start whole servers. CI runs them after npm test."],
    examples: [
      ["npm run test:long", "all of them"],
      ["npm run test:long -- test/lifecycle", "those of one folder"],
    ],
  },
  run: ({ root, args, print }) => testLong(root, args, print),
};

/** `npm run test:long`: the tests that `npm test` leaves out. Arguments go to jest. */
export async function testLong(root: string, argv: readonly string[], report: Report): Promise<number> {
  await ensureEngine({ root, report });
  const results = join(localPaths(root).local, "test-results-long.json");
  return runTests("long tests", { root, results, args: ["--selectProjects", "long"], argv, report });
}

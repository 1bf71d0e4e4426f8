import { join } from "node:path";
import { loadTypeScript } from "../../tools/typescript/load.cjs";
import type { Command } from "../command";
import type { Report } from "../local/session";

interface Bench {
  bench(root: string, argv: readonly string[], report: Report): Promise<number>;
}

export const command: Command = {
  help: {
    summary: "Measures what takes time, for docs/performance.md.",
    usage: [
      "npm run bench -- [--runs <number>] [--part <part>]…",
      "npm run bench -- --part sequences [--sequences <number>] [--seed <number>]",
    ],
    details: [
      "Parts are commands, environments, growth, policies, detection, data-plane, rollouts and simulation; and, where it is",
      "named, sequences: randomised deployments, scalings, failures and returns, 200 unless told otherwise.",
      "Takes some minutes on a machine that does nothing else. Five runs of all parts unless told otherwise.",
    ],
    examples: [
      ["npm run bench", "all parts, five runs each"],
      ["npm run bench -- --runs 3 --part policies", "the policies alone, three runs"],
      ["npm run bench -- --part sequences --seed 7", "the sequences that seed 7 stands for"],
    ],
  },
  run: ({ root, args, print }) => bench(root, args, print),
};

/** `npm run bench`: measures what docs/performance.md records. */
export function bench(root: string, argv: readonly string[], report: Report): Promise<number> {
  const loaded = loadTypeScript(join(root, "bench", "main.ts")) as Bench;
  return loaded.bench(root, argv, report);
}

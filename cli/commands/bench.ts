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
    usage: ["npm run bench -- [--runs <number>] [--part <part>]…"],
    details: [
      "Parts are commands, environments, growth, policies, detection, data-plane, rollouts and simulation.",
      "Takes some minutes on a machine that does nothing else. Five runs of all parts unless told otherwise.",
    ],
    examples: [
      ["npm run bench", "all parts, five runs each"],
      ["npm run bench -- --runs 3 --part policies", "the policies alone, three runs"],
    ],
  },
  run: ({ root, args, print }) => bench(root, args, print),
};

/** `npm run bench`: measures what docs/performance.md records. */
export function bench(root: string, argv: readonly string[], report: Report): Promise<number> {
  const loaded = loadTypeScript(join(root, "bench", "main.ts")) as Bench;
  return loaded.bench(root, argv, report);
}

import { join } from "node:path";
import { loadTypeScript } from "../../tools/typescript/load.cjs";
import type { Report } from "../local/session";

interface Bench {
  bench(root: string, argv: readonly string[], report: Report): Promise<number>;
}

/** `npm run bench`: measures what docs/performance.md records. */
export function bench(root: string, argv: readonly string[], report: Report): Promise<number> {
  const loaded = loadTypeScript(join(root, "bench", "main.ts")) as Bench;
  return loaded.bench(root, argv, report);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const ROOT = join(__dirname, "..", "..");

const FOLDERS = [
  "automation",
  "bench",
  "ci",
  "cli",
  "components",
  "costs",
  "localcloud",
  "monitor",
  "policies",
  "stacks",
  "test",
  "tools",
];

/** An import or export of values; types are gone when the code runs. */
const IMPORT = /^(?:import|export) (?!type )[^;]*?from "(\.[^"]*)";$/gm;

/** The modules that a module loads. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return [...source.matchAll(IMPORT)].flatMap(([, path = ""]) => {
    const base = normalize(join(dirname(file), path));
    return [`${base}.ts`, join(base, "index.ts")].find((candidate) => existsSync(join(ROOT, candidate))) ?? [];
  });
}

/** A chain of modules that ends where it began; undefined where there is none. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const finished = new Set<string>();
  const cycleFrom = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (finished.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = cycleFrom(next, [...way, file]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = cycleFrom(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe("the modules", () => {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/(^|\/)(dist|node_modules)\//.test(file))
      .map((file) => join(folder, file)),
  );

  it("load each other in one direction", () => {
    const graph = new Map(sources.map((file) => [file, importsOf(file)]));

    expect([...graph.values()].flat().length).toBeGreaterThan(1000);
    expect(cycleIn(graph)).toBeUndefined();
  });

  it("are told where they go in a circle", () => {
    const graph = { a: ["b", "c"], b: [], c: ["d"], d: ["c"] };

    expect(cycleIn(new Map(Object.entries(graph)))).toEqual(["c", "d", "c"]);
  });
});

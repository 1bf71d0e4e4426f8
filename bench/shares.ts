import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { measure, median, medianOf } from "./measure";
import { withProgram } from "./scratch-project";

/** Programs of which each does more of what ours does. The differences between them show what takes the time. */
const PROGRAMS = {
  empty: "",
  packages: '["@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/docker"].forEach((name) => require(name));\n',
} as const;

export interface Shares {
  /** Preview of a program that does nothing: the engine, its language host and the start of Node. */
  readonly engine: number;
  /** What loading the SDK's packages adds. */
  readonly packages: number;
  /** What compiling and loading our program takes. */
  readonly program: number;
  /** The rest: registrations through engine and SDK, and the local cloud's answers. */
  readonly rest: number;
}

/** Splits the time of an environment's preview, in seconds. */
export async function measureShares(root: string, preview: number, runs: number): Promise<Shares> {
  const engine = await previewOf(root, PROGRAMS.empty, runs);
  const packages = await previewOf(root, PROGRAMS.packages, runs);
  const program = programSeconds(root, runs);
  const loading = packages - engine;
  return { engine, packages: loading, program, rest: preview - engine - loading - program };
}

function previewOf(root: string, source: string, runs: number): Promise<number> {
  return withProgram(
    root,
    source,
    async (rehearsal) =>
      (await medianOf(runs, () => measure(rehearsal, ["preview", "--stack", "development"]))).seconds,
  );
}

/** Seconds from the packages being loaded to our program's functions being ready to run. */
function programSeconds(root: string, runs: number): number {
  const script = `
    ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/docker"].forEach((name) => require(name));
    const started = performance.now();
    require(${JSON.stringify(join(root, "stacks", "main.js"))});
    process.stdout.write(String(performance.now() - started));`;
  const times = Array.from({ length: runs }, () =>
    Number(execFileSync(process.execPath, ["-e", script], { cwd: root })),
  );
  return median(times) / 1000;
}

import { residentMebibytes } from "../test/support/process-tree";
import type { Rehearsal } from "../test/support/rehearsal";

const SAMPLE_MILLISECONDS = 40;
const WARMING_RUNS = 3;

/** A process that was started, and the promise of its end. */
export type Run = Awaited<ReturnType<Rehearsal["start"]>>;

/** The time and memory that one run of a command needed. */
export interface Measured {
  readonly seconds: number;
  /** The highest memory use of the engine and the program together. */
  readonly mebibytes: number;
}

/** Runs a command of the engine and expects it to succeed. */
export async function measure(rehearsal: Rehearsal, args: readonly string[]): Promise<Measured> {
  await rehearsal.cloud(); // the start of the local cloud doesn't count
  return measureRun(`pulumi ${args.join(" ")}`, () => rehearsal.start(args));
}

/** Measures a process from its start to its end, and expects it to succeed. */
export async function measureRun(name: string, start: () => Promise<Run> | Run): Promise<Measured> {
  const started = performance.now();
  const { child, outcome } = await start();
  let mebibytes = 0;
  const sampling = setInterval(() => {
    mebibytes = Math.max(mebibytes, residentMebibytes(child.pid ?? 0));
  }, SAMPLE_MILLISECONDS);
  const { code, output } = await outcome.finally(() => {
    clearInterval(sampling);
  });
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}:\n${output}`);
  return { seconds: (performance.now() - started) / 1000, mebibytes };
}

/** The median of each figure over several runs, after those that warm the caches. */
export async function medianOf(runs: number, run: () => Promise<Measured>): Promise<Measured> {
  return (await mediansOf(runs, { run })).run;
}

/**
 * The medians of several commands that take turns, so that other work on the machine slows all of them alike. Before
 * that, each runs three times: the first run caches what it compiled, the second what V8 made of it
 * (docs/performance.md).
 */
export async function mediansOf<Name extends string>(
  runs: number,
  commands: Readonly<Record<Name, () => Promise<Measured>>>,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(commands) as Name[];
  const results = new Map<Name, Measured[]>(names.map((name) => [name, []]));
  for (let turn = -WARMING_RUNS; turn < runs; turn += 1) {
    for (const name of names) {
      const measured = await commands[name]();
      if (turn >= 0) results.get(name)?.push(measured);
    }
  }
  const medians = names.map((name) => [name, medianFigures(results.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, Measured>;
}

function medianFigures(results: readonly Measured[]): Measured {
  return {
    seconds: median(results.map(({ seconds }) => seconds)),
    mebibytes: median(results.map(({ mebibytes }) => mebibytes)),
  };
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new Error("there is no median of nothing");
  return (low + high) / 2;
}

import { residentMebibytes } from "../test/support/process-tree";
import type { Rehearsal } from "../test/support/rehearsal";

const SAMPLE_MILLISECONDS = 40;

/** What one run of a command took. */
export interface Measured {
  readonly seconds: number;
  /** Most memory that the engine and the program held together. */
  readonly mebibytes: number;
}

/** Runs a command of the engine and expects it to succeed. */
export async function measure(rehearsal: Rehearsal, args: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const { child, outcome } = await rehearsal.start(args);
  let mebibytes = 0;
  const sampling = setInterval(() => {
    mebibytes = Math.max(mebibytes, residentMebibytes(child.pid ?? 0));
  }, SAMPLE_MILLISECONDS);
  const { code, output } = await outcome.finally(() => {
    clearInterval(sampling);
  });
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${output}`);
  return { seconds: (performance.now() - started) / 1000, mebibytes };
}

/** The median of each figure over several runs, after one that warms the caches. */
export async function medianOf(runs: number, run: () => Promise<Measured>): Promise<Measured> {
  await run();
  const results: Measured[] = [];
  for (let index = 0; index < runs; index += 1) results.push(await run());
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

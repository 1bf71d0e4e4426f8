import { deploy } from "../automation/pipeline/deploy";
import { loadTargetOf } from "../cli/load/load-target";
import { liveStatus } from "../localcloud/control-client";
import { type LoadReport, sendLoad } from "../localcloud/load/send";
import { sequencesOf, told } from "../test/support/sequences/commands";
import { Model } from "../test/support/sequences/model";
import { runSequence, type SequenceResult } from "../test/support/sequences/perform";
import { FIRST, REHEARSED_FAULTS, RehearsedProduct } from "../test/support/sequences/rehearsed-product";

/** Which sequences are run. */
export interface SequencesArgs {
  readonly seed: number;
  readonly count: number;
}

/** What came of randomised sequences. */
export interface SequenceFigures extends SequencesArgs {
  /** Sequences that ended as the model says. */
  readonly asExpected: number;
  readonly commands: number;
  /** Commands that ended as the model says. */
  readonly commandsAsExpected: number;
  readonly minutes: number;
  /** What differed, by sequence. */
  readonly failures: readonly string[];
  /** Requests that flowed during some sequences, and those that got no answer or a server's error. */
  readonly requests: number;
  readonly lost: number;
}

/** Services run as processes, which would take too much of AWS's time to start if it ran faster. */
const SPEED = 20;

const MOST_COMMANDS = 5;

/** In each fourth sequence requests flow, so many a second. */
const [LOADED, RATE] = [4, 10];
/** Longer than any sequence takes. */
const LONG_SECONDS = 3_600;

/** An environment, and what it is to be like. */
interface Pair {
  readonly product: RehearsedProduct;
  readonly model: Model;
}

/**
 * Runs sequences on one environment with the real engine, each from where the last one ended. After one that didn't end
 * as the model says, the next ones go on with another environment.
 */
export async function measureSequences(
  { seed, count }: SequencesArgs,
  progress: (what: string) => void,
): Promise<SequenceFigures> {
  const began = performance.now();
  const [results, reports]: [SequenceResult[], LoadReport[]] = [[], []];
  let pair: Pair | undefined;
  try {
    for (const [place, commands] of sequencesOf(seed, count, REHEARSED_FAULTS, MOST_COMMANDS).entries()) {
      progress(`sequence ${place + 1} of seed ${seed}: ${told(commands)}`);
      pair ??= await freshPair();
      const { product, model } = pair;
      const work = (): Promise<SequenceResult> => runSequence(commands, product, model, { looksOften: false });
      const result = place % LOADED === 0 ? await underLoad(product, work, reports) : await work();
      results.push(result);
      if (result.differences.length === 0) continue;
      progress(`it differs: ${result.differences.join("\n")}`);
      await product.end();
      pair = undefined;
    }
  } finally {
    await pair?.product.end();
  }
  return figures({ seed, count }, results, reports, (performance.now() - began) / 60_000);
}

async function freshPair(): Promise<Pair> {
  const product = await RehearsedProduct.begin(SPEED);
  const { status, failure } = await deploy({ image: product.imageOf(FIRST.image) }, product.context);
  if (status !== "succeeded") throw new Error(`the first deployment ${status}: ${failure ?? ""}`);
  return { product, model: new Model(FIRST, FIRST.min) };
}

/** Sends requests to the environment while work goes on. */
async function underLoad(
  product: RehearsedProduct,
  work: () => Promise<SequenceResult>,
  reports: LoadReport[],
): Promise<SequenceResult> {
  const { listeners } = await liveStatus(await product.controlUrl());
  const target = loadTargetOf(listeners, product.context.environment, "/health");
  if (target === undefined) throw new Error("no listener takes requests");
  const end = new AbortController();
  const load = sendLoad(target, [{ rate: RATE, seconds: LONG_SECONDS }], undefined, end.signal);
  const result = await work().finally(() => {
    end.abort();
  });
  reports.push(await load);
  return result;
}

function figures(
  args: SequencesArgs,
  results: readonly SequenceResult[],
  reports: readonly LoadReport[],
  minutes: number,
): SequenceFigures {
  const failures = results.filter(({ differences }) => differences.length > 0);
  return {
    ...args,
    asExpected: results.length - failures.length,
    commands: sum(results.map(({ commands }) => commands.length)),
    commandsAsExpected: sum(results.map(({ asExpected }) => asExpected)),
    minutes,
    failures: failures.map(({ commands, differences }) => `${told(commands)}: ${differences.join("; ")}`),
    requests: sum(reports.map(({ requests }) => requests)),
    lost: sum(reports.map(({ failures: lost }) => lost)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

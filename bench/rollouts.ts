import { sendLoad } from "../localcloud/load/send";
import { type Rollout, ROLLOUTS } from "../test/localcloud/live/support/shop";
import { Program } from "./program";

/** Requests that are sent while versions are rolled out one after another, and how many in each second. */
const [REQUESTS, RATE] = [20_000, 500];
/** Seconds of one load: a machine that is slower than the rate takes more of them. */
const LOAD_SECONDS = 10;

/** What became of requests during rollouts of one kind. */
export interface RolloutFigures {
  readonly rollout: Rollout;
  /** Versions that were rolled out meanwhile. */
  readonly versions: number;
  readonly requests: number;
  /** Requests that had another answer than 200. */
  readonly failed: number;
  /** Requests that had no answer, or none within the load generator's patience. */
  readonly unanswered: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** Sends requests while versions of a service are rolled out, and counts what is lost. */
export async function measureRollouts(root: string, progress: (what: string) => void): Promise<RolloutFigures[]> {
  const figures: RolloutFigures[] = [];
  for (const rollout of ROLLOUTS) {
    progress(`${rollout} rollouts under load`);
    figures.push(await figuresOf(root, rollout));
  }
  return figures;
}

async function figuresOf(root: string, rollout: Rollout): Promise<RolloutFigures> {
  const cloud = await Program.run(root, "rollouts-process.ts", rollout);
  try {
    const url = JSON.parse(await cloud.line()) as string;
    let [requests, answered, unanswered, p99] = [0, 0, 0, 0];
    while (requests < REQUESTS) {
      const report = await sendLoad({ url }, [{ rate: RATE, seconds: LOAD_SECONDS }]);
      requests += report.requests;
      answered += report.byStatus[200] ?? 0;
      unanswered += report.unanswered;
      p99 = Math.max(p99, report.percentiles.p99);
    }
    return {
      rollout,
      versions: cloud.linesLeft(),
      requests,
      failed: requests - answered - unanswered,
      unanswered,
      p99,
    };
  } finally {
    await cloud.end();
  }
}

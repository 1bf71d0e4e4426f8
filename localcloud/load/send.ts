import autocannon from "autocannon";
import { ResponseTimes } from "./response-times";
import type { LoadStep } from "./profiles";

/** Where a load is sent. */
export interface LoadTarget {
  readonly url: string;
  /** Name that requests and TLS ask for. @default the URL's own */
  readonly host?: string;
}

/** What became of a load. */
export interface LoadReport {
  /** How long it took, with the pauses between steps. */
  readonly seconds: number;
  /** Requests that were answered or failed. */
  readonly requests: number;
  /** Answers by status. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests that had no answer: connections that failed, and answers that stayed out. */
  readonly unanswered: number;
  /** Requests that had no answer, or one of a server's error. */
  readonly failures: number;
  /** Milliseconds within which so many percent of the answers came. */
  readonly percentiles: Readonly<Record<"p50" | "p90" | "p95" | "p99" | "max", number>>;
}

/** Connections of an ordinary browser's or client's kind, over which the requests are shared. */
const MOST_CONNECTIONS = 50;
/** Seconds after which an answer counts as failed. */
const ANSWER_TIMEOUT = 10;

/** Counts answers of all steps. */
interface Tally {
  readonly times: ResponseTimes;
  readonly byStatus: Record<string, number>;
  unanswered: number;
}

/**
 * Sends a load, one step after the other. Certificates are not verified: the load generator can't.
 *
 * @param onStep told before each step
 * @param signal ends the load early, with the report of what was sent
 */
export async function sendLoad(
  target: LoadTarget,
  steps: readonly LoadStep[],
  onStep: (step: LoadStep) => void = () => undefined,
  signal?: AbortSignal,
): Promise<LoadReport> {
  const began = performance.now();
  const tally: Tally = { times: new ResponseTimes(), byStatus: {}, unanswered: 0 };
  for (const step of steps) {
    if (signal?.aborted === true) break;
    onStep(step);
    await sendStep(target, step, tally, signal);
  }
  return reportOf(tally, (performance.now() - began) / 1000);
}

async function sendStep(target: LoadTarget, step: LoadStep, tally: Tally, signal?: AbortSignal): Promise<void> {
  const { url, host } = target;
  const requests = Math.max(1, Math.round(step.rate * step.seconds));
  const before = tally.times.count;
  const connections = Math.min(MOST_CONNECTIONS, step.rate, requests);
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        amount: requests,
        overallRate: step.rate,
        timeout: ANSWER_TIMEOUT,
        headers: host === undefined ? {} : { host },
        ...(host === undefined ? {} : { servername: host }),
      },
      (error: Error | null, result) => {
        signal?.removeEventListener("abort", stop);
        if (error !== null) {
          reject(error);
          return;
        }
        // It counts a connection that fails as an error, but not one that ends before the answer came.
        const wasStopped = signal?.aborted === true;
        tally.unanswered += wasStopped ? result.errors : Math.max(0, requests - (tally.times.count - before));
        resolve();
      },
    );
    const stop = (): void => {
      run.stop();
    };
    signal?.addEventListener("abort", stop, { once: true });
    run.on("response", (_client, status, _bytes, milliseconds) => {
      tally.times.add(milliseconds);
      tally.byStatus[String(status)] = (tally.byStatus[String(status)] ?? 0) + 1;
    });
  });
}

function reportOf({ times, byStatus, unanswered }: Tally, seconds: number): LoadReport {
  const errors = Object.entries(byStatus).filter(([status]) => Number(status) >= 500);
  return {
    seconds,
    requests: times.count + unanswered,
    byStatus,
    unanswered,
    failures: errors.reduce((sum, [, count]) => sum + count, unanswered),
    percentiles: {
      p50: times.percentile(0.5),
      p90: times.percentile(0.9),
      p95: times.percentile(0.95),
      p99: times.percentile(0.99),
      max: times.percentile(1),
    },
  };
}

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
  /** Requests of the load that were not sent, since what answers them was too slow. */
  readonly unsent: number;
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

/** Seconds that a step may take longer: the last answers have to come. */
const STEP_GRACE = 1;

/** Counts answers of all steps. */
interface Tally {
  readonly times: ResponseTimes;
  readonly byStatus: Record<string, number>;
  unanswered: number;
  unsent: number;
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
  const tally: Tally = { times: new ResponseTimes(), byStatus: {}, unanswered: 0, unsent: 0 };
  for (const step of steps) {
    if (signal?.aborted === true) break;
    onStep(step);
    await sendStep(target, step, tally, signal);
  }
  return reportOf(tally, (performance.now() - began) / 1000);
}

async function sendStep(target: LoadTarget, step: LoadStep, tally: Tally, signal?: AbortSignal): Promise<void> {
  const requests = Math.max(1, Math.round(step.rate * step.seconds));
  const before = tally.times.count;
  const { errors, isCut } = await sendRequests(target, step, requests, tally, signal);
  // It counts a connection that fails as an error, but not one that ends before the answer came.
  const missing = Math.max(0, requests - (tally.times.count - before));
  const wasStopped = signal?.aborted === true;
  tally.unanswered += wasStopped || isCut ? errors : missing;
  if (isCut) tally.unsent += Math.max(0, missing - errors);
}

/** Ends with its step's time where more is left to send than is under way: a spike that goes on and on is none. */
function sendRequests(
  target: LoadTarget,
  { rate, seconds }: LoadStep,
  requests: number,
  { times, byStatus }: Tally,
  signal?: AbortSignal,
): Promise<{ readonly errors: number; readonly isCut: boolean }> {
  const connections = Math.min(MOST_CONNECTIONS, rate, requests);
  let [answered, isCut] = [0, false];
  return new Promise((resolve, reject) => {
    const run = autocannon(
      { ...optionsOf(target), connections, amount: requests, overallRate: rate },
      (error, result) => {
        clearTimeout(cut);
        signal?.removeEventListener("abort", stop);
        if (error === null) resolve({ errors: result.errors, isCut });
        else reject(error as Error);
      },
    );
    const stop = (): void => {
      run.stop();
    };
    const cut = setTimeout(
      () => {
        isCut = requests - answered > connections;
        if (isCut) stop();
      },
      (seconds + STEP_GRACE) * 1000,
    );
    signal?.addEventListener("abort", stop, { once: true });
    run.on("response", (_client, status, _bytes, milliseconds) => {
      answered += 1;
      times.add(milliseconds);
      byStatus[String(status)] = (byStatus[String(status)] ?? 0) + 1;
    });
  });
}

function optionsOf({ url, host }: LoadTarget): autocannon.Options {
  return { url, timeout: ANSWER_TIMEOUT, ...(host === undefined ? {} : { headers: { host }, servername: host }) };
}

function reportOf({ times, byStatus, unanswered, unsent }: Tally, seconds: number): LoadReport {
  const errors = Object.entries(byStatus).filter(([status]) => Number(status) >= 500);
  return {
    seconds,
    requests: times.count + unanswered,
    byStatus,
    unsent,
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

import { errorText, type Log } from "./log";

const EVERY = 60_000;

export interface QueueReportOptions {
  /** Name by which autoscaling knows the service. */
  readonly serviceName: string;
  /** How the queue's length is found. */
  readonly depth: (signal: AbortSignal) => Promise<number>;
  /** Longest time that finding it may take, in milliseconds. */
  readonly timeout: number;
  readonly log: Log;
  readonly write?: (line: string) => void;
  readonly now?: () => number;
}

/** Reports the queue's length every minute, for autoscaling to see, until told to stop. */
export function startQueueReport(options: QueueReportOptions, every = EVERY): () => void {
  const timer = setInterval(() => void report(options), every);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** Reports once. What can't be found out is not reported: no data keeps things as they are. */
export async function report(options: QueueReportOptions): Promise<void> {
  const { serviceName, depth, timeout, log, write = print, now = Date.now } = options;
  try {
    const length = await depth(AbortSignal.timeout(timeout));
    write(`${JSON.stringify(embeddedMetric(serviceName, length, now()))}\n`);
  } catch (error) {
    log("warn", "the queue's length is not known", { error: errorText(error) });
  }
}

function print(line: string): void {
  process.stdout.write(line);
}

/**
 * CloudWatch makes a metric of it when it comes by in the log (Amazon CloudWatch User Guide, "Embedded metric format").
 */
function embeddedMetric(serviceName: string, length: number, timestamp: number): object {
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        { Namespace: "ProofPix", Dimensions: [["Service"]], Metrics: [{ Name: "QueueDepth", Unit: "Count" }] },
      ],
    },
    Service: serviceName,
    QueueDepth: length,
  };
}

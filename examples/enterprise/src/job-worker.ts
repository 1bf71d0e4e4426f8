import { aborted, pauseUnless } from "./aborts";
import type { JobQueue, TakenJob } from "./job-queue";
import type { JobMetrics, JobOutcome } from "./job-metrics";
import { errorText, type Log } from "./log";
import { errorType, openSpan, type OpenSpan, SpanKind } from "./tracing";

/** Milliseconds to wait when the queue, or what jobs need, is away. */
const PAUSE = 5000;
/** Two extensions may fail before another worker gets a job that is still being done. */
const EXTENSIONS_A_TIMEOUT = 3;

export interface JobWorkerOptions {
  readonly queue: Pick<JobQueue, "name" | "take" | "delete" | "hide" | "visibilityTimeout" | "spanOptions">;
  /** Does the job. When the signal aborts, it should give up: the job is given back. */
  readonly work: (job: TakenJob, signal: AbortSignal) => Promise<void>;
  /** Resolves when jobs can be done. Until then none is taken: an outage would use up the attempts of every job. */
  readonly ready: () => Promise<void>;
  readonly log: Log;
  readonly metrics: Pick<JobMetrics, "begin" | "end">;
  /** Milliseconds to wait when the queue, or what jobs need, is away. @default 5000 */
  readonly pause?: number;
}

/**
 * Takes one job at a time and does it. A job that fails comes back when its visibility timeout is over, until SQS moves
 * it to the dead letters.
 */
export class JobWorker {
  private readonly stopping = new AbortController();
  private readonly cutOff = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: JobWorkerOptions) {}

  /** Works until told to stop. */
  run(): Promise<void> {
    this.running = this.loop();
    return this.running;
  }

  /**
   * Takes no more jobs, and lets the one that is being done finish.
   * @param deadline milliseconds after which it is given back to the queue instead.
   * @returns whether it finished.
   */
  async stop(deadline: number): Promise<boolean> {
    const { log } = this.options;
    log("info", "stopping", { deadline });
    this.stopping.abort();
    const cut = setTimeout(() => {
      this.cutOff.abort();
    }, deadline);
    await this.running;
    clearTimeout(cut);
    const finished = !this.cutOff.signal.aborted;
    log("info", "stopped", { finished });
    return finished;
  }

  private async loop(): Promise<void> {
    const { ready, queue, log, pause = PAUSE } = this.options;
    const { signal } = this.stopping;
    while (!this.stopped()) {
      try {
        await ready();
        const job = await queue.take(signal);
        if (job !== undefined) await this.observed(job);
      } catch (error) {
        if (this.stopped()) return;
        log("warn", "no job can be taken", { error: errorText(error) });
        await pauseUnless(signal, pause);
      }
    }
  }

  private stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Counts a job, and goes on with the trace in which it was sent. */
  private async observed(job: TakenJob): Promise<void> {
    const { metrics, queue } = this.options;
    const span = openSpan(`process ${queue.name}`, queue.spanOptions("process", SpanKind.CONSUMER), job.trace);
    const begin = performance.now();
    metrics.begin();
    let outcome: JobOutcome = "failed";
    try {
      outcome = await span.run(() => this.handle(job, span));
    } finally {
      metrics.end(outcome, (performance.now() - begin) / 1000);
      span.end();
    }
  }

  private async handle(job: TakenJob, span: OpenSpan): Promise<JobOutcome> {
    const { log, queue } = this.options;
    const { attempt } = job;
    try {
      await this.doHidden(job);
      await queue.delete(job);
      log("info", "job done", { attempt });
      return "done";
    } catch (error) {
      span.fail(errorType(error));
      log("warn", "job failed", { attempt, error: errorText(error) });
      if (this.cutOff.signal.aborted) await queue.hide(job, 0);
      return "failed";
    }
  }

  /** Does a job, and keeps it hidden from other workers meanwhile. */
  private async doHidden(job: TakenJob): Promise<void> {
    const done = new AbortController();
    const hidden = this.keepHidden(job, done.signal);
    const { signal } = this.cutOff;
    try {
      await Promise.race([this.options.work(job, signal), aborted(signal, "the worker stops")]);
    } finally {
      done.abort();
      await hidden;
    }
  }

  private async keepHidden(job: TakenJob, done: AbortSignal): Promise<void> {
    const { queue, log } = this.options;
    const every = (queue.visibilityTimeout * 1000) / EXTENSIONS_A_TIMEOUT;
    while (await pauseUnless(done, every)) {
      try {
        await queue.hide(job, queue.visibilityTimeout);
      } catch (error) {
        log("warn", "a job can't be kept hidden", { error: errorText(error) });
      }
    }
  }
}

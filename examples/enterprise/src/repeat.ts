import { pauseUnless } from "./aborts";
import { errorText, type Log } from "./log";

export interface Repetition {
  /** For the log, when it fails. */
  readonly name: string;
  /** Milliseconds between the end of one run and the start of the next. */
  readonly pause: number;
  readonly log: Log;
}

/** Runs something again and again, beginning at once, until told to stop; a failure is logged and not the end. */
export async function repeat(
  work: () => Promise<void>,
  { name, pause, log }: Repetition,
  stop: AbortSignal,
): Promise<void> {
  do {
    try {
      await work();
    } catch (error) {
      log("warn", `${name} failed`, { error: errorText(error) });
    }
  } while (await pauseUnless(stop, pause));
}

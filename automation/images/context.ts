import type { ImageEvent } from "./events";
import { ImageFailure } from "./failure";

/** What work on images is given by whoever asks for it. */
export interface ImageContext {
  /** Is told what happens, while it happens. */
  readonly emit: (event: ImageEvent) => void;
  /** Ends the work. What was pushed until then stays, and is found by the next attempt. */
  readonly signal: AbortSignal;
}

/**
 * Has work end within a time limit, besides the context's signal.
 * @param doing what takes the time, as it follows "took longer than … to".
 * @throws {ImageFailure} `timed-out` when the time is over.
 */
export async function withinTimeLimit<T>(
  { signal }: ImageContext,
  seconds: number,
  doing: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (!limit.aborted || signal.aborted) throw error;
    throw new ImageFailure(
      "timed-out",
      `it took longer than ${seconds} s to ${doing}`,
      "Run the command again: what was finished is used again. If it always takes that long, raise the time limit.",
      { cause: error },
    );
  }
}

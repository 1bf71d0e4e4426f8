import { setTimeout } from "node:timers/promises";
import { AMPLE } from "../../../support/ample";

/**
 * Repeats an attempt until it no longer throws.
 * @param isHopeless whether no further attempt can succeed, as when the process that has to answer has ended.
 */
export async function eventually<Result>(
  attempt: () => Promise<Result> | Result,
  isHopeless: () => boolean = () => false,
): Promise<Result> {
  const until = performance.now() + AMPLE;
  for (;;) {
    // What ends during an attempt may have done before what the attempt waits for: another one looks.
    const isLast = isHopeless();
    try {
      return await attempt();
    } catch (error) {
      if (isLast || performance.now() > until) throw error;
      await setTimeout(50);
    }
  }
}

import { setTimeout } from "node:timers/promises";
import { AMPLE } from "../../../support/ample";

/** Repeats an attempt until it no longer throws. */
export async function eventually<Result>(attempt: () => Promise<Result> | Result): Promise<Result> {
  const until = performance.now() + AMPLE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
      await setTimeout(50);
    }
  }
}

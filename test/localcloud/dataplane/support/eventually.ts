import { setTimeout as sleep } from "node:timers/promises";

/** What a look finds, as soon as it finds something. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, patience: number): Promise<T> {
  const until = performance.now() + patience;
  for (let found = await look(); ; found = await look()) {
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error("it didn't happen in time");
    await sleep(5);
  }
}

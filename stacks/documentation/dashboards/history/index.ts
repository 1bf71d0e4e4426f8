import { writeAlerting } from "./alerting";
import { Exposition } from "./exposition";
import { instancesOf } from "./instances";
import { loadOf } from "./load";
import { writeServices } from "./services";
import { writeStores } from "./stores";
import type { Timeline } from "./timeline";

export type { Timeline } from "./timeline";

/**
 * Weeks of the sample system in the format of OpenMetrics: traffic with days and weekends, scaling that follows it, a
 * release with some trouble, and a backlog. Made up, and always the same for the same end.
 */
export function sampleHistory(timeline: Timeline): string {
  const exposition = new Exposition(timeline);
  const load = loadOf(timeline);
  writeServices(exposition, load, instancesOf(load));
  writeStores(exposition, load);
  writeAlerting(exposition, load);
  return exposition.text();
}

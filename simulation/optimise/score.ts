import type { ServiceSummary } from "../result/summary";
import { savedPercent, TARGETS } from "../result/verdict";

/** No target counts for more than so much, so that one which can't be met doesn't hide the others. */
const WORST = 3;

/**
 * How far a service is from the targets of SC-12: 0 where it meets all; each one that it misses counts 1, and by how
 * much it misses it.
 */
export function distanceFromTargets(summary: ServiceSummary): number {
  return missesOf(summary).reduce((sum, miss) => sum + (miss > 0 ? 1 + Math.min(WORST, miss) : 0), 0);
}

function missesOf(summary: ServiceSummary): number[] {
  const { reactions, unanswered, scaledUtilisation, fixedFleet, leastTasks } = summary;
  const { reactionSeconds, utilisationPercent, savingPercent, availabilityPercent } = TARGETS;
  const [low, high] = utilisationPercent;
  const answered = summary.scalingAvailability ?? summary.availability;
  const slowest = Math.max(0, ...reactions);
  return [
    unanswered + Math.max(0, slowest >= reactionSeconds ? slowest / reactionSeconds : 0),
    scaledUtilisation === undefined ? 0 : Math.max(0, low - scaledUtilisation, scaledUtilisation - high) / low,
    fixedFleet > leastTasks ? (savingPercent - savedPercent(summary)) / savingPercent : 0,
    summary.requests === 0 ? 0 : availabilityPercent - answered,
  ];
}

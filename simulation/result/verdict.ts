import type { ServiceSummary } from "./summary";

/** Whether a target was met. */
export interface Verdict {
  readonly target: string;
  readonly wanted: string;
  readonly measured: string;
  /** Undefined where the trace says nothing of it. */
  readonly isMet: boolean | undefined;
}

/** SC-12. */
export const TARGETS = {
  reactionSeconds: 120,
  utilisationPercent: [60, 70],
  savingPercent: 30,
  availabilityPercent: 99.9,
} as const;

/** Judges a service by the targets of SC-12. */
export function verdictsOf(summary: ServiceSummary): Verdict[] {
  return [reaction(summary), utilisation(summary), saving(summary), ...availability(summary)];
}

function reaction({ reactions, unanswered, longestHeldMinutes }: ServiceSummary): Verdict {
  const worst = Math.max(0, ...reactions);
  const told = [
    ...(reactions.length === 0 ? [] : [`${worst.toFixed(0)} s at worst, of ${reactions.length}`]),
    ...(unanswered === 0 ? [] : [`${unanswered} without an answer`]),
    ...(longestHeldMinutes === 0 ? [] : [`a condition held for ${longestHeldMinutes.toFixed(0)} min at most`]),
  ];
  const hasReacted = reactions.length + unanswered > 0;
  return {
    target: "reaction",
    wanted: `under ${TARGETS.reactionSeconds} s from the condition to instances in service`,
    measured: hasReacted ? told.join("; ") : "nothing was to be added",
    isMet: hasReacted ? unanswered === 0 && worst < TARGETS.reactionSeconds : undefined,
  };
}

function utilisation({ scaledUtilisation, utilisation: overall }: ServiceSummary): Verdict {
  const [low, high] = TARGETS.utilisationPercent;
  return {
    target: "utilisation",
    wanted: `${low} to ${high} % of the CPU while more than the least run`,
    measured:
      scaledUtilisation === undefined
        ? `${overall.toFixed(1)} %, with the least throughout`
        : `${scaledUtilisation.toFixed(1)} %`,
    isMet: scaledUtilisation === undefined ? undefined : scaledUtilisation >= low && scaledUtilisation <= high,
  };
}

function saving(summary: ServiceSummary): Verdict {
  const saved = savedPercent(summary);
  const { fixedFleet, leastTasks } = summary;
  const isShown = fixedFleet > leastTasks;
  const compared = saved < 0 ? `${(-saved).toFixed(0)} % more` : `${saved.toFixed(0)} % less`;
  return {
    target: "cost",
    wanted: `${TARGETS.savingPercent} % less than a fixed fleet for the peak`,
    measured: `${compared} than ${fixedFleet} instances${isShown ? "" : ", the least there may be"}`,
    isMet: isShown ? saved >= TARGETS.savingPercent : undefined,
  };
}

/** By how much fewer hours tasks ran than those of a fixed fleet, in percent. */
export function savedPercent({ taskHours, fixedFleetHours }: ServiceSummary): number {
  // Rounded, so that a fleet that saves exactly what is wanted isn't judged by the last digits of fractions.
  return Number((100 * (1 - taskHours / fixedFleetHours)).toFixed(6));
}

/** Judged during scaling events where there are any (SC-12), over all requests otherwise. */
function availability({ availability: overall, scalingAvailability, requests }: ServiceSummary): Verdict[] {
  if (requests === 0) return [];
  const judged = scalingAvailability ?? overall;
  return [
    {
      target: "availability",
      wanted: `${TARGETS.availabilityPercent} % of requests answered during scaling`,
      measured:
        scalingAvailability === undefined
          ? `${floored(overall)} %, without scaling`
          : `${floored(scalingAvailability)} %, ${floored(overall)} % overall`,
      isMet: judged >= TARGETS.availabilityPercent,
    },
  ];
}

/** Three decimals, never rounded up to a target that was missed. */
function floored(percent: number): string {
  return (Math.floor(percent * 1000) / 1000).toFixed(3);
}

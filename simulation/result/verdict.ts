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
  return [reaction(summary), utilisation(summary), saving(summary), availability(summary)];
}

function reaction({ reactions }: ServiceSummary): Verdict {
  const worst = reactions.length === 0 ? undefined : Math.max(...reactions);
  return {
    target: "reaction",
    wanted: `under ${TARGETS.reactionSeconds} s from the condition to instances in service`,
    measured: worst === undefined ? "nothing was added" : `${worst.toFixed(0)} s at worst, of ${reactions.length}`,
    isMet: worst === undefined ? undefined : worst < TARGETS.reactionSeconds,
  };
}

function utilisation({ scaledUtilisation, utilisation: overall }: ServiceSummary): Verdict {
  const [low, high] = TARGETS.utilisationPercent;
  return {
    target: "utilisation",
    wanted: `${low} to ${high} % of the CPU while more than the fewest run`,
    measured:
      scaledUtilisation === undefined
        ? `${overall.toFixed(0)} %, at the fewest throughout`
        : `${scaledUtilisation.toFixed(0)} %`,
    isMet: scaledUtilisation === undefined ? undefined : scaledUtilisation >= low && scaledUtilisation <= high,
  };
}

function saving({ taskHours, fixedFleet, fixedFleetHours }: ServiceSummary): Verdict {
  const saved = 100 * (1 - taskHours / fixedFleetHours);
  return {
    target: "cost",
    wanted: `${TARGETS.savingPercent} % less than a fixed fleet for the peak`,
    measured: `${saved.toFixed(0)} % less than ${fixedFleet} instances`,
    isMet: saved >= TARGETS.savingPercent,
  };
}

function availability({ availability: percent, requests }: ServiceSummary): Verdict {
  return {
    target: "availability",
    wanted: `${TARGETS.availabilityPercent} % of requests answered`,
    measured: requests === 0 ? "no request" : `${floored(percent)} %`,
    isMet: requests === 0 ? undefined : percent >= TARGETS.availabilityPercent,
  };
}

/** Three decimals, never rounded up to a target that was missed. */
function floored(percent: number): string {
  return (Math.floor(percent * 1000) / 1000).toFixed(3);
}

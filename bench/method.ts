import { TURN_SECONDS } from "./data-plane";
import { INSTANCES } from "./detection";

/** The parts of what is measured. */
export const PARTS = [
  ...(["commands", "environments", "growth", "policies"] as const),
  ...(["detection", "data-plane", "rollouts", "simulation"] as const),
  "sequences" as const,
];
/** The parts that are measured where none is named: sequences take an hour and more. */
export const USUAL_PARTS: string[] = PARTS.filter((part) => part !== "sequences");
export type Part = (typeof PARTS)[number];

/** How many times each part is run. */
export interface Runs {
  readonly runs: number;
  /** Of the parts that take longest. */
  readonly few: number;
}

const FEW = ["growth", "policies"];
const WARMED = "after three runs that warm the caches";
/** Parts that count something else than runs of commands. */
const OWN: Readonly<Partial<Record<Part, (runs: number) => string>>> = {
  detection: (runs) => `detection: ${runs} kills of each of ${INSTANCES} instances`,
  "data-plane": (runs) => `data-plane: medians of ${runs} turns of ${TURN_SECONDS} s each`,
  rollouts: () => "rollouts: one load of each kind",
  simulation: (runs) => `simulation: median of ${runs} days ${WARMED}`,
  sequences: () => "sequences: each goes on from where the last one ended",
};

/** How the figures of these parts came about, for the line above their tables. */
export function method(parts: readonly string[], { runs, few }: Runs): string {
  const measured = PARTS.filter((part) => parts.includes(part));
  const many = measured.filter((part) => !FEW.includes(part) && OWN[part] === undefined);
  const seldom = measured.filter((part) => FEW.includes(part));
  return [
    ...(many.length > 0 ? [`${many.join(" and ")}: medians of ${runs} ${WARMED}`] : []),
    ...(many.includes("environments") ? ["first ups: one each"] : []),
    ...(seldom.length > 0 ? [`${seldom.join(" and ")}: medians of ${few} ${WARMED}`] : []),
    ...measured.flatMap((part) => OWN[part]?.(runs) ?? []),
  ].join("; ");
}

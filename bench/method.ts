import { TURN_SECONDS } from "./data-plane";
import { INSTANCES } from "./detection";

/** The parts of what is measured. */
export const PARTS = [
  ...(["commands", "environments", "growth", "policies"] as const),
  ...(["detection", "data-plane", "rollouts", "simulation"] as const),
];
export type Part = (typeof PARTS)[number];

/** How many times each part is run. */
export interface Runs {
  readonly runs: number;
  /** Of the parts that take longest. */
  readonly few: number;
}

const FEW = ["growth", "policies"];
/** Parts that count something else than runs of commands. */
const OWN = ["detection", "data-plane", "rollouts", "simulation"];
const WARMED = "after three runs that warm the caches";

/** How the figures of these parts came about, for the line above their tables. */
export function method(parts: readonly string[], { runs, few }: Runs): string {
  const measured = PARTS.filter((part) => parts.includes(part));
  const many = measured.filter((part) => !FEW.includes(part) && !OWN.includes(part));
  const seldom = measured.filter((part) => FEW.includes(part));
  return [
    ...(many.length > 0 ? [`${many.join(" and ")}: medians of ${runs} ${WARMED}`] : []),
    ...(many.includes("environments") ? ["first ups: one each"] : []),
    ...(seldom.length > 0 ? [`${seldom.join(" and ")}: medians of ${few} ${WARMED}`] : []),
    ...(measured.includes("detection") ? [`detection: ${runs} kills of each of ${INSTANCES} instances`] : []),
    ...(measured.includes("data-plane") ? [`data-plane: medians of ${runs} turns of ${TURN_SECONDS} s each`] : []),
    ...(measured.includes("rollouts") ? ["rollouts: one load of each kind"] : []),
    ...(measured.includes("simulation") ? [`simulation: median of ${runs} days ${WARMED}`] : []),
  ].join("; ");
}

import type { Severity } from "../shared/severity";

/**
 * A pair of windows over which the errors of an objective are counted, and how many times as fast as planned they may
 * use its budget up (Google, "The Site Reliability Workbook", chapter 5, "Alerting on SLOs": multiwindow,
 * multi-burn-rate alerts). The short window ends the alert soon after the errors end.
 */
export interface BurnRate {
  readonly rate: number;
  readonly longWindow: string;
  readonly shortWindow: string;
  readonly severity: Severity;
}

/** Speed at which an hour uses up 2 % of the budget of 30 days. */
export const FASTEST_BURN = 14.4;

/** From the fastest on: 2 % of the budget of 30 days in an hour, 5 % in six, 10 % in a day, 10 % in three. */
export const BURN_RATES: readonly BurnRate[] = [
  { rate: FASTEST_BURN, longWindow: "1h", shortWindow: "5m", severity: "critical" },
  { rate: 6, longWindow: "6h", shortWindow: "30m", severity: "critical" },
  { rate: 3, longWindow: "1d", shortWindow: "2h", severity: "warning" },
  { rate: 1, longWindow: "3d", shortWindow: "6h", severity: "warning" },
];

const USUAL_WINDOW_DAYS = 30;

/**
 * How many times as fast as planned the budget of a window burns: a pair stands for a share of the budget, of which
 * there is less in a shorter window.
 */
export function burnRate({ rate }: Pick<BurnRate, "rate">, windowDays: number): number {
  return Number(((rate * windowDays) / USUAL_WINDOW_DAYS).toPrecision(4));
}

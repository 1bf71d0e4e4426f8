/** What an alarm by anomaly detection does unless it is told otherwise. */
export const DEFAULTS = {
  unusual: "above",
  deviations: 3,
  periodSeconds: 300,
  evaluationPeriods: 3,
  severity: "warning",
} as const;

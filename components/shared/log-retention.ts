/** Retention periods, in days, that CloudWatch Logs accepts (Amazon CloudWatch Logs API Reference, PutRetentionPolicy). */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** How many days CloudWatch Logs keeps events: one of {@link LOG_RETENTION_DAYS}. */
export type LogRetentionDays = (typeof LOG_RETENTION_DAYS)[number];

/** Whether CloudWatch Logs accepts `days` as a retention period. Zero, "for ever" to the provider, is not one. */
export function isLogRetention(days: number): days is LogRetentionDays {
  return LOG_RETENTION_DAYS.some((accepted) => accepted === days);
}

/** Why `days` is no retention period, with the next longer one, which loses nothing that was to be kept. */
export function logRetentionProblem(days: number): string {
  const longer = LOG_RETENTION_DAYS.find((accepted) => accepted >= days);
  const fix = longer === undefined ? "3653 is the longest" : `${longer} is the next longer one`;
  return `${days} is not a retention of CloudWatch Logs (${LOG_RETENTION_DAYS.join(", ")} days); ${fix}`;
}

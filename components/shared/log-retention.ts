import type { ArgumentProblems } from "./validation";

/**
 * Retention periods, in days, that CloudWatch Logs accepts (Amazon CloudWatch Logs API Reference, PutRetentionPolicy).
 */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** How many days CloudWatch Logs keeps events: one of {@link LOG_RETENTION_DAYS}. */
export type LogRetentionDays = (typeof LOG_RETENTION_DAYS)[number];

/** Retention of logs for which no other is given. */
export const DEFAULT_LOG_RETENTION_DAYS: LogRetentionDays = 365;

/** Records a retention that is given and that CloudWatch Logs doesn't accept: zero, "for ever" to the provider, too. */
export function requireLogRetention(problems: ArgumentProblems, propertyPath: string, days: number | undefined): void {
  if (days === undefined || LOG_RETENTION_DAYS.some((accepted) => accepted === days)) return;
  // The next longer one deletes nothing that was to be kept.
  const longer = LOG_RETENTION_DAYS.find((accepted) => accepted >= days);
  const fix = longer === undefined ? "3653 is the longest" : `${longer} is the next longer one`;
  problems.add(
    propertyPath,
    `${days} is not a retention of CloudWatch Logs (${LOG_RETENTION_DAYS.join(", ")} days); ${fix}`,
  );
}

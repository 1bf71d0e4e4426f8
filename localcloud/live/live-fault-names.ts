/** What can befall something that runs, each with what it befalls. */
export const LIVE_FAULTS = {
  "kill-task": "task",
  "hang-task": "task",
  "slow-task": "task",
  "leak-memory": "task",
  "fail-health": "task",
  "crash-at-start": "service",
  "fail-instance": "instance",
  "lose-zone": "zone",
  "restore-zone": "zone",
  "no-capacity": "zone",
  "restore-capacity": "zone",
  "fail-over": "database",
  "throttle-api": "service of AWS",
} as const;

export type LiveFaultName = keyof typeof LIVE_FAULTS;

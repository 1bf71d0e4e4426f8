import { LONGEST_STOP_TIMEOUT_SECONDS } from "./waits";

/** TCP ports. */
export const PORT = { smallest: 1, largest: 65_535 };

/** Seconds between SIGTERM and SIGKILL: Fargate's limit; more would hold up every deployment. */
export const STOP_TIMEOUT = { smallest: 2, largest: LONGEST_STOP_TIMEOUT_SECONDS };

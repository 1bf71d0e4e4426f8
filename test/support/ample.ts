/** Milliseconds that are never reached by what works, on a machine that is busy, too. */
export const AMPLE = 5 * 60_000;

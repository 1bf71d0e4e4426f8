/**
 * Bounds of `http_request_duration_seconds`. Only at a bound does a histogram tell how many requests were faster, so
 * that objectives of latency are among them.
 */
export const DURATION_BOUNDS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/** Rates over five minutes that rules record for each service, by level, metric and operations. */
export const REQUESTS = "service:http_requests:rate5m";
/** Requests that were answered with a 5xx status. */
export const ERRORS = "service:http_request_errors:rate5m";
/** Requests that took longer than the service's objective of latency. */
export const SLOW = "service:http_requests_slow:rate5m";

/** Windows over which shares of bad requests are recorded, in hours. */
export const RATIO_WINDOWS: Readonly<Record<string, number>> = {
  "5m": 1 / 12,
  "30m": 0.5,
  "1h": 1,
  "2h": 2,
  "6h": 6,
  "1d": 24,
  "3d": 72,
};

/** Metric of the share of bad requests over a window: `service:http_request_errors:ratio_rate1h`. */
export function ratioName(bad: string, window: string): string {
  return bad.replace(/:rate5m$/, `:ratio_rate${window}`);
}

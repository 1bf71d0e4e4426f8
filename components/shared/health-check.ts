/** Health check where nothing else is given, of load balancer and container alike. */
export const HEALTH_CHECK_DEFAULTS = {
  path: "/health",
  interval: "30s",
  timeout: "5s",
  unhealthyThreshold: 3,
} as const;

/**
 * Path of a health check, of the characters that the console of Elastic Load Balancing takes, and the hyphen; the API
 * names none (Elastic Load Balancing API Reference, CreateTargetGroup). Without `#`: no request carries what follows
 * it.
 */
export const HEALTH_PATH = /^\/[a-zA-Z0-9@:%_+.~?&/=-]{0,1023}$/;

/** What {@link HEALTH_PATH} stands for, continuing "must be ". */
export const ALLOWED_HEALTH_PATH =
  "a path that begins with / and has up to 1024 letters, digits and -._~/?&=%:@+, others by their %-codes";

/** Whether a load balancer takes the path of a health check. */
export function isHealthPath(path: string): boolean {
  return HEALTH_PATH.test(path);
}

/** What Grafana puts into queries before it sends them. */
export interface Interpolation {
  /** Seconds of the window of rates. */
  readonly rateSeconds: number;
}

/** A query as Grafana sends it: with everything chosen in the variables. */
export function interpolated(expression: string, { rateSeconds }: Interpolation): string {
  return expression.replaceAll("$__rate_interval", `${rateSeconds}s`).replace(/\$(?:service|instance)\b/g, ".+");
}

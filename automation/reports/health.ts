import { overlap, type Period } from "./period";

/** How an environment was seen, over a span in which it stayed so. Times are ISO 8601 in UTC. */
export interface HealthSpan {
  readonly isHealthy: boolean;
  readonly from: string;
  /** When it was seen so last. */
  readonly to: string;
  /** What wasn't well, as sentences. */
  readonly problems: readonly string[];
}

/** A span in which something wasn't well. */
export interface Incident {
  readonly from: string;
  /** Undefined where it goes on. */
  readonly to?: string;
  readonly seconds: number;
  readonly problems: readonly string[];
}

/** How well an environment was in a period. */
export interface HealthReport {
  /** Seconds in which somebody looked. Of the rest nobody knows. */
  readonly observedSeconds: number;
  /** Part of the observed time in which all was well; undefined where nobody looked. */
  readonly availability?: number;
  /** Oldest first. */
  readonly incidents: readonly Incident[];
  /** Mean seconds from the begin of an incident to its end; undefined where none has ended. */
  readonly meanSecondsToRecovery?: number;
}

/**
 * How well an environment was in a period, as it was seen.
 * @param spans oldest first
 */
export function healthReport(spans: readonly HealthSpan[], period: Period): HealthReport {
  const own = spans
    .map((span) => ({ ...span, milliseconds: overlap(period, new Date(span.from), new Date(span.to)) }))
    .filter(({ milliseconds }) => milliseconds > 0);
  const observed = sum(own.map(({ milliseconds }) => milliseconds));
  const well = sum(own.filter(({ isHealthy }) => isHealthy).map(({ milliseconds }) => milliseconds));
  const incidents = own.flatMap((span, index) => (span.isHealthy ? [] : [incidentOf(span, index === own.length - 1)]));
  const ended = incidents.filter(({ to }) => to !== undefined);
  return {
    observedSeconds: observed / 1000,
    ...(observed > 0 && { availability: well / observed }),
    incidents,
    ...(ended.length > 0 && { meanSecondsToRecovery: sum(ended.map(({ seconds }) => seconds)) / ended.length }),
  };
}

function incidentOf({ from, to, problems }: HealthSpan, isLast: boolean): Incident {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return { from, seconds, problems, ...(!isLast && { to }) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

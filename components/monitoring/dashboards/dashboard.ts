import type { Panel } from "./panel";

/** For whom a dashboard is, from the fewest details to the most; each also sees what the ones before see. */
export const AUDIENCES = ["management", "developers", "operators"] as const;

export type Audience = (typeof AUDIENCES)[number];

/** A dashboard, before it is put into Grafana's form. */
export interface Dashboard {
  /** Part of its address, which stays the same when the title changes; at most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** The widest circle that may see it. */
  readonly audience: Audience;
  /** Time that is shown at first, such as `1h`. */
  readonly range: string;
  /** How often it is renewed, such as `30s`. */
  readonly refresh: string;
  /** What the reader can choose; panels refer to it as `$service` and `$instance`. */
  readonly variables?: readonly Variable[];
  readonly sections: readonly Section[];
}

export type Variable = "service" | "instance";

/** Panels under a heading. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
  /** Whether it has to be opened first. Closed sections ask nothing of Prometheus. @default false */
  readonly closed?: boolean;
}

/** All panels of a dashboard in the order in which they are read. */
export function panelsOf({ sections }: Dashboard): Panel[] {
  return sections.flatMap(({ panels }) => panels);
}

/** A section that must be opened. */
export function closed(title: string, panels: readonly Panel[]): Section {
  return { title, panels, closed: true };
}

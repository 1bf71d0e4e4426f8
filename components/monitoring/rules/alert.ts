import type { Severity } from "../../shared/severity";

/** Groups of rules; each is evaluated in a rhythm of its own. */
export type AlertGroup =
  "instances" | "services" | "objectives" | "jobs" | "database" | "cache" | "load-balancer" | "monitoring";

/** Dashboards of Grafana to which alerts lead, by their uid. */
export type DashboardUid =
  "operations" | "scaling" | "deployments" | "capacity" | "database" | "cache" | "queue" | "alerts";

/** An alert, with everything that people have to know of it. Rules and documentation are made from it. */
export interface Alert {
  /** Such as `InstanceDown`. */
  readonly name: string;
  /** Group of rules that the alert belongs to. */
  readonly group: AlertGroup;
  /** `none` of the alert that always fires, of which nobody is told. */
  readonly severity: Severity | "none";
  /** What it means to the users of the product, in a sentence. */
  readonly meaning: string;
  /** What of the description decides on the threshold. */
  readonly source: string;
  /** Requirement or document that it follows. */
  readonly reference: string;
  /** What to look at first. */
  readonly look: readonly string[];
  /** What to do, depending on what was seen. */
  readonly act: readonly string[];
  /** Dashboard that shows what the alert is about. */
  readonly dashboard: DashboardUid;
  /** One for each thing that is watched, or each way in which it may fail. */
  readonly rules: readonly AlertRule[];
}

/** One rule of an alert. */
export interface AlertRule {
  /** What the rule watches, such as the name of a service; undefined where it watches all alike. */
  readonly of?: string;
  /** When it fires, in words. */
  readonly threshold: string;
  /** Expression of PromQL that is true while the alert fires. */
  readonly expression: string;
  /** Seconds for which the expression has to hold. @default 0 */
  readonly forSeconds?: number;
  /** Seconds for which it goes on afterwards. @default 0 */
  readonly keepFiringSeconds?: number;
  /** How urgent the rule's alerts are. @default - the alert's */
  readonly severity?: Severity;
  /** Team that is told. @default - the system's team */
  readonly team?: string | undefined;
  /** Labels that the expression's result doesn't carry. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** A line for a telephone, as a template of Prometheus. */
  readonly summary: string;
  /** Two sentences at most, as a template of Prometheus. */
  readonly description: string;
}

/** Heading of an alert's runbook entry, as part of an address. */
export function anchorOf({ name }: Pick<Alert, "name">): string {
  return name.toLowerCase();
}

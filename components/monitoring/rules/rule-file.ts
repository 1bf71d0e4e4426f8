import type { MonitoredSystem } from "../description";
import { DETECTION, type DetectionSettings } from "../detection";
import { durationText } from "../../shared/quantity";
import { toYaml } from "../yaml.cjs";
import { type Alert, type AlertGroup, type AlertRule, anchorOf } from "./alert";
import { alertsOf } from "./alerts";
import { type RecordingRule, recordingRules } from "./recording-rules";

/** A file of rules as Prometheus reads it. */
export interface RuleFile {
  /** Groups of rules. */
  readonly groups: readonly RuleGroup[];
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  /** Name of the group, unique in its file. */
  readonly name: string;
  /** Time between two evaluations, in Prometheus's notation. */
  readonly interval: string;
  /** Rules in the order of their evaluation. */
  readonly rules: readonly Rule[];
}

/** A rule in Prometheus's words. */
export type Rule = RecordRule | AlertingRule;

/** A recording rule. */
export interface RecordRule {
  /** Name of the series. */
  readonly record: string;
  /** Expression of PromQL. */
  readonly expr: string;
  /** Labels that the series gets. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An alerting rule. */
export interface AlertingRule {
  /** Name of the alert. */
  readonly alert: string;
  /** Expression of PromQL that is true while the alert fires. */
  readonly expr: string;
  /** Time for which the expression has to be true. @default - the alert fires at once */
  readonly for?: string;
  /** Time for which the alert fires on when the expression has become false. @default - none */
  readonly keep_firing_for?: string;
  /** Labels by which Alertmanager routes the alert. */
  readonly labels: Readonly<Record<string, string>>;
  /** Texts for people. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Name of the group of recording rules, which comes first: alerts read what it recorded. */
export const RECORDING_GROUP = "recording";

const USUAL_INTERVAL_SECONDS = 30;

/**
 * Every rule of an environment, for Prometheus.
 *
 * @param detection how dead instances are found; rules on probes are evaluated in its rhythm.
 */
export function ruleFile(system: MonitoredSystem, detection: DetectionSettings = DETECTION): RuleFile {
  const alerts = alertsOf(system, detection);
  const groups = [...new Set(alerts.map(({ group }) => group))];
  return {
    groups: [
      {
        name: RECORDING_GROUP,
        interval: durationText(USUAL_INTERVAL_SECONDS),
        rules: recordingRules(system).map(recordRule),
      },
      ...groups.map((group) => ({
        name: group,
        interval: durationText(intervalOf(group, detection)),
        rules: alerts.filter((alert) => alert.group === group).flatMap((alert) => alertingRules(alert, system)),
      })),
    ],
  };
}

/** A file of rules as text. */
export function ruleFileYaml(file: RuleFile): string {
  return toYaml(file);
}

function intervalOf(group: AlertGroup, { evaluationSeconds }: DetectionSettings): number {
  return group === "instances" ? evaluationSeconds : USUAL_INTERVAL_SECONDS;
}

function recordRule({ name, expression, labels }: RecordingRule): RecordRule {
  return { record: name, expr: expression, ...(labels !== undefined && { labels }) };
}

function alertingRules(alert: Alert, system: MonitoredSystem): AlertingRule[] {
  return alert.rules.map((rule) => ({
    alert: alert.name,
    expr: rule.expression,
    ...durations(rule),
    labels: { severity: rule.severity ?? alert.severity, team: rule.team ?? system.team, ...rule.labels },
    annotations: {
      summary: rule.summary,
      description: rule.description,
      runbook_url: `${system.runbookUrl}#${anchorOf(alert)}`,
      ...(system.dashboardUrl !== undefined && { dashboard_url: `${system.dashboardUrl}/d/${alert.dashboard}` }),
    },
  }));
}

function durations({
  forSeconds = 0,
  keepFiringSeconds = 0,
}: AlertRule): Pick<AlertingRule, "for" | "keep_firing_for"> {
  return {
    ...(forSeconds > 0 && { for: durationText(forSeconds) }),
    ...(keepFiringSeconds > 0 && { keep_firing_for: durationText(keepFiringSeconds) }),
  };
}

import { type Alert, type AlertRule, anchorOf } from "../../components/monitoring";

/** What stands between the generated part of a page and what people wrote around it. */
const MARKERS = {
  begin: "<!-- Alerts: made by npm run generate; edit the objects in components/monitoring/rules. -->",
  end: "<!-- End of alerts. -->",
};

/** Where the entry of an alert is, from docs/monitoring.md. */
const RUNBOOK = "runbooks/alerts.md";

/** A page with its table of alerts made anew, and everything around it as it was. */
export function withAlertTable(page: string, alerts: readonly Alert[]): string {
  const [before, rest] = split(page, MARKERS.begin);
  const [, after] = split(rest, MARKERS.end);
  const table = ["<!-- prettier-ignore-start -->", "", ...alertTable(alerts), "", "<!-- prettier-ignore-end -->"];
  return [`${before}${MARKERS.begin}`, "", ...table, "", `${MARKERS.end}${after}`].join("\n");
}

function split(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`docs/monitoring.md lacks the line ${marker}, between which and its end alerts stand`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}

function alertTable(alerts: readonly Alert[]): string[] {
  const count = alerts.reduce((sum, { rules }) => sum + rules.length, 0);
  return [
    `There are ${alerts.length} alerts, of ${count} rules.`,
    "",
    "| alert | severity | meaning | fires | threshold from | see |",
    "| --- | --- | --- | --- | --- | --- |",
    ...alerts.map(
      (alert) =>
        `| [${alert.name}](${RUNBOOK}#${anchorOf(alert)}) | ${severities(alert)} | ${cell(alert.meaning)} | ${thresholds(alert.rules).map(cell).join("<br>")} | ${cell(alert.source)} | ${cell(alert.reference)} |`,
    ),
  ];
}

/** A pipe would end the cell of a table. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function severities({ severity, rules }: Alert): string {
  return [...new Set(rules.map((rule) => rule.severity ?? severity))].join(", ");
}

/** Thresholds with what each is of; what all have in common once. */
function thresholds(rules: readonly AlertRule[]): string[] {
  return [...new Set(rules.map(({ threshold }) => threshold))].map((threshold) => {
    const of = rules.flatMap((rule) => (rule.threshold === threshold && rule.of !== undefined ? [rule.of] : []));
    return of.length === 0 ? threshold : `${[...new Set(of)].join(", ")}: ${threshold}`;
  });
}

/** The runbook: an entry for each alert, under the heading to which its address leads. */
export function alertsRunbook(alerts: readonly Alert[], environment: string): string {
  return [
    "<!-- Made by npm run generate from the objects in components/monitoring/rules; edit those. -->",
    "",
    "# What to do when an alert fires",
    "",
    `Every alert links to its entry here. Thresholds are those of ${environment};`,
    "[the list of alerts](../monitoring.md#alerts) says which argument each comes from.",
    ...alerts.flatMap(entry),
    "",
  ].join("\n");
}

function entry(alert: Alert): string[] {
  return [
    "",
    `## ${alert.name}`,
    "",
    `${alert.meaning} Severity: ${severities(alert)}.`,
    "",
    "Fires:",
    "",
    ...thresholds(alert.rules).map((threshold) => `- ${threshold}`),
    "",
    "Look at:",
    "",
    ...alert.look.map((line) => `- ${line}`),
    "",
    "Do:",
    "",
    ...alert.act.map((line) => `- ${line}`),
    "",
    "```promql",
    ...(alert.rules[0]?.expression ?? "").split("\n"),
    "```",
  ];
}

import { durationText } from "../../shared/quantity";
import { SEVERITIES, type Severity } from "../../shared/severity";
import { DETECTION, type GroupingSettings } from "../detection";
import { teamReceiver, WATCHDOG } from "./receivers";
import type { AlertmanagerSettings } from "./settings";

/** A node of the tree by which an alert finds its receiver. */
export interface AlertRoute {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly AlertRoute[];
}

/** Alerts of the same kind, of the same thing, come in one message, however many instances they are of. */
const GROUPED_BY = ["alertname", "environment", "service"];
/** Time after which a message on an alert that goes on is sent again. */
const REPEATED: Readonly<Record<Severity, string>> = { critical: "1h", warning: "12h" };

/** The tree of routes: the Watchdog's, those of teams, those of everybody. What has no severity counts as critical. */
export function routeTree({ teams = {}, detection = DETECTION }: AlertmanagerSettings): AlertRoute {
  const timing = (severity: Severity): Partial<AlertRoute> => timingOf(severity, detection.grouping);
  return {
    receiver: "critical",
    group_by: GROUPED_BY,
    ...timing("critical"),
    routes: [
      watchdogRoute(),
      ...Object.entries(teams).flatMap(([team, lists]) =>
        SEVERITIES.filter((severity) => lists[severity] !== undefined).map((severity) => ({
          receiver: teamReceiver(team, severity),
          matchers: [matcher("team", team), matcher("severity", severity)],
          ...timing(severity),
        })),
      ),
      ...SEVERITIES.map((severity) => ({
        receiver: severity,
        matchers: [matcher("severity", severity)],
        ...timing(severity),
      })),
    ],
  };
}

/** Critical alerts go at once; warnings wait for others that belong to them. */
function timingOf(severity: Severity, { waitSeconds, intervalSeconds }: GroupingSettings): Partial<AlertRoute> {
  const [wait, interval] = severity === "critical" ? [waitSeconds, intervalSeconds] : [30, 300];
  return {
    group_wait: durationText(wait),
    group_interval: durationText(interval),
    repeat_interval: REPEATED[severity],
  };
}

/** Told once a minute, so that silence is noticed within minutes. */
function watchdogRoute(): AlertRoute {
  return {
    receiver: WATCHDOG,
    matchers: [matcher("alertname", "Watchdog")],
    group_by: ["alertname", "environment"],
    group_wait: "0s",
    group_interval: "1m",
    repeat_interval: "1m",
  };
}

/** A matcher in the notation that all versions of Alertmanager read alike. */
export function matcher(label: string, value: string): string {
  return `${label}=${JSON.stringify(value)}`;
}

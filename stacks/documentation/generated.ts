import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { NAMESPACE } from "../configuration/problem";
import { parseConfiguration } from "../environment/configuration";
import { environmentPrefix } from "../configuration/environment-prefix";
import type { Configuration } from "../environment/sections";
import { monitoredSystem } from "../environment/sections/monitoring/system";
import { type Alert, alertsOf } from "../../components/monitoring";
import type { ListedAlarm } from "./alarm-list";
import { alertsRunbook, withAlertTable } from "./alerts-page";
import { quotasPage } from "./quotas-page";
import { scalingPage } from "./scaling-page";
import { scalingPicture } from "./scaling-picture";

const ENVIRONMENTS = ["development", "staging", "production"];

/** The environment whose alarms and alerts are listed. */
const LISTED = "production";

/** Files that are made from the committed environments and the components' numbers, by their paths below `root`. */
export function generatedFiles(root: string): Readonly<Record<string, string>> {
  const environments = ENVIRONMENTS.map((environment) => committed(root, environment));
  const alerts = alertsOfEnvironment(committed(root, LISTED));
  return {
    "docs/monitoring.md": withAlertTable(readFileSync(join(root, "docs", "monitoring.md"), "utf8"), alerts),
    "docs/runbooks/alerts.md": alertsRunbook(alerts, LISTED),
    "docs/generated/quotas.md": quotasPage(environments),
    "docs/generated/scaling.md": scalingPage(environments, {
      environment: LISTED,
      alarms: registeredAlarms(root, committed(root, LISTED)),
    }),
    "docs/generated/scaling.svg": scalingPicture(),
  };
}

/** Alerts of an environment that has its own monitoring. */
function alertsOfEnvironment(configuration: Configuration): Alert[] {
  const { environment, monitoring } = configuration;
  if (monitoring === undefined) return [];
  return alertsOf(monitoredSystem(monitoring, configuration, environmentPrefix(environment)));
}

/** Alarms that an environment registers. */
function registeredAlarms(root: string, configuration: Configuration): ListedAlarm[] {
  const program = join(root, "stacks", "documentation", "print-alarms.cjs");
  const printed = execFileSync(process.execPath, [program], { input: JSON.stringify(configuration), encoding: "utf8" });
  return JSON.parse(printed) as ListedAlarm[];
}

function committed(root: string, environment: string): Configuration {
  const text = readFileSync(join(root, `Pulumi.${environment}.yaml`), "utf8");
  const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
  const settings = Object.entries(config).map(([key, value]) => [key.replace(`${NAMESPACE}:`, ""), value]);
  return parseConfiguration(Object.fromEntries(settings) as Record<string, unknown>, environment);
}

import type { EnvironmentKind } from "../../../../components/shared/environment-kind";
import type { MonitoringSettings } from "./keys";

/** The monitoring with what follows from the environment. */
export type ResolvedMonitoring = Omit<MonitoringSettings, "highlyAvailable" | "managedPrometheus"> & {
  readonly highlyAvailable: boolean;
  readonly managedPrometheus: boolean;
};

/** What sections know of the monitoring; undefined without any. */
export interface MonitoringConfiguration {
  readonly monitoring: ResolvedMonitoring | undefined;
}

/** The monitoring of an environment of a kind. */
export function resolvedMonitoring(
  settings: MonitoringSettings | undefined,
  kind: EnvironmentKind,
): ResolvedMonitoring | undefined {
  if (settings === undefined) return undefined;
  const isProduction = kind === "production";
  return {
    ...settings,
    highlyAvailable: settings.highlyAvailable ?? isProduction,
    managedPrometheus: settings.managedPrometheus ?? isProduction,
  };
}

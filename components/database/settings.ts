import type { DatabaseArgs } from "./args";
import { durationSeconds } from "../shared/quantity";
import { OLDEST_MAJOR, parseVersion } from "./versions";

/** What holds where an argument is left out. */
export const DEFAULTS = {
  version: "17",
  databaseName: "application",
  username: "postgres",
  port: 5432,
  backupRetentionDays: 14,
  backupWindow: "02:00-03:00",
  maintenanceWindow: "sun:04:00-sun:05:00",
  slowQueryThreshold: "1s",
  monitoringInterval: "60s",
} as const;

/** The arguments that every kind of database has, with their defaults, as RDS takes them. */
export interface DatabaseSettings {
  readonly version: string;
  readonly major: number;
  /** Whether RDS chooses the minor version, and raises it. */
  readonly autoMinorVersionUpgrade: boolean;
  readonly allowMajorVersionUpgrade: boolean;
  readonly applyImmediately: boolean;
  readonly databaseName: string;
  readonly username: string;
  readonly port: number;
  readonly backupRetentionDays: number;
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
  readonly deletionProtection: boolean;
  readonly insights: Insights;
  readonly monitoringIntervalSeconds: number;
  readonly slowQueryMilliseconds: number;
}

/** How Database Insights is switched on. */
export interface Insights {
  readonly databaseInsightsMode: "advanced" | "standard";
  readonly performanceInsightsEnabled: true;
  readonly performanceInsightsRetentionPeriod: number;
}

/**
 * Days for which each mode keeps the load (Amazon RDS User Guide, "Turning on the Advanced mode of Database Insights").
 */
const INSIGHTS_DAYS = { standard: 7, advanced: 465 } as const;

/** Settings of valid arguments. */
export function databaseSettings(args: DatabaseArgs): DatabaseSettings {
  return {
    ...upgradeSettings(args),
    ...windowSettings(args),
    ...observationSettings(args),
    databaseName: args.databaseName ?? DEFAULTS.databaseName,
    username: args.username ?? DEFAULTS.username,
    port: args.port ?? DEFAULTS.port,
    deletionProtection: args.deletionProtection ?? true,
  };
}

function upgradeSettings({
  version = DEFAULTS.version,
  allowMajorVersionUpgrade = false,
  applyImmediately = false,
}: DatabaseArgs): Pick<
  DatabaseSettings,
  "allowMajorVersionUpgrade" | "applyImmediately" | "autoMinorVersionUpgrade" | "major" | "version"
> {
  const parsed = parseVersion(version);
  return {
    version,
    major: parsed?.major ?? OLDEST_MAJOR,
    autoMinorVersionUpgrade: parsed?.minor === undefined,
    allowMajorVersionUpgrade,
    // An upgrade that waits would keep the parameter group of the old version in use, which is deleted afterwards.
    applyImmediately: applyImmediately || allowMajorVersionUpgrade,
  };
}

/** When the database is backed up and maintained. */
export function windowSettings({
  backup,
  maintenanceWindow = DEFAULTS.maintenanceWindow,
}: DatabaseArgs): Pick<DatabaseSettings, "backupRetentionDays" | "backupWindow" | "maintenanceWindow"> {
  const { retentionDays = DEFAULTS.backupRetentionDays, window = DEFAULTS.backupWindow } = backup ?? {};
  return { backupRetentionDays: retentionDays, backupWindow: window, maintenanceWindow };
}

function observationSettings({
  databaseInsights = "standard",
  monitoringInterval = DEFAULTS.monitoringInterval,
  slowQueryThreshold = DEFAULTS.slowQueryThreshold,
}: DatabaseArgs): Pick<DatabaseSettings, "insights" | "monitoringIntervalSeconds" | "slowQueryMilliseconds"> {
  return {
    insights: {
      databaseInsightsMode: databaseInsights,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: INSIGHTS_DAYS[databaseInsights],
    },
    monitoringIntervalSeconds: durationSeconds(monitoringInterval),
    slowQueryMilliseconds: Math.round(durationSeconds(slowQueryThreshold) * 1000),
  };
}

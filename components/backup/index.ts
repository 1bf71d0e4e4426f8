export type {
  BackupArgs,
  BackupCopiesArgs,
  BackupRetentionArgs,
  BackupSelectionArgs,
  BackupTransforms,
  DailyBackupArgs,
  MonthlyBackupArgs,
  WeeklyBackupArgs,
} from "./args";
export { Backup } from "./backup";
export type { BackupLockArgs, ComplianceLockArgs, GovernanceLockArgs } from "./lock-args";

/** Which retentions a lock lets in. */
interface LockedRetentionArgs {
  /** Fewest days for which a backup has to be kept. @default - the shortest retention of the plan */
  readonly minimumRetentionDays?: number;
  /** Most days for which a backup may be kept. @default - as many as anybody wants */
  readonly maximumRetentionDays?: number;
}

/**
 * A lock that whoever has the right to can change and remove (AWS Backup Developer Guide, "AWS Backup Vault Lock").
 */
export interface GovernanceLockArgs extends LockedRetentionArgs {
  /** @default "governance" */
  readonly mode?: "governance";
}

/** What has to be written in order to lock a vault for good. */
export const IRREVERSIBLE = "nobody can ever remove this lock, and its backups are paid for until their time is over";

/** A lock that nobody can change or remove, AWS included, once some days are over. */
export interface ComplianceLockArgs extends LockedRetentionArgs {
  readonly mode: "compliance";
  /** Days, from 3 to 36500, for which the lock can still be removed. */
  readonly changeableForDays: number;
  /** That it is meant, in these words. */
  readonly acknowledgement: typeof IRREVERSIBLE;
}

/** A lock of the vaults. */
export type BackupLockArgs = GovernanceLockArgs | ComplianceLockArgs;

import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { BackupTransforms } from "./args";
import type { BackupLockArgs } from "./lock-args";

/** AWS Backup API Reference, CreateBackupVault. */
const VAULT_NAME_LENGTH = 50;

/** A vault, and how it is locked. */
export interface LockedVaultArgs {
  /** Logical name of the vault. */
  readonly vaultName: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly forceDestroy: boolean;
  readonly lock: BackupLockArgs | false;
  /** Shortest retention of what goes into the vault, in days. */
  readonly shortestRetentionDays: number;
  /** Provider of another region. @default - the component's */
  readonly provider?: pulumi.ProviderResource;
}

/** Creates a vault with its lock; whoever puts backups into it waits for both. */
export function createVault(
  { parent, tags, transform }: Children<BackupTransforms>,
  args: LockedVaultArgs,
): { readonly vault: aws.backup.Vault; readonly locks: readonly pulumi.Resource[] } {
  const { vaultName, kmsKeyArn, forceDestroy, provider } = args;
  const options = { parent, ...(provider !== undefined && { provider }) };
  const vault = new aws.backup.Vault(
    ...transformed<aws.backup.VaultArgs>(
      transform.vault,
      automaticName(vaultName, VAULT_NAME_LENGTH),
      { kmsKeyArn, forceDestroy, tags: namedTags(vaultName, tags) },
      options,
    ),
  );
  if (args.lock === false) return { vault, locks: [] };
  const lock = new aws.backup.VaultLockConfiguration(
    ...transformed<aws.backup.VaultLockConfigurationArgs>(
      transform.vaultLock,
      `${vaultName}-lock`,
      { backupVaultName: vault.name, ...lockSettings(args.lock, args.shortestRetentionDays) },
      // A vault has one lock: a new one overwrites the old one, whose deletion would take both away.
      { ...options, deleteBeforeReplace: true },
    ),
  );
  return { vault, locks: [lock] };
}

type LockSettings = Omit<aws.backup.VaultLockConfigurationArgs, "backupVaultName">;

function lockSettings(lock: BackupLockArgs, shortestRetentionDays: number): LockSettings {
  return {
    minRetentionDays: lock.minimumRetentionDays ?? shortestRetentionDays,
    ...(lock.maximumRetentionDays !== undefined && { maxRetentionDays: lock.maximumRetentionDays }),
    ...(lock.mode === "compliance" && { changeableForDays: lock.changeableForDays }),
  };
}

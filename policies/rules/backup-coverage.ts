import {
  ADVISORY_FROM_STAGING,
  isKnownUnlike,
  knownValue,
  stackRule,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { selects, STATEFUL } from "./shared/backup-selection";
import { isCopy } from "./shared/copies";

interface Settings {
  /** Fewest days for which a copy has to be kept. */
  readonly minimumDays: number;
  /** Whether backups have to be locked against deletion. */
  readonly requireVaultLock: boolean;
}

const SELECTION = "aws:backup/selection:Selection";
const PLAN = "aws:backup/plan:Plan";
const VAULT = "aws:backup/vault:Vault";
const VAULT_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

/** The file system's own setting for AWS Backup. */
const EFS_POLICY = "aws:efs/backupPolicy:BackupPolicy";

export const backupCoverage = stackRule<Settings>({
  name: "backup-coverage",
  title: "Everything that holds data is backed up, out of an intruder's reach",
  description:
    "RDS databases, EFS file systems and DynamoDB tables belong to a selection of AWS Backup, by ARN or tag. Its " +
    "plan keeps copies long enough, in vaults that have a lock where the settings demand one. For file systems, " +
    "EFS's own backup policy is enough.",
  why:
    "A service's own backups disappear with the resource, and whoever may delete the resource can reach them. A " +
    "copy in a locked vault survives mistakes and intruders.",
  fix:
    "Add an `aws.backup.Selection` with the resource's ARN or a tag of it, `lifecycle: { deleteAfter }` of enough days " +
    "in the plan's rules, and an `aws.backup.VaultLockConfiguration`.",
  severity: "medium",
  identifiers: { fsbp: ["RDS.26"], checkov: ["CKV2_AWS_8", "CKV2_AWS_18"] },
  requirements: ["DB-2", "SE-8"],
  references: [
    {
      title: "AWS Backup Developer Guide, Assign resources to a backup plan",
      url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    },
    {
      title: "AWS Backup Developer Guide, AWS Backup Vault Lock",
      url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
    },
    {
      title: "Amazon EFS User Guide, Backing up EFS file systems",
      url: "https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html",
    },
  ],
  types: [...STATEFUL, PLAN, VAULT],
  levels: ADVISORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumDays: { type: "integer", minimum: 1, description: "Fewest days for which a copy has to be kept" },
      requireVaultLock: {
        type: "boolean",
        description: "Whether vaults need a lock, so that nobody can delete copies before their time",
      },
    },
    defaults: {
      development: { minimumDays: 1, requireVaultLock: false },
      staging: { minimumDays: 7, requireVaultLock: false },
      production: { minimumDays: 35, requireVaultLock: true },
    },
  },
  check: (stack, settings) => [
    ...originals(stack).flatMap((resource) => uncovered(stack, resource)),
    ...stack.resources(PLAN).flatMap((plan) => shortLived(plan, settings)),
    ...(settings.requireVaultLock ? stack.resources(VAULT).flatMap((vault) => withoutLock(stack, vault)) : []),
  ],
});

/** A replica is covered by the backups of its source. */
function originals(stack: StackView): readonly ResourceView[] {
  return stack.resources(...STATEFUL).filter((resource) => !isCopy(resource));
}

function uncovered(stack: StackView, resource: ResourceView): StackFinding[] {
  const isTaken = stack.resources(SELECTION).some((selection) => selects(stack, selection, resource) ?? true);
  if (isTaken || hasOwnPlan(stack, resource)) return [];
  return [
    {
      resource,
      property: "backup selection",
      problem: "no copy of its data is kept apart from it",
      allowed: "an aws.backup.Selection that takes it by ARN or tag",
      fix: "add its ARN to resources, or a tag of it to selectionTags, of an aws.backup.Selection",
    },
  ];
}

/**
 * Whether EFS itself backs the file system up: daily, for 35 days, into a vault that can't be deleted (Amazon EFS User
 * Guide, "Backing up EFS file systems").
 */
function hasOwnPlan(stack: StackView, resource: ResourceView): boolean {
  return stack
    .referrersOf(resource, "fileSystemId", [EFS_POLICY])
    .some((policy) => !isKnownUnlike(policy.string("backupPolicy.status"), "ENABLED"));
}

/** It is enough that one rule of the plan keeps copies long enough. Without `deleteAfter` copies stay for ever. */
function shortLived(plan: ResourceView, { minimumDays }: Settings): StackFinding[] {
  const days = plan.each("rules").map((rule) => rule.number("lifecycle.deleteAfter"));
  const longest = Math.max(0, ...days.map((each) => knownValue(each) ?? Infinity));
  if (days.length === 0 || longest >= minimumDays) return [];
  return [
    {
      resource: plan,
      property: "rules lifecycle.deleteAfter",
      value: longest,
      problem: "copies are gone before a slow fault in the data is noticed",
      allowed: `${minimumDays} days or more in one of the rules`,
      fix: `set lifecycle: { deleteAfter: ${minimumDays} }`,
    },
  ];
}

function withoutLock(stack: StackView, vault: ResourceView): StackFinding[] {
  if (stack.referrersOf(vault, "backupVaultName", [VAULT_LOCK]).length > 0) return [];
  return [
    {
      resource: vault,
      property: "vault lock",
      problem: "whoever breaks in can delete the copies along with the data",
      allowed: "an aws.backup.VaultLockConfiguration",
      fix: "add an aws.backup.VaultLockConfiguration with minRetentionDays for the vault",
    },
  ];
}

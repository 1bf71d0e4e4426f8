import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import type { Children } from "../shared/children";
import { createEventRule } from "../shared/event-rule";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { BackupArgs, BackupTransforms } from "./args";
import { backupTimes } from "./objectives";
import { planRules } from "./plan-rules";
import { createRole } from "./role";
import { retentionRange, scheduledBackups } from "./schedule";
import { createSelection } from "./selection";
import { validateBackup } from "./validate";
import { createVault } from "./vault";
import { failureRules, missingAlarm } from "./watch";

/** AWS Backup API Reference, BackupPlanInput. */
const PLAN_NAME_LENGTH = 50;

/** The vaults of a plan, and what has to exist before a backup goes into them. */
interface Vaults {
  readonly vault: aws.backup.Vault;
  readonly copyVault: aws.backup.Vault | undefined;
  readonly locks: readonly pulumi.Resource[];
}

/**
 * Backups of what an environment stores, out of the reach of what destroys the original: a locked vault with a
 * key, a plan by schedule, copies in another region, and word of backups that fail or don't come.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that is wrong, and objectives that the schedule can't
 * meet.
 */
export class Backup extends pulumi.ComponentResource {
  /** Name of the vault, by which restores find backups. */
  public readonly vaultName: pulumi.Output<string>;
  /** ARN of the vault. */
  public readonly vaultArn: pulumi.Output<string>;
  /** Name of the vault for copies in the other region; undefined without copies. */
  public readonly copyVaultName: pulumi.Output<string> | undefined;
  /** ARN of the vault for copies; undefined without copies. */
  public readonly copyVaultArn: pulumi.Output<string> | undefined;
  /** ID of the plan, by which AWS Backup lists its jobs. */
  public readonly planId: pulumi.Output<string>;
  /** ARN of the role with which AWS Backup backs up. */
  public readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("Backup", name, args, validateBackup);
    super("proofpix:backup:Backup", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const vaults = createVaults(children, args);
    const plan = createPlan(children, args, vaults);
    const { role, policy } = createRole(children);
    createSelection(children, args.selection, { planId: plan.id, roleArn: role.arn, dependsOn: [policy] });
    watch(children, args, vaults);

    this.vaultName = vaults.vault.name;
    this.vaultArn = vaults.vault.arn;
    this.copyVaultName = vaults.copyVault?.name;
    this.copyVaultArn = vaults.copyVault?.arn;
    this.planId = plan.id;
    this.roleArn = role.arn;
    this.registerOutputs({
      vaultName: this.vaultName,
      vaultArn: this.vaultArn,
      copyVaultName: this.copyVaultName,
      copyVaultArn: this.copyVaultArn,
      planId: this.planId,
      roleArn: this.roleArn,
    });
  }
}

function createVaults(children: Children<BackupTransforms>, args: BackupArgs): Vaults {
  const { kmsKeyArn, copies, lock = {}, forceDestroy = false } = args;
  const { shortest } = retentionRange(scheduledBackups(args));
  const common = { forceDestroy, lock };
  const { vault, locks } = createVault(children, {
    ...common,
    vaultName: `${children.name}-vault`,
    kmsKeyArn,
    shortestRetentionDays: shortest,
  });
  if (copies === undefined) return { vault, copyVault: undefined, locks };
  const copied = createVault(children, {
    ...common,
    vaultName: `${children.name}-copies`,
    kmsKeyArn: copies.kmsKeyArn,
    shortestRetentionDays: copies.retentionDays ?? shortest,
    provider: copies.provider,
  });
  return { vault, copyVault: copied.vault, locks: [...locks, ...copied.locks] };
}

function createPlan(
  { name, parent, tags, transform }: Children<BackupTransforms>,
  args: BackupArgs,
  { vault, copyVault, locks }: Vaults,
): aws.backup.Plan {
  const destination = {
    vaultName: vault.name,
    ...(copyVault !== undefined && {
      copies: { vaultArn: copyVault.arn, retentionDays: args.copies?.retentionDays },
    }),
  };
  return new aws.backup.Plan(
    ...transformed<aws.backup.PlanArgs>(
      transform.plan,
      automaticName(`${name}-plan`, PLAN_NAME_LENGTH),
      {
        rules: planRules(scheduledBackups(args), backupTimes(args).windows, destination),
        tags: namedTags(`${name}-plan`, tags),
      },
      { parent, dependsOn: [...locks] },
    ),
  );
}

/** Tells people of backups that fail, and of those that don't come. */
function watch(children: Children<BackupTransforms>, args: BackupArgs, { vault, copyVault }: Vaults): void {
  const { alarmActions } = args;
  const [failed, copyFailed] = failureRules(children.name);
  const rules = copyVault === undefined ? [failed] : [failed, copyFailed];
  for (const rule of rules) if (rule !== undefined) createEventRule(children, rule, vault.arn, alarmActions);
  createNotifyingAlarm(children, missingAlarm(children.name, vault.name, backupTimes(args)), alarmActions);
}

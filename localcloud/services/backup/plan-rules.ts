import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, objects, text, type Properties } from "../../model/values";
import { NotModelledError } from "../shared/inputs";
import { isSchedule } from "../../../components/shared/schedule-expression";
import { retentionProblem, vaultByArn, vaultNamed } from "./vault-lookup";

/** AWS Backup Developer Guide, "Backup plan options and configuration", lifecycle. */
const LONGEST_DAYS = 36_500;
const LEAST_COLD_DAYS = 90;
/** AWS Backup Developer Guide, "Continuous backups and point-in-time recovery (PITR)". */
const MOST_CONTINUOUS_DAYS = 35;

/** What AWS Backup refuses in the rules of a plan. */
export const planRuleRules: readonly Rule[] = [
  forEachRule(refuseUnmodelledParts),
  forEachRule(requireSchedule),
  forEachRule(requireVault),
  forEachRule(requireLifecycles),
  forEachRule(requireContinuousRetention),
  forEachRule(requireDestinationArns),
];

/** A part of a plan that says when, how and where to back up. */
interface PlanRule {
  readonly rule: Properties;
  /** Its place, such as `rules[0]`. */
  readonly path: string;
}

function forEachRule(check: (rule: PlanRule, operation: Operation) => void): Rule {
  return (operation) => {
    objects(operation.inputs, "rules").forEach((rule, index) => {
      check({ rule, path: `rules[${index}]` }, operation);
    });
  };
}

function refuseRule({ rule }: PlanRule, reason: string, inputs: string): never {
  refuse("InvalidParameterValueException", `Error in rule ${text(rule, "ruleName") ?? ""} : ${reason}`, inputs);
}

function refuseUnmodelledParts({ rule, path }: PlanRule): void {
  for (const part of ["targetLogicallyAirGappedBackupVaultArn", "scanActions"]) {
    if (rule[part] === undefined || (Array.isArray(rule[part]) && rule[part].length === 0)) continue;
    throw new NotModelledError("air-gapped vaults and scans", [`${path}.${part}`], "services/backup/plan-rules.ts");
  }
}

/** AWS Backup API Reference, BackupRuleInput: a cron expression, of six fields as EventBridge has them. */
function requireSchedule({ rule, path }: PlanRule): void {
  const schedule = text(rule, "schedule");
  if (schedule === undefined || (schedule.startsWith("cron(") && isSchedule(schedule))) return;
  refuseRule({ rule, path }, `Invalid schedule expression: ${schedule}`, `${path}.schedule`);
}

function requireVault({ rule, path }: PlanRule, { region, cloud }: Operation): void {
  const name = text(rule, "targetVaultName") ?? "";
  if (name === "Default" || vaultNamed(name, region, cloud) !== undefined) return;
  refuseRule({ rule, path }, `Backup vault ${name} does not exist in ${region}`, `${path}.targetVaultName`);
}

function requireLifecycles(planRule: PlanRule): void {
  requireLifecycle(planRule, planRule.rule, planRule.path);
  objects(planRule.rule, "copyActions").forEach((copy, index) => {
    requireLifecycle(planRule, copy, `${planRule.path}.copyActions[${index}]`);
  });
}

function requireLifecycle(planRule: PlanRule, owner: Properties, path: string): void {
  const problem = lifecycleProblem(object(owner, "lifecycle") ?? {});
  if (problem !== undefined) refuseRule(planRule, `Invalid lifecycle. ${problem}`, `${path}.lifecycle`);
}

function lifecycleProblem(lifecycle: Properties): string | undefined {
  const [cold, days] = [number(lifecycle, "coldStorageAfter"), number(lifecycle, "deleteAfter")];
  const spans = { DeleteAfterDays: days, MoveToColdStorageAfterDays: cold };
  const wrong = Object.entries(spans).find(([, value = 1]) => value < 1 || value > LONGEST_DAYS);
  if (wrong !== undefined) return `${wrong[0]} cannot be less than 1 or more than ${LONGEST_DAYS} days`;
  if (cold === undefined || days === undefined || days - cold >= LEAST_COLD_DAYS) return undefined;
  return `DeleteAfterDays cannot be less than ${LEAST_COLD_DAYS} days apart from MoveToColdStorageAfterDays`;
}

function requireContinuousRetention({ rule, path }: PlanRule): void {
  if (flag(rule, "enableContinuousBackup") !== true) return;
  const days = number(rule, "lifecycle.deleteAfter");
  if (rule.lifecycle === undefined || days === undefined) {
    refuseRule(
      { rule, path },
      "Lifecycle must be specified for backup rule enabled continuous backup",
      `${path}.lifecycle`,
    );
  }
  if (number(rule, "lifecycle.coldStorageAfter") !== undefined) {
    refuseRule({ rule, path }, "Invalid lifecycle. MoveToColdStorageAfterDays is unavailable", `${path}.lifecycle`);
  }
  if (days <= MOST_CONTINUOUS_DAYS) return;
  refuseRule(
    { rule, path },
    `Invalid lifecycle. DeleteAfterDays cannot be more than ${MOST_CONTINUOUS_DAYS} days with continuous backup, got ${days}`,
    `${path}.lifecycle`,
  );
}

function requireDestinationArns({ rule, path }: PlanRule): void {
  objects(rule, "copyActions").forEach((copy, index) => {
    const { service, resource } = parseArn(text(copy, "destinationVaultArn") ?? "");
    if (service === "backup" && resource.startsWith("backup-vault:")) return;
    const input = `${path}.copyActions[${index}].destinationVaultArn`;
    refuseRule({ rule, path }, "Invalid destination backup vault ARN", input);
  });
}

/**
 * AWS Backup Developer Guide, "AWS Backup Vault Lock": a vault fails backups whose retention its lock doesn't allow.
 */
export function requireAccommodated(operation: Operation): void {
  const { region, cloud } = operation;
  forEachRule(({ rule, path }) => {
    const vault = vaultNamed(text(rule, "targetVaultName") ?? "", region, cloud);
    const problem = vault && retentionProblem(vault, number(rule, "lifecycle.deleteAfter"), cloud);
    if (problem !== undefined) refuseLater(problem, `${path}.lifecycle.deleteAfter`);
  })(operation);
}

/** The vaults of other accounts are beyond what the local cloud knows. */
export function requireDestinations(operation: Operation): void {
  const { accountId, cloud } = operation;
  forEachRule(({ rule, path }) => {
    objects(rule, "copyActions").forEach((copy, index) => {
      const vaultArn = text(copy, "destinationVaultArn") ?? "";
      const vault = vaultByArn(vaultArn, cloud);
      const at = `${path}.copyActions[${index}]`;
      if (vault === undefined && parseArn(vaultArn).accountId === accountId) {
        refuseLater(`the vault ${vaultArn} does not exist`, `${at}.destinationVaultArn`);
      }
      const problem = vault && retentionProblem(vault, number(copy, "lifecycle.deleteAfter"), cloud);
      if (problem !== undefined) refuseLater(problem, `${at}.lifecycle.deleteAfter`);
    });
  })(operation);
}

function refuseLater(reason: string, inputs: string): never {
  refuse("InvalidParameterValueException", reason, inputs);
}

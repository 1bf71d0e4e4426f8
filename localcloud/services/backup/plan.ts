import { randomUUID } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, objects, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { planRuleRules, requireAccommodated, requireDestinations } from "./plan-rules";

export const PLAN = "aws:backup/plan:Plan";
export const SELECTION = "aws:backup/selection:Selection";

const NAME = { document: "AWS Backup API Reference, BackupPlanInput", pattern: "^[a-zA-Z0-9\\-_.]{1,50}$" };

/** When backups are made, how long they are kept, and where copies go (AWS Backup Developer Guide, "Backup plans"). */
export const plan: ResourceType = {
  type: PLAN,
  mapping: {
    operation: "backup.CreateBackupPlan",
    within: "BackupPlan",
    inputs: {
      name: "BackupPlan.BackupPlanName",
      tags: "BackupPlanTags",
      "rules[].schedule": "BackupPlan.Rules.ScheduleExpression",
      "rules[].scheduleExpressionTimezone": "BackupPlan.Rules.ScheduleExpressionTimezone",
      "rules[].targetVaultName": "BackupPlan.Rules.TargetBackupVaultName",
      "rules[].startWindow": "BackupPlan.Rules.StartWindowMinutes",
      "rules[].completionWindow": "BackupPlan.Rules.CompletionWindowMinutes",
      "rules[].targetLogicallyAirGappedBackupVaultArn": null,
      "rules[].lifecycle.coldStorageAfter": "BackupPlan.Rules.Lifecycle.MoveToColdStorageAfterDays",
      "rules[].lifecycle.deleteAfter": "BackupPlan.Rules.Lifecycle.DeleteAfterDays",
      "rules[].copyActions[].destinationVaultArn": "BackupPlan.Rules.CopyActions.DestinationBackupVaultArn",
      "rules[].copyActions[].lifecycle.coldStorageAfter":
        "BackupPlan.Rules.CopyActions.Lifecycle.MoveToColdStorageAfterDays",
      "rules[].copyActions[].lifecycle.deleteAfter": "BackupPlan.Rules.CopyActions.Lifecycle.DeleteAfterDays",
    },
  },
  documentedLimits: {
    name: [NAME],
    rules: [{ document: "AWS Backup API Reference, BackupPlanInput", minLength: 1 }],
    "rules[].startWindow": [{ document: "AWS Backup API Reference, BackupRuleInput", min: 60, max: 52_560_000 }],
  },
  autonaming: { input: "name", maximumLength: 50 },
  normalize: (inputs) => (Array.isArray(inputs.rules) ? { ...inputs, rules: inputs.rules.map(withDefaults) } : inputs),
  replaceOnChanges: ["name", "region"],
  rules: [
    refuseUnmodelled(
      ["scanSettings", "advancedBackupSettings"],
      "scans and Windows backups",
      "services/backup/plan.ts",
    ),
    ...planRuleRules,
    refuseSameDocument,
    warningOf(requireAccommodated, "each of its backups fails"),
    warningOf(requireDestinations, "each of its copies fails"),
  ],
  deletion: [refuseWhileSelecting],
  make: (operation) => {
    const id = randomUUID();
    const computed = { name: nameOf(operation), ...versionOf() };
    return {
      id,
      computed: { ...computed, arn: arn("backup", operation.region, operation.accountId, `backup-plan:${id}`) },
    };
  },
  recomputed: ["version"],
  remake: versionOf,
};

/** Defaults of a rule in the provider's schema. */
function withDefaults(rule: unknown): unknown {
  if (!isProperties(rule)) return rule;
  return {
    completionWindow: 180,
    enableContinuousBackup: false,
    scheduleExpressionTimezone: "Etc/UTC",
    startWindow: 60,
    ...rule,
  };
}

/** AWS Backup API Reference, CreateBackupPlan: there is one plan of a document. */
function refuseSameDocument({ kind, inputs, region, cloud }: Operation): void {
  if (kind === "update") return;
  const document = documentOf(inputs);
  const twin = cloud.ofType(PLAN).find((each) => each.region === region && documentOf(each.inputs) === document);
  if (twin === undefined) return;
  refuse("AlreadyExistsException", "Backup plan with the same plan document already exists", "name, rules");
}

function documentOf(inputs: Properties): string {
  return JSON.stringify([text(inputs, "name"), objects(inputs, "rules")]);
}

/** AWS Backup API Reference, DeleteBackupPlan. */
function refuseWhileSelecting(resource: CloudResource, cloud: CloudReader): void {
  const selects = cloud.ofType(SELECTION).some(({ inputs }) => text(inputs, "planId") === resource.id);
  if (!selects) return;
  refuse(
    "InvalidRequestException",
    "Related backup plan selections must be deleted prior to backup plan deletion",
    resource.id,
  );
}

function versionOf(): { readonly version: string } {
  return { version: Buffer.from(hexadecimalToken(36)).toString("base64") };
}

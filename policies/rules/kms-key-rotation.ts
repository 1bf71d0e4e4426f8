import { isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Fewest days between a key's scheduled deletion and the point after which nobody can restore it. */
  readonly minimumDeletionWindowDays: number;
}

const KEY = "aws:kms/key:Key";

export const kmsKeyRotation = resourceRule<Settings>({
  name: "kms-key-rotation",
  title: "KMS keys rotate, and their deletion can be cancelled",
  description:
    "Symmetric KMS keys rotate automatically, and the deletion of a key can be cancelled for the environment's " +
    "number of days.",
  why:
    "Rotation limits how much data one key material encrypts, and takes no work. With a deleted key everything that " +
    "it encrypted is lost, and often nobody notices before the next monthly job.",
  fix: "Set `enableKeyRotation: true`, and `deletionWindowInDays` to the environment's minimum or leave it out for 30.",
  severity: "medium",
  identifiers: {
    fsbp: ["KMS.4"],
    cis: ["4.6"],
    checkov: ["CKV_AWS_7"],
    trivy: ["AVD-AWS-0065"],
    cfnNag: ["F19"],
  },
  requirements: ["SE-2"],
  references: [
    {
      title: "AWS KMS Developer Guide, Rotate AWS KMS keys",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    },
    {
      title: "AWS KMS API Reference, ScheduleKeyDeletion",
      url: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
    },
  ],
  types: [
    KEY,
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  configuration: {
    schema: {
      minimumDeletionWindowDays: {
        type: "integer",
        minimum: 7,
        maximum: 30,
        description: "Fewest days for which the deletion of a key can be cancelled",
      },
    },
    defaults: {
      development: { minimumDeletionWindowDays: 7 },
      staging: { minimumDeletionWindowDays: 7 },
      production: { minimumDeletionWindowDays: 30 },
    },
  },
  check: (key, settings) => [...unrotated(key), ...goneTooSoon(key, settings)],
  remedy: (key) => (unrotated(key).length > 0 ? [{ property: "enableKeyRotation", value: true }] : []),
});

/** Replicas rotate with their primary key, and AWS can't create new material for imported keys. */
function unrotated(key: ResourceView): Finding[] {
  if (key.type !== KEY || !canRotate(key)) return [];
  return wrongSwitch(key, { property: "enableKeyRotation", problem: "one key encrypts everything for ever" });
}

/**
 * Whether AWS can rotate a key: only symmetric encryption keys whose material KMS created (AWS KMS Developer Guide,
 * "Rotate AWS KMS keys").
 */
function canRotate(key: ResourceView): boolean {
  return (
    isKnownAs(key.string("keyUsage"), "ENCRYPT_DECRYPT", "ENCRYPT_DECRYPT") &&
    isKnownAs(key.string("customerMasterKeySpec"), "SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT") &&
    key.isMissing("customKeyStoreId")
  );
}

const DEFAULT_WINDOW_DAYS = 30;

function goneTooSoon(key: ResourceView, { minimumDeletionWindowDays: minimum }: Settings): Finding[] {
  const days = key.number("deletionWindowInDays");
  if (!days.known || (days.value ?? DEFAULT_WINDOW_DAYS) >= minimum) return [];
  return [
    {
      property: "deletionWindowInDays",
      value: days.value,
      problem: "a key that was deleted by mistake is gone before anybody misses it",
      allowed: minimum === DEFAULT_WINDOW_DAYS ? "30 days" : `${minimum} to 30 days`,
      fix: `set deletionWindowInDays: ${minimum}, or leave it out for 30`,
    },
  ];
}

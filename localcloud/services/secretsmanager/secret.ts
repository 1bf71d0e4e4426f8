import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { keyNamed, keyReferences } from "../kms/key-reference";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";
import {
  displacedBy,
  replicasOf,
  replicatedFrom,
  replicationStatus,
  requireOtherRegions,
  warnOfFailedReplication,
  warnOfReplicasThatStay,
} from "./replication";
import { isScheduledForDeletion, scheduledForDeletion, SECRET, versionsOf } from "./secret-lookup";

export const secret: ResourceType = {
  type: SECRET,
  mapping: {
    operation: "secretsmanager.CreateSecret",
    inputs: { policy: "PutResourcePolicy:ResourcePolicy", replicas: "AddReplicaRegions" },
  },
  documentedLimits: {
    name: [
      {
        document: "AWS Secrets Manager API Reference, CreateSecret",
        pattern: "^[a-zA-Z0-9/_+=.@-]+$",
        message: () =>
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
      },
    ],
    recoveryWindowInDays: [
      {
        document: "AWS Secrets Manager API Reference, DeleteSecret",
        allows: (value) => Number(value) === 0 || (Number(value) >= 7 && Number(value) <= 30),
        code: "InvalidParameterException",
        message: () => "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 512, unlessGiven: "namePrefix" },
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  replaceOnChanges: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ResourceExistsException",
    message: (name) => `The operation failed because the secret ${name} already exists.`,
  },
  references: [
    ...keyReferences("kmsKeyId", {
      code: "InvalidParameterException",
      message: (key) => `The operation failed because of an invalid KMS key: Key '${key}' does not exist`,
    }),
  ],
  rules: [
    refuseUnmodelled(["type"], "secrets of partners", "services/secretsmanager/secret.ts"),
    refuseNameOfDeleted,
    requireKeyOfTheRegion,
    policyRule({ input: "policy", kind: "resource", code: "MalformedPolicyDocumentException" }),
    requireOtherRegions,
    warnOfFailedReplication,
    warnOfReplicasThatStay,
  ],
  retained: (resource) => (isDeletedAtOnce(resource) ? undefined : scheduledForDeletion(resource)),
  isGone: isScheduledForDeletion,
  // The provider deletes replicas first, which have no recovery window.
  cascade: (resource, cloud) => [
    ...replicasOf(resource, cloud).flatMap((replica) => [...versionsOf(replica, cloud), replica]),
    ...(isDeletedAtOnce(resource) ? versionsOf(resource, cloud) : []),
  ],
  make: (operation) => {
    const name = nameOf(operation);
    // AWS appends six random characters, so that a new secret differs from a deleted one of its name.
    const id = arn("secretsmanager", operation.region, operation.accountId, `secret:${name}-${hexadecimalToken(6)}`);
    const computed = { arn: id, name, policy: text(operation.inputs, "policy") ?? "" };
    return { id, computed: { ...computed, replicas: replicationStatus({ ...operation, computed }, operation.cloud) } };
  },
  recomputed: ["policy", "replicas"],
  remake: ({ inputs, cloud }, { computed }) => ({
    policy: text(inputs, "policy") ?? "",
    replicas: replicationStatus({ inputs, computed }, cloud),
  }),
  displaced: displacedBy,
  sideEffects: replicatedFrom,
};

function isDeletedAtOnce({ inputs }: CloudResource): boolean {
  return number(inputs, "recoveryWindowInDays") === 0;
}

/** A secret in its recovery window keeps its name (AWS Secrets Manager API Reference, CreateSecret). */
function refuseNameOfDeleted({ kind, inputs, region, cloud }: Operation): void {
  const name = text(inputs, "name");
  if (kind === "update" || name === undefined || !isTakenByDeleted(name, region, cloud)) return;
  refuse(
    "InvalidRequestException",
    `You can't create this secret because a secret with this name is already scheduled for deletion: '${name}'`,
    "name",
  );
}

function isTakenByDeleted(name: string, region: string, cloud: CloudReader): boolean {
  const isOne = (each: CloudResource): boolean => each.region === region && each.computed.name === name;
  return cloud.ofType(SECRET).some((each) => isOne(each) && isScheduledForDeletion(each));
}

function requireKeyOfTheRegion({ inputs, region, cloud }: Operation): void {
  const name = text(inputs, "kmsKeyId");
  const key = name === undefined ? undefined : keyNamed(name, cloud);
  if (key === undefined || key.region === region) return;
  refuse(
    "InvalidParameterException",
    `The operation failed because of an invalid KMS key: Invalid arn ${key.region}`,
    "kmsKeyId",
  );
}

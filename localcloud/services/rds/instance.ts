import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { securityGroupReference } from "../ec2/references";
import { nameOf } from "../shared/inputs";
import { renewedBackups } from "./automated-backup";
import { databaseKeyReferences } from "./encryption";
import { lowerCaseIdentifierLimits, resourceId } from "./identifiers";
import { effectsOfDeletion, refuseProtected, requireFinalSnapshot, withReplicas } from "./instance-deletion";
import { replicasOf, INSTANCE, sourceOf } from "./instance-lookup";
import { originOf } from "./instance-origin";
import { changedOutputs, newOutputs } from "./instance-outputs";
import { instanceRules } from "./instance-rules";
import { instanceLimits, instanceMapping } from "./instance-limits";
import { managedSecretOf, managedSecretOutput, newManagedSecret } from "./managed-secret";
import { PARAMETER_GROUP, parameterGroupReference } from "./parameter-group";
import { subnetGroupReference } from "./subnet-group";

/**
 * A database of its own: a new one, a replica, or one restored from a snapshot or to a point in time. Changes apply at
 * once, whatever `applyImmediately` says.
 */
export const instance: ResourceType = {
  type: INSTANCE,
  mapping: instanceMapping,
  documentedLimits: { identifier: lowerCaseIdentifierLimits("DBInstanceIdentifier", "identifier"), ...instanceLimits },
  autonaming: { input: "identifier", maximumLength: 255, unlessGiven: "identifierPrefix" },
  defaults: {
    applyImmediately: false,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: false,
    deleteAutomatedBackups: true,
    monitoringInterval: 0,
    performanceInsightsEnabled: false,
    publiclyAccessible: false,
    skipFinalSnapshot: false,
  },
  // `identifier`, `dbSubnetGroupName` and `replicateSourceDb` change in place (the provider's source, rds/instance.go).
  replaceOnChanges: [
    "availabilityZone",
    "backupTarget",
    "characterSetName",
    "customIamInstanceProfile",
    "dbName",
    "engine",
    "kmsKeyId",
    "ncharCharacterSetName",
    "region",
    "restoreToPointInTime",
    "snapshotIdentifier",
    "storageEncrypted",
    "timezone",
    "username",
  ],
  // A write-only value is nowhere to compare with: its version tells of a change.
  comparedInputs: (inputs) => ({ ...inputs, passwordWo: undefined }),
  withoutSuppressed: withoutAutoscaledStorage,
  unique: {
    inputs: ["identifier"],
    scope: "region",
    ignoresCase: true,
    code: "DBInstanceAlreadyExists",
    message: () => "DB instance already exists",
  },
  references: [
    subnetGroupReference("dbSubnetGroupName"),
    parameterGroupReference("parameterGroupName", PARAMETER_GROUP, "database instances"),
    securityGroupReference("vpcSecurityGroupIds[]"),
    ...databaseKeyReferences,
  ],
  rules: instanceRules,
  deletion: [refuseProtected, requireFinalSnapshot],
  make: (operation) => {
    const id = resourceId("db");
    const origin = originOf(operation);
    const outputs = newOutputs(operation, nameOf(operation, "identifier"), origin);
    return { id, computed: { ...outputs, ...managedSecretOutput(operation, "db"), resourceId: id } };
  },
  remake: (operation, previous) => ({
    ...changedOutputs(operation, previous),
    ...managedSecretOutput(operation, "db"),
  }),
  sideEffects: (resource, cloud) => [
    ...newManagedSecret(resource, text(resource.computed, "username") ?? "", cloud),
    ...renewedBackups(resource, cloud),
    ...sourceOfReplica(resource, cloud),
    ...upgradedReplicas(resource, cloud),
  ],
  cascade: managedSecretOf,
  deletionEffects: effectsOfDeletion,
  secrets: ["password", "passwordWo"],
};

/** The source lists a new replica, and no longer one that was promoted. */
function sourceOfReplica(replica: CloudResource, cloud: CloudReader): CloudResource[] {
  const before = cloud.find(INSTANCE, replica.id);
  const sources = [before, replica].flatMap((each) =>
    each === undefined ? [] : (sourceOf(each.inputs, each.region, cloud) ?? []),
  );
  return [...new Map(sources.map((source) => [source.id, source])).values()].map((source) => {
    const others = replicasOf(source, cloud).filter(({ id }) => id !== replica.id);
    const isFollowed = sourceOf(replica.inputs, replica.region, cloud)?.id === source.id;
    return withReplicas(source, isFollowed ? [...others, replica] : others);
  });
}

/**
 * Amazon RDS User Guide, "Upgrading of the RDS for PostgreSQL DB engine": a major upgrade takes the replicas of the
 * region along.
 */
function upgradedReplicas(source: CloudResource, cloud: CloudReader): CloudResource[] {
  const before = number(cloud.find(INSTANCE, source.id)?.computed ?? {}, "engineVersionActual");
  const after = number(source.computed, "engineVersionActual");
  if (before === undefined || after === undefined || Math.trunc(before) === Math.trunc(after)) return [];
  const { engineVersionActual } = source.computed;
  return replicasOf(source, cloud)
    .filter((replica) => replica.region === source.region)
    .map((replica) => ({ ...replica, computed: { ...replica.computed, engineVersionActual } }));
}

/** The official provider leaves alone what storage autoscaling added (its source, rds/instance.go). */
function withoutAutoscaledStorage(before: Properties, after: Properties): Properties {
  const [current, wanted] = [number(before, "allocatedStorage") ?? 0, number(after, "allocatedStorage") ?? 0];
  const isAutoscaled = current > wanted && (number(after, "maxAllocatedStorage") ?? 0) > wanted;
  return isAutoscaled ? { ...after, allocatedStorage: before.allocatedStorage } : after;
}

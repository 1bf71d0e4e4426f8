import { ALWAYS_MANDATORY, isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { isBlank, missing, wrongSwitch } from "./shared/properties";
import { isCopy } from "./shared/copies";
import { CLUSTER, CLUSTER_INSTANCE, INSTANCE } from "./shared/rds";

interface Settings {
  /** Whether a customer managed key has to encrypt the data. */
  readonly requireKey: boolean;
}

const GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster";

export const rdsPrivateAndEncrypted = resourceRule<Settings>({
  name: "rds-private-and-encrypted",
  title: "Databases are private and encrypted",
  description:
    "RDS databases have no public address, their storage is encrypted and, where that is asked for, with a customer " +
    "managed key.",
  why:
    "A database with a public address is found and tried within minutes. Encryption can't be switched on later: the " +
    "database has to be copied into a new one, and so do its snapshots.",
  fix: "Set `publiclyAccessible: false` and `storageEncrypted: true`, and `kmsKeyId` where a key is asked for.",
  severity: "critical",
  identifiers: {
    fsbp: ["RDS.2", "RDS.3", "RDS.27"],
    cis: ["3.2.1", "3.2.3"],
    checkov: ["CKV_AWS_16", "CKV_AWS_17", "CKV_AWS_96", "CKV_AWS_327"],
    trivy: ["AVD-AWS-0080", "AVD-AWS-0180"],
  },
  requirements: ["SE-2", "SE-3"],
  references: [
    {
      title: "Amazon RDS User Guide, Encrypting Amazon RDS resources",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
    },
    {
      title: "Amazon RDS User Guide, Hiding a DB instance in a VPC from the internet",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    },
  ],
  types: [INSTANCE, CLUSTER, CLUSTER_INSTANCE, GLOBAL_CLUSTER],
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      requireKey: { type: "boolean", description: "Whether a customer managed key has to encrypt the data" },
    },
    defaults: {
      development: { requireKey: false },
      staging: { requireKey: false },
      production: { requireKey: true },
    },
  },
  check(database, settings) {
    const isPublic = wrongSwitch(database, {
      property: "publiclyAccessible",
      wanted: false,
      problem: "everybody on the internet may try passwords",
    });
    return [...isPublic, ...(hasOwnStorage(database) ? badlyEncrypted(database, settings) : [])];
  },
});

/**
 * Whether a database has storage of its own. Cluster instances share their cluster's; replicas and members of global
 * clusters have their source's encryption.
 */
function hasOwnStorage(database: ResourceView): boolean {
  if (database.type === GLOBAL_CLUSTER) return database.isMissing("sourceDbClusterIdentifier");
  return database.type === CLUSTER || (database.type === INSTANCE && !isCopy(database));
}

function badlyEncrypted(database: ResourceView, { requireKey }: Settings): Finding[] {
  const unencrypted = wrongSwitch(database, {
    property: "storageEncrypted",
    whenMissing: isEncryptedUnasked(database),
    problem: "whoever gets a snapshot reads the data, and encryption can't be switched on later",
  });
  if (unencrypted.length > 0) return unencrypted;
  return requireKey && database.type !== GLOBAL_CLUSTER && !isRestored(database) ? withoutKey(database) : [];
}

/**
 * Whether a database is encrypted without the property. Aurora Serverless v1 always is, and a restored cluster has its
 * snapshot's encryption; a restored instance has to set it.
 */
function isEncryptedUnasked(database: ResourceView): boolean {
  const isServerless = isKnownAs(database.string("engineMode"), "serverless");
  return isServerless || (database.type === CLUSTER && isRestored(database));
}

/** Whether a database is restored. Then it has the key of its source, which the program doesn't know. */
function isRestored(database: ResourceView): boolean {
  return !isBlank(database, "snapshotIdentifier") || !database.isMissing("restoreToPointInTime");
}

function withoutKey(database: ResourceView): Finding[] {
  return missing(database, {
    property: "kmsKeyId",
    problem: "AWS's own key encrypts the data: nobody here can refuse or withdraw it, or share a snapshot",
    allowed: "the ARN of a customer managed key",
    fix: "set kmsKeyId to the ARN of the environment's key; on an existing database that replaces it",
  });
}

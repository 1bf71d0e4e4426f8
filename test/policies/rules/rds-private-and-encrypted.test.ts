import { rdsPrivateAndEncrypted as rule } from "../../../policies/rules/rds-private-and-encrypted";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/data";

function instance(properties: TestResource["properties"]): TestResource {
  return resource("aws:rds/instance:Instance", "db", properties);
}

function cluster(properties: TestResource["properties"]): TestResource {
  return resource("aws:rds/cluster:Cluster", "db", properties);
}

describeRule(rule, {
  accepts: {
    "a private, encrypted instance": {
      given: instance({ publiclyAccessible: false, storageEncrypted: true, kmsKeyId: KEY }),
    },
    "a replica, which is encrypted as its source is": { given: instance({ replicateSourceDb: "db" }) },
    "an encrypted cluster and its instance": {
      given: [
        cluster({ storageEncrypted: true, kmsKeyId: KEY }),
        resource("aws:rds/clusterInstance:ClusterInstance", "db-0"),
      ],
    },
    "a serverless cluster, which is always encrypted": { given: cluster({ engineMode: "serverless", kmsKeyId: KEY }) },
    "a global cluster of an encrypted one": {
      given: resource("aws:rds/globalCluster:GlobalCluster", "db", { sourceDbClusterIdentifier: "arn:aws:rds:x" }),
    },
  },
  refuses: {
    "a public instance": {
      given: instance({ publiclyAccessible: true, storageEncrypted: true, kmsKeyId: KEY }),
      violations: ["db: publiclyAccessible is true: everybody on the internet"],
    },
    "a public instance of a cluster, and a public replica": {
      given: [
        resource("aws:rds/clusterInstance:ClusterInstance", "db-0", { publiclyAccessible: true }),
        instance({ replicateSourceDb: "db", publiclyAccessible: "true" }),
      ],
      violations: ["db-0: publiclyAccessible is true", "db: publiclyAccessible is true"],
    },
    "storage in plain": {
      given: cluster({ storageEncrypted: false }),
      violations: ["db: storageEncrypted is false"],
    },
  },
  boundaries: {
    "AWS's own key in production": {
      given: instance({ storageEncrypted: true }),
      violations: ["db: kmsKeyId is not set"],
    },
    "a key that comes with a snapshot, or with the database of another day": {
      given: [
        instance({ storageEncrypted: true, snapshotIdentifier: "nightly" }),
        cluster({ restoreToPointInTime: { sourceClusterIdentifier: "db" } }),
      ],
    },
    "a snapshot that isn't given": {
      given: instance({ storageEncrypted: true, snapshotIdentifier: "" }),
      violations: ["db: kmsKeyId is not set"],
    },
    "an instance from a snapshot, which the provider makes anew unless it is told of the encryption": {
      given: instance({ snapshotIdentifier: "nightly" }),
      violations: ["db: storageEncrypted is not set"],
    },
    "AWS's own key in staging": { given: instance({ storageEncrypted: true }), environment: "staging" },
    "a key without encryption": {
      given: instance({ storageEncrypted: false, kmsKeyId: KEY }),
      violations: ["db: storageEncrypted is false"],
    },
  },
  missing: {
    "no encryption": { given: instance({ kmsKeyId: KEY }), violations: ["db: storageEncrypted is not set"] },
    "no encryption of a global cluster of its own": {
      given: resource("aws:rds/globalCluster:GlobalCluster", "db"),
      violations: ["db: storageEncrypted is not set"],
    },
  },
  unknown: {
    "an unknown key": { given: instance({ storageEncrypted: true, kmsKeyId: UNKNOWN }) },
    "an unknown snapshot": { given: cluster({ snapshotIdentifier: UNKNOWN }) },
    "an unknown source": { given: instance({ replicateSourceDb: UNKNOWN }) },
    "an unknown encryption of a public instance": {
      given: instance({ publiclyAccessible: true, storageEncrypted: UNKNOWN, kmsKeyId: KEY }),
      violations: ["db: publiclyAccessible is true"],
      remarks: ["db: Not determinable yet: storageEncrypted isn't known"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders"), { publiclyAccessible: true }),
});

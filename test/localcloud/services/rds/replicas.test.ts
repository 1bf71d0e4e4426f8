import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { INSTANCE, instanceInputs, now, PASSWORD, REPLICA, replicated, surrounds } from "./databases";

describeRules(
  INSTANCE,
  (cloud) => {
    const given = surrounds(cloud);
    const primary = cloud.create(INSTANCE, instanceInputs(given));
    cloud.create(INSTANCE, { ...instanceInputs(given), identifier: "unsaved", backupRetentionPeriod: 0 });
    return { ...given, primaryArn: String(primary.computed.arn), inputs: REPLICA };
  },
  [
    [
      "a source that isn't there",
      { replicateSourceDb: "none" },
      {},
      "DBInstanceNotFound",
      "The source instance could not be found: none (replicateSourceDb)",
    ],
    [
      "a source without backups",
      { replicateSourceDb: "unsaved" },
      {},
      "InvalidDBInstanceState",
      "Automated backups are not enabled for this database instance.",
    ],
    [
      "a user of its own",
      { username: "other" },
      {},
      "ConflictingArguments",
      '"username" conflicts with replicate_source_db (username, replicateSourceDb)',
    ],
    [
      "a database of its own",
      { dbName: "other" },
      {},
      "ConflictingArguments",
      '"dbName" conflicts with replicate_source_db (dbName, replicateSourceDb)',
    ],
    [
      "a password of its own",
      { password: PASSWORD },
      {},
      "InvalidParameterCombination",
      "You can't set the master user password of a read replica.",
    ],
    [
      "a subnet group beside a source that is named by its identifier",
      { dbSubnetGroupName: "database" },
      ({ primaryArn }) => ({ dbSubnetGroupName: "database", replicateSourceDb: primaryArn }),
      "DBSubnetGroupNotAllowedFault",
      "(dbSubnetGroupName, replicateSourceDb)",
    ],
    [
      "a class that RDS hasn't",
      { instanceClass: "db.m7g.3xlarge" },
      { instanceClass: "db.m7g.2xlarge" },
      "InvalidParameterCombination",
      "DBInstanceClass=db.m7g.3xlarge",
    ],
  ],
);

describe("a replica", () => {
  it("has its source's engine, user, database, key, network and parameters", () => {
    const { primary, replica } = replicated(inLocalCloud());

    for (const output of ["engine", "engineVersionActual", "username", "dbName", "kmsKeyId", "dbSubnetGroupName"]) {
      expect(replica.computed[output]).toBe(primary.computed[output]);
    }
    expect(replica.computed).toMatchObject({
      allocatedStorage: 100,
      backupRetentionPeriod: 0,
      parameterGroupName: "default.postgres17",
      replicateSourceDb: "primary",
      storageEncrypted: true,
    });
  });

  it("is listed by its source until it goes", () => {
    const cloud = inLocalCloud();
    const { primary, replica } = replicated(cloud);
    expect(now(cloud, primary).computed.replicas).toEqual(["replica"]);

    cloud.delete(replica);

    expect(now(cloud, primary).computed.replicas).toEqual([]);
  });

  it("is promoted where its source is taken away, by the program or by a deletion", () => {
    const cloud = inLocalCloud();
    const { primary, replica } = replicated(cloud);
    const second = cloud.create(INSTANCE, { ...REPLICA, identifier: "second" });

    cloud.update(replica, { replicateSourceDb: "" });
    expect(now(cloud, primary).computed.replicas).toEqual(["second"]);

    cloud.delete(now(cloud, primary));
    expect(now(cloud, second).computed.replicateSourceDb).toBe("");
  });

  itRefuses(
    "another source",
    (cloud) => {
      const { replica } = replicated(cloud);
      cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud, "eu-west-1", "other")), identifier: "other" });
      return {
        violation: () => cloud.update(replica, { replicateSourceDb: "other" }),
        neighbour: () => cloud.update(replica, { replicateSourceDb: "arn:aws:rds:eu-west-1:123456789012:db:primary" }),
      };
    },
    "ProviderError",
    "cannot elect new source database for replication (replicateSourceDb)",
  );

  itRefuses(
    "a final snapshot",
    (cloud) => {
      const { replica } = replicated(cloud);
      return {
        violation: () => {
          cloud.delete(cloud.update(replica, { skipFinalSnapshot: false, finalSnapshotIdentifier: "final" }));
        },
        neighbour: () => {
          cloud.delete(cloud.update(replica, { skipFinalSnapshot: true }));
        },
      };
    },
    "InvalidParameterCombination",
    "FinalDBSnapshotIdentifier can not be specified when deleting a read replica instance",
  );
});

describe("a replica in another region", () => {
  const elsewhere = (cloud: Parameters<typeof surrounds>[0]) => {
    const primary = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));
    const far = surrounds(cloud, "eu-central-1");
    const inputs = { ...REPLICA, replicateSourceDb: primary.computed.arn, dbSubnetGroupName: "database" };
    return { primary, far, inputs };
  };

  itRefuses(
    "without a key of that region",
    (cloud) => {
      const { far, inputs } = elsewhere(cloud);
      return {
        violation: () => cloud.create(INSTANCE, inputs, "eu-central-1"),
        neighbour: () => cloud.create(INSTANCE, { ...inputs, kmsKeyId: far.keyArn }, "eu-central-1"),
      };
    },
    "InvalidParameterCombination",
    "Cannot create a Cross Region Read Replica from encrypted DB instance without a KMS key",
  );

  it("stays a replica without a source when that is deleted, and is listed by its ARN before", () => {
    const cloud = inLocalCloud();
    const { primary, far, inputs } = elsewhere(cloud);
    const replica = cloud.create(INSTANCE, { ...inputs, kmsKeyId: far.keyArn }, "eu-central-1");
    expect(now(cloud, primary).computed.replicas).toEqual(["arn:aws:rds:eu-central-1:123456789012:db:replica"]);
    expect(replica.computed.kmsKeyId).toBe(far.keyArn);

    cloud.delete(now(cloud, primary));

    expect(now(cloud, replica).computed.replicateSourceDb).toBe(primary.computed.arn);
  });
});

describe("the source of replicas", () => {
  itRefuses(
    "to lose its backups",
    (cloud) => {
      const { primary } = replicated(cloud);
      return {
        violation: () => cloud.update(primary, { backupRetentionPeriod: 0 }),
        neighbour: () => cloud.update(primary, { backupRetentionPeriod: 1 }),
      };
    },
    "InvalidParameterCombination",
    "The backup retention period can't be 0 while the DB instance is a source of read replicas.",
  );

  itRefuses(
    "a minor version that its replicas don't have yet",
    (cloud) => {
      const inputs = { ...instanceInputs(surrounds(cloud)), engineVersion: "17.9" };
      const primary = cloud.create(INSTANCE, inputs);
      const replica = cloud.create(INSTANCE, REPLICA);
      return {
        violation: () => cloud.update(primary, { engineVersion: "17.10" }),
        neighbour: () => {
          cloud.update(replica, { engineVersion: "17.10" });
          cloud.update(now(cloud, primary), { engineVersion: "17.10" });
        },
      };
    },
    "DBUpgradeDependencyFailure",
    "One or more of the DB Instance's read replicas need to be upgraded: replica (engineVersion)",
  );

  it("takes its replicas along to another major version", () => {
    const cloud = inLocalCloud();
    const primary = cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud)), engineVersion: "16" });
    const replica = cloud.create(INSTANCE, REPLICA);

    cloud.update(primary, { engineVersion: "17", allowMajorVersionUpgrade: true });

    expect(now(cloud, replica).computed.engineVersionActual).toBe("17.11");
  });

  itRefuses(
    "a password that RDS manages",
    (cloud) => {
      const { primary, replica } = replicated(cloud);
      const managed = { password: undefined, manageMasterUserPassword: true };
      return {
        violation: () => cloud.update(primary, managed),
        neighbour: () => {
          cloud.delete(replica);
          cloud.update(now(cloud, primary), managed);
        },
      };
    },
    "InvalidParameterCombination",
    "You can't manage the master user password in AWS Secrets Manager for a DB instance that has read replicas.",
  );

  itRefuses(
    "to be one while RDS manages its password",
    (cloud) => {
      const inputs = { ...instanceInputs(surrounds(cloud)), password: undefined, manageMasterUserPassword: true };
      const primary = cloud.create(INSTANCE, inputs);
      return {
        violation: () => cloud.create(INSTANCE, REPLICA),
        neighbour: () => {
          cloud.update(primary, { password: PASSWORD, manageMasterUserPassword: false });
          cloud.create(INSTANCE, REPLICA);
        },
      };
    },
    "InvalidParameterCombination",
    "whose master user password is managed in AWS Secrets Manager. (replicateSourceDb)",
  );

  itRefuses(
    "a blue/green deployment",
    (cloud) => {
      const { primary, replica } = replicated(cloud);
      const change = { blueGreenUpdate: { enabled: true }, instanceClass: "db.m7g.xlarge" };
      return {
        violation: () => cloud.update(primary, change),
        neighbour: () => {
          cloud.delete(replica);
          cloud.update(now(cloud, primary), change);
        },
      };
    },
    "ProviderError",
    "is not supported for DB instances with replicas (blueGreenUpdate.enabled)",
  );
});

import { describeRules, inLocalCloud, itRefuses } from "../../support";
import {
  auroraInputs,
  CLUSTER,
  CLUSTER_INSTANCE,
  CLUSTER_PARAMETER_GROUP,
  multiAzInputs,
  now,
  PARAMETER_GROUP,
  SUBNET_GROUP,
  surrounds,
} from "./databases";

describeRules(
  CLUSTER,
  (cloud) => {
    const given = surrounds(cloud);
    cloud.create(CLUSTER_PARAMETER_GROUP, { name: "sixteen", family: "aurora-postgresql16" });
    cloud.create(CLUSTER_PARAMETER_GROUP, { name: "seventeen", family: "aurora-postgresql17" });
    return { ...given, inputs: auroraInputs(given) };
  },
  [
    [
      "a minor version that Aurora hasn't",
      { engineVersion: "17.8" },
      { engineVersion: "17.7" },
      "InvalidParameterCombination",
      "Cannot find version 17.8 for aurora-postgresql (engineVersion)",
    ],
    [
      "storage, which grows by itself",
      { allocatedStorage: 100 },
      {},
      "InvalidParameterCombination",
      "The parameter allocatedStorage is valid for Multi-AZ DB clusters only.",
    ],
    [
      "volumes of instances",
      { storageType: "gp3" },
      { storageType: "aurora-iopt1" },
      "InvalidParameterValue",
      "Invalid storage type for an Aurora DB cluster: gp3 (storageType)",
    ],
    [
      "no backups",
      { backupRetentionPeriod: 0 },
      { backupRetentionPeriod: 1 },
      "InvalidParameterValue",
      "Must be between 1 and 35 (backupRetentionPeriod)",
    ],
    [
      "a range of capacity that begins above its end",
      { serverlessv2ScalingConfiguration: { minCapacity: 4.5, maxCapacity: 4 } },
      { serverlessv2ScalingConfiguration: { minCapacity: 4, maxCapacity: 4 } },
      "InvalidParameterValue",
      "maximum capacity must be greater than or equal to minimum capacity",
    ],
    [
      "capacity in quarters",
      { serverlessv2ScalingConfiguration: { minCapacity: 0.25, maxCapacity: 4 } },
      { serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 } },
      "InvalidParameterValue",
      "It is 0 to 256, in half steps (serverlessv2ScalingConfiguration.minCapacity)",
    ],
    [
      "a pause of what never stops",
      { serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4, secondsUntilAutoPause: 300 } },
      { serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 4, secondsUntilAutoPause: 300 } },
      "InvalidParameterCombination",
      "SecondsUntilAutoPause is valid with a minimum capacity of 0 only.",
    ],
    [
      "Serverless v1",
      { engineMode: "serverless" },
      { engineMode: "provisioned" },
      "InvalidParameterValue",
      "The engine mode serverless you requested is currently unavailable. (engineMode)",
    ],
    [
      "a parameter group of another family",
      { dbClusterParameterGroupName: "sixteen" },
      { dbClusterParameterGroupName: "seventeen" },
      "InvalidParameterCombination",
      "Please use a Parameter Group with DBParameterGroupFamily aurora-postgresql17",
    ],
    [
      "a password of 42 characters",
      { masterPassword: "a".repeat(42) },
      { masterPassword: "a".repeat(41) },
      "InvalidParameterValue",
      "longer than 41 characters. (masterPassword)",
    ],
    [
      "logs of PostgreSQL on RDS",
      { enabledCloudwatchLogsExports: ["upgrade"] },
      { enabledCloudwatchLogsExports: ["instance"] },
      "InvalidParameterCombination",
      "You cannot use the log types 'upgrade' with engine version aurora-postgresql 17.11.",
    ],
  ],
);

describeRules(
  CLUSTER,
  (cloud) => {
    const given = surrounds(cloud);
    cloud.create(SUBNET_GROUP, { name: "two", subnetIds: given.subnetIds.slice(0, 2) });
    return { ...given, inputs: multiAzInputs(given) };
  },
  [
    [
      "subnets of two zones",
      { dbSubnetGroupName: "two" },
      {},
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      "Please add subnets to cover at least 3 availability zones. Current coverage: 2 (dbSubnetGroupName)",
    ],
    [
      "no class",
      { dbClusterInstanceClass: undefined },
      {},
      "InvalidParameterCombination",
      "DBClusterInstanceClass is required",
    ],
    [
      "a class without disks of its own",
      { dbClusterInstanceClass: "db.m7g.large" },
      { dbClusterInstanceClass: "db.c6gd.medium" },
      "InvalidParameterCombination",
      "DBInstanceClass=db.m7g.large",
    ],
    ["no storage", { allocatedStorage: undefined }, {}, "InvalidParameterCombination", "AllocatedStorage is required"],
    [
      "volumes that Multi-AZ DB clusters haven't",
      { storageType: "gp2" },
      { storageType: "io1", iops: 3000 },
      "InvalidParameterValue",
      "Invalid storage type for a Multi-AZ DB cluster: gp2 (storageType)",
    ],
  ],
);

describe("a cluster", () => {
  it("has endpoints for writing and reading", () => {
    const cloud = inLocalCloud();
    const aurora = cloud.create(CLUSTER, auroraInputs(surrounds(cloud)));

    expect(cloud.outputs(aurora).id).toBe("aurora");
    expect(aurora.computed).toMatchObject({
      arn: "arn:aws:rds:eu-west-1:123456789012:cluster:aurora",
      clusterIdentifier: "aurora",
      clusterMembers: [],
      engineVersionActual: "17.11",
      port: 5432,
    });
    expect(aurora.computed.clusterResourceId).toMatch(/^cluster-[A-Z2-7]{26}$/);
    expect(aurora.computed.endpoint).toMatch(/^aurora\.cluster-c[a-z0-9]{11}\.eu-west-1\.rds\.amazonaws\.com$/);
    expect(aurora.computed.readerEndpoint).toMatch(/^aurora\.cluster-ro-c[a-z0-9]{11}\.eu-west-1\./);
  });

  it("brings its three instances with it where it is a Multi-AZ DB cluster", () => {
    const cloud = inLocalCloud();
    const made = cloud.create(CLUSTER, multiAzInputs(surrounds(cloud)));

    expect(made.computed.clusterMembers).toEqual(["multi-az-instance-1", "multi-az-instance-2", "multi-az-instance-3"]);
  });
});

const INSTANCE_INPUTS = {
  identifier: "aurora-1",
  clusterIdentifier: "aurora",
  engine: "aurora-postgresql",
  instanceClass: "db.r7g.large",
};

describeRules(
  CLUSTER_INSTANCE,
  (cloud) => {
    const given = surrounds(cloud);
    cloud.create(CLUSTER, auroraInputs(given));
    cloud.create(CLUSTER, { ...multiAzInputs(given), clusterIdentifier: "three" });
    cloud.create(CLUSTER, {
      ...auroraInputs(given),
      clusterIdentifier: "serverless",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
    });
    return { inputs: INSTANCE_INPUTS };
  },
  [
    [
      "a cluster that isn't there",
      { clusterIdentifier: "none" },
      {},
      "DBClusterNotFoundFault",
      "DBCluster none not found. (clusterIdentifier)",
    ],
    [
      "a further instance of a Multi-AZ DB cluster",
      { clusterIdentifier: "three", engine: "postgres" },
      {},
      "InvalidParameterCombination",
      "A Multi-AZ DB cluster has the instances that came with it",
    ],
    [
      "another engine than the cluster's",
      { engine: "postgres" },
      {},
      "InvalidParameterCombination",
      "The engine of the DB cluster is aurora-postgresql (engine)",
    ],
    [
      "a class of RDS for PostgreSQL",
      { instanceClass: "db.m7g.large" },
      { instanceClass: "db.t4g.medium" },
      "InvalidParameterCombination",
      "DBInstanceClass=db.m7g.large, Engine=aurora-postgresql",
    ],
    [
      "a serverless instance of a cluster without a range",
      { instanceClass: "db.serverless" },
      { instanceClass: "db.serverless", clusterIdentifier: "serverless" },
      "InvalidDBClusterStateFault",
      "Set the Serverless v2 scaling configuration on the parent DB cluster",
    ],
  ],
);

describe("instances of a cluster", () => {
  const created = (cloud: Parameters<typeof surrounds>[0]) => {
    const cluster = cloud.create(CLUSTER, auroraInputs(surrounds(cloud)));
    const [writer, reader] = ["aurora-1", "aurora-2"].map((identifier) =>
      cloud.create(CLUSTER_INSTANCE, { ...INSTANCE_INPUTS, identifier }),
    );
    if (writer === undefined || reader === undefined) throw new Error("there are two");
    return { cluster, writer, reader };
  };

  it("are a writer and readers, in zones of their own", () => {
    const cloud = inLocalCloud();
    const { cluster, writer, reader } = created(cloud);

    expect([writer, reader].map(({ computed }) => computed.writer)).toEqual([true, false]);
    expect(writer.computed.availabilityZone).not.toBe(reader.computed.availabilityZone);
    expect(now(cloud, cluster).computed.clusterMembers).toEqual(["aurora-1", "aurora-2"]);
    expect(writer.computed.endpoint).toMatch(/^aurora-1\.c[a-z0-9]{11}\.eu-west-1\.rds\.amazonaws\.com$/);
  });

  it("elect another writer when the writer goes", () => {
    const cloud = inLocalCloud();
    const { cluster, writer, reader } = created(cloud);

    cloud.delete(writer);

    expect(now(cloud, reader).computed.writer).toBe(true);
    expect(now(cloud, cluster).computed.clusterMembers).toEqual(["aurora-2"]);
  });

  itRefuses(
    "to lose their cluster",
    (cloud) => {
      const { cluster, writer, reader } = created(cloud);
      return {
        violation: () => {
          cloud.delete(cluster);
        },
        neighbour: () => {
          cloud.delete(writer);
          cloud.delete(reader);
          cloud.delete(now(cloud, cluster));
        },
      };
    },
    "InvalidDBClusterStateFault",
    "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
  );

  itRefuses(
    "a major upgrade of the cluster without parameters for them",
    (cloud) => {
      cloud.create(PARAMETER_GROUP, { name: "custom", family: "aurora-postgresql16" });
      const cluster = cloud.create(CLUSTER, { ...auroraInputs(surrounds(cloud)), engineVersion: "16" });
      cloud.create(CLUSTER_INSTANCE, { ...INSTANCE_INPUTS, dbParameterGroupName: "custom" });
      const upgrade = { engineVersion: "17", allowMajorVersionUpgrade: true };
      return {
        violation: () => cloud.update(now(cloud, cluster), upgrade),
        neighbour: () =>
          cloud.update(now(cloud, cluster), {
            ...upgrade,
            dbInstanceParameterGroupName: "default.aurora-postgresql17",
          }),
      };
    },
    "InvalidParameterCombination",
    "The current DB instance parameter group custom is custom.",
  );
});

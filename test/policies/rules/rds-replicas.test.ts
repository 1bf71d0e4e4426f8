import { rdsReplicas as rule } from "../../../policies/rules/rds-replicas";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const INSTANCE = "aws:rds/instance:Instance";

const db = primary({});

function primary(properties: TestResource["properties"]): TestResource {
  return resource(INSTANCE, "db", {
    id: "db",
    engine: "postgres",
    instanceClass: "db.r7g.2xlarge",
    replicateSourceDb: "",
    ...properties,
  });
}

function replica(properties: TestResource["properties"] = {}, of = db): TestResource {
  const own = { engine: "postgres", instanceClass: "db.r7g.2xlarge", replicateSourceDb: UNKNOWN, ...properties };
  return resource(INSTANCE, "replica", own, { dependencies: { replicateSourceDb: [of] } });
}

const cluster = resource("aws:rds/cluster:Cluster", "cluster", {
  engine: "aurora-postgresql",
  engineMode: "provisioned",
});

function member(name: string, instanceClass: unknown, availabilityZone: unknown = UNKNOWN): TestResource {
  const properties = { clusterIdentifier: UNKNOWN, instanceClass, availabilityZone };
  return resource("aws:rds/clusterInstance:ClusterInstance", name, properties, {
    dependencies: { clusterIdentifier: [cluster] },
  });
}

const inZone = (zone: string, properties: TestResource["properties"] = {}) => ({
  availabilityZone: `eu-central-1${zone}`,
  ...properties,
});

describeRule(rule, {
  accepts: {
    "a primary with a replica": { given: [db, replica()] },
    "a replica that the program names in plain text": {
      given: [
        primary({ id: "db-ABCDEFGHIJKL", identifier: "orders" }),
        resource(INSTANCE, "replica", { engine: "postgres", replicateSourceDb: "orders" }),
      ],
    },
    "a cluster with a reader": {
      given: [cluster, member("one", "db.r7g.large", "eu-central-1a"), member("two", "db.r7g.large", "eu-central-1b")],
    },
    "a replica in another zone": { given: [primary(inZone("a")), replica(inZone("b"))] },
    "a replica in the zone of a primary that has a standby": {
      given: [primary(inZone("a", { multiAz: true })), replica(inZone("a"))],
    },
    "an engine that may have no replicas": { given: primary({ engine: "sqlserver-ex" }) },
    "a cluster without instances, and one that brings its readers": {
      given: [
        resource("aws:rds/cluster:Cluster", "old", { engine: "aurora-mysql", engineMode: "serverless" }),
        resource("aws:rds/cluster:Cluster", "three", { engine: "postgres", engineMode: "" }),
      ],
    },
  },
  refuses: {
    "replicas of a database whose password RDS manages": {
      given: [primary({ manageMasterUserPassword: true }), replica()],
      violations: ["db: manageMasterUserPassword is true: RDS makes no read replica"],
    },
    "a primary without replicas": {
      given: db,
      violations: [
        "db: replicas is 0: there are too few to answer reads and to replace the primary; allowed: at least 1",
      ],
    },
    "a cluster without readers": {
      given: [cluster, member("one", "db.r7g.large")],
      violations: ["cluster: replicas is 0"],
    },
    "a replica that is much smaller": {
      given: [db, replica({ instanceClass: "db.t4g.medium" })],
      violations: ['replica: instanceClass is "db.t4g.medium"'],
    },
    "a replica of another primary": {
      given: [primary({ identifier: "orders" }), resource(INSTANCE, "replica", { replicateSourceDb: "users" })],
      violations: ["db: replicas is 0"],
    },
    "a reader that is much smaller, beside one without a size": {
      given: [cluster, member("one", "db.r7g.large"), member("any", "db.serverless"), member("two", "db.r7g.4xlarge")],
      violations: ['one: instanceClass is "db.r7g.large"'],
    },
    "a reader that is much smaller": {
      given: [cluster, member("one", "db.r7g.large"), member("two", "db.r7g.4xlarge")],
      violations: ['one: instanceClass is "db.r7g.large"'],
    },
    "replicas in the primary's zone only": {
      given: [primary(inZone("a")), replica(inZone("a"))],
      violations: ['db: availabilityZone is "eu-central-1a"'],
    },
  },
  boundaries: {
    "a replica of half the size": { given: [db, replica({ instanceClass: "db.m7g.xlarge" })] },
    "a replica of less": {
      given: [db, replica({ instanceClass: "db.m7g.large" })],
      violations: ['replica: instanceClass is "db.m7g.large"'],
    },
    "one replica where two are asked for": {
      given: [db, replica()],
      settings: { minimumReplicas: 2 },
      violations: ["db: replicas is 1"],
    },
    "a primary alone in development": { given: db, environment: "development" },
  },
  missing: {
    "no class": { given: [db, replica({ instanceClass: undefined })] },
    "a class without a size": { given: [db, replica({ instanceClass: "db.serverless" })] },
  },
  unknown: {
    "an unknown class": {
      given: [db, replica({ instanceClass: UNKNOWN })],
      remarks: ["replica: Not determinable yet: instanceClass isn't known"],
    },
    "an unknown zone of the primary, which has no replicas": {
      given: primary({ availabilityZone: UNKNOWN }),
      violations: ["db: replicas is 0"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders-replica"), { instanceClass: "db.t4g.small" }),
});

import { rdsTlsForced as rule } from "../../../policies/rules/rds-tls-forced";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function group(family: string, parameters?: unknown, type = "parameterGroup:ParameterGroup"): TestResource {
  return resource(`aws:rds/${type}`, "group", { family, parameters });
}

const clusterGroup = (family: string, parameters?: unknown) =>
  group(family, parameters, "clusterParameterGroup:ClusterParameterGroup");

function database(properties: TestResource["properties"], type = "instance:Instance"): TestResource {
  return resource(`aws:rds/${type}`, "db", properties);
}

function proxy(requireTls?: unknown): TestResource {
  return resource("aws:rds/proxy:Proxy", "proxy", { requireTls });
}

const forced = (value: unknown) => [{ name: "rds.force_ssl", value }];
const secure = (value: unknown) => [{ name: "require_secure_transport", value }];

describeRule(rule, {
  accepts: {
    "proxies and groups that ask for TLS": {
      given: [proxy(true), group("postgres14", forced("1")), group("mysql8.0", secure("ON"))],
    },
    "groups of clusters that do": {
      given: [clusterGroup("aurora-postgresql15", forced(1)), clusterGroup("aurora-mysql8.0", secure("1"))],
    },
    "what has no such parameter": { given: [group("oracle-ee-19"), group("aurora-mysql8.0")] },
    "databases with a group of their own": {
      given: [
        database({ engine: "mysql", engineVersion: "8.0", parameterGroupName: "web" }),
        database(
          { engine: "aurora-mysql", engineVersion: "8.0", dbClusterParameterGroupName: "web" },
          "cluster:Cluster",
        ),
      ],
    },
    "a replica, which takes its source's group": {
      given: database({ engine: "mysql", engineVersion: "8.0", replicateSourceDb: "db" }),
    },
  },
  refuses: {
    "a proxy that lets plain connections in": { given: proxy(false), violations: ["proxy: requireTls is false"] },
    "groups that let plain connections in": {
      given: [group("postgres16", forced("0")), group("mariadb10.11", secure("OFF"))],
      violations: [
        'group: parameters["rds.force_ssl"] is "0"',
        'group: parameters["require_secure_transport"] is "OFF"',
      ],
    },
    "a database with a default group that does": {
      given: database({ engine: "mysql", engineVersion: "8.4.3", parameterGroupName: "default.mysql8.4" }),
      violations: ['db: parameterGroupName is "default.mysql8.4": the default parameter group doesn\'t force TLS'],
    },
    "a cluster with one": {
      given: database({ engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.08.0" }, "cluster:Cluster"),
      violations: ["db: dbClusterParameterGroupName is not set"],
    },
  },
  boundaries: {
    "the first versions that ask by default": {
      given: [
        group("postgres15"),
        group("mariadb11.8"),
        group("mysql9.10"),
        database({ engine: "postgres", engineVersion: "15.4" }),
      ],
    },
    "the last that don't": {
      given: [group("postgres14"), group("mariadb11.4"), database({ engine: "postgres", engineVersion: "14.17" })],
      violations: [
        'group: parameters["rds.force_ssl"] is not set',
        'group: parameters["require_secure_transport"] is not set',
        "db: parameterGroupName is not set",
      ],
    },
    "a version of Extended Support, which ends with a date": {
      given: database({ engine: "postgres", engineVersion: "13.20-rds.20250508" }),
      violations: ["db: parameterGroupName is not set"],
    },
  },
  missing: {
    "no setting of a proxy": { given: proxy(), violations: ["proxy: requireTls is not set"] },
    "other parameters only": {
      given: group("sqlserver-ee-15.0", [{ name: "max degree of parallelism", value: "4" }]),
      violations: ['group: parameters["rds.force_ssl"] is not set'],
    },
    "no version, which AWS chooses": { given: database({ engine: "mysql" }) },
  },
  unknown: {
    "an unknown value": {
      given: group("postgres14", forced(UNKNOWN)),
      remarks: ["group: Not determinable yet: parameters[0].value isn't known"],
    },
    "an unknown parameter, which may be it": {
      given: group("postgres14", [{ name: UNKNOWN, value: "1" }]),
      remarks: ["group: Not determinable yet: parameters[0].name isn't known"],
    },
    "a group of the program": {
      given: database({ engine: "mysql", engineVersion: "8.0", parameterGroupName: UNKNOWN }),
    },
  },
  production: set(of("aws:rds/proxy:Proxy"), { requireTls: false }),
});

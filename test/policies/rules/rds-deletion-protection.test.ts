import { rdsDeletionProtection as rule } from "../../../policies/rules/rds-deletion-protection";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function instance(properties: TestResource["properties"]): TestResource {
  return resource("aws:rds/instance:Instance", "db", properties);
}

describeRule(rule, {
  accepts: {
    "a protected instance": { given: instance({ deletionProtection: true }) },
    "a replica": { given: instance({ replicateSourceDb: "db" }) },
    "an instance of a cluster, which is nothing without it": {
      given: resource("aws:rds/clusterInstance:ClusterInstance", "db-0"),
    },
  },
  refuses: {
    "an instance that anybody may delete": {
      given: instance({ deletionProtection: false }),
      violations: ["db: deletionProtection is false"],
    },
    "such a cluster": {
      given: resource("aws:rds/cluster:Cluster", "db", { deletionProtection: false }),
      violations: ["db: deletionProtection is false"],
    },
  },
  boundaries: {
    "an instance that Pulumi alone protects": {
      given: resource("aws:rds/instance:Instance", "db", {}, { protect: true }),
      violations: ["db: deletionProtection is not set"],
    },
    "an unprotected instance in development": { given: instance({}), environment: "development" },
  },
  missing: { "no protection": { given: instance({}), violations: ["db: deletionProtection is not set"] } },
  unknown: {
    "an unknown protection": {
      given: instance({ deletionProtection: UNKNOWN }),
      remarks: ["db: Not determinable yet: deletionProtection isn't known"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders"), { deletionProtection: false }),
});

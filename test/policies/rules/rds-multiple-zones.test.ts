import { rdsMultipleZones as rule } from "../../../policies/rules/rds-multiple-zones";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function instance(properties: TestResource["properties"]): TestResource {
  return resource("aws:rds/instance:Instance", "db", { engine: "postgres", ...properties });
}

describeRule(rule, {
  accepts: {
    "an instance with a standby": { given: instance({ multiAz: true }) },
    "a replica, which the primary can do without": { given: instance({ replicateSourceDb: "db" }) },
    "a cluster": { given: resource("aws:rds/cluster:Cluster", "db") },
    "an instance that a cluster replaces": { given: instance({ engine: "aurora-postgresql" }) },
  },
  refuses: { "a lone instance": { given: instance({ multiAz: false }), violations: ["db: multiAz is false"] } },
  boundaries: {
    "a boolean written as text": { given: instance({ multiAz: "true" }) },
    "a lone instance in staging, where it is advice": {
      given: instance({ multiAz: false }),
      environment: "staging",
      violations: ["db: multiAz is false"],
    },
    "a lone instance in development": { given: instance({ multiAz: false }), environment: "development" },
  },
  missing: { "no setting": { given: instance({}), violations: ["db: multiAz is not set"] } },
  unknown: {
    "an unknown setting": {
      given: instance({ multiAz: UNKNOWN }),
      remarks: ["db: Not determinable yet: multiAz isn't known"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders"), { multiAz: false }),
});

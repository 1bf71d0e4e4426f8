import { rdsBackups as rule } from "../../../policies/rules/rds-backups";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function instance(properties: TestResource["properties"]): TestResource {
  return resource("aws:rds/instance:Instance", "db", properties);
}

function cluster(properties: TestResource["properties"]): TestResource {
  return resource("aws:rds/cluster:Cluster", "db", properties);
}

describeRule(rule, {
  accepts: {
    "a database with backups": { given: instance({ backupRetentionPeriod: 35, skipFinalSnapshot: false }) },
    "a replica, whose source is backed up": {
      given: instance({ replicateSourceDb: "db", backupRetentionPeriod: 0, skipFinalSnapshot: true }),
    },
    "a cluster with backups": { given: cluster({ backupRetentionPeriod: "14" }) },
  },
  refuses: {
    "no backups": {
      given: instance({ backupRetentionPeriod: 0 }),
      violations: ["db: backupRetentionPeriod is 0: there are no backups; allowed: 14 to 35 days"],
    },
    "no snapshot when it is deleted": {
      given: cluster({ backupRetentionPeriod: 14, skipFinalSnapshot: true }),
      violations: ["db: skipFinalSnapshot is true"],
    },
  },
  boundaries: {
    "a day less than in production": {
      given: instance({ backupRetentionPeriod: 13 }),
      violations: ["db: backupRetentionPeriod is 13: what went wrong 14 days ago"],
    },
    "a week in staging": { given: instance({ backupRetentionPeriod: 7 }), environment: "staging" },
    "a day in development, and nothing left behind": {
      given: instance({ backupRetentionPeriod: 1, skipFinalSnapshot: true }),
      environment: "development",
    },
  },
  missing: {
    "no backups of an instance": {
      given: instance({}),
      violations: ["db: backupRetentionPeriod is not set: there are"],
    },
    "a day's backups of a cluster": {
      given: cluster({}),
      violations: ["db: backupRetentionPeriod is not set: what went wrong 2 days ago"],
    },
    "a day's backups of a cluster in development": { given: cluster({}), environment: "development" },
  },
  unknown: {
    "an unknown number of days, and no snapshot": {
      given: instance({ backupRetentionPeriod: UNKNOWN, skipFinalSnapshot: true }),
      violations: ["db: skipFinalSnapshot is true"],
      remarks: ["db: Not determinable yet: backupRetentionPeriod isn't known"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders"), { backupRetentionPeriod: 1 }),
});

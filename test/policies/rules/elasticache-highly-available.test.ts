import { elasticacheHighlyAvailable as rule } from "../../../policies/rules/elasticache-highly-available";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const AVAILABLE = {
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  numCacheClusters: 2,
  snapshotRetentionLimit: 7,
};

function group(properties: TestResource["properties"]): TestResource {
  return resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", properties);
}

function shards(properties: TestResource["properties"]): TestResource {
  return group({ ...AVAILABLE, numCacheClusters: undefined, ...properties });
}

describeRule(rule, {
  accepts: {
    "a group that fails over": { given: group(AVAILABLE) },
    "shards with replicas": { given: shards({ numNodeGroups: 3, replicasPerNodeGroup: 1 }) },
    "shards one by one": { given: shards({ nodeGroupConfigurations: [{ replicaCount: 1 }] }) },
  },
  refuses: {
    "a group that doesn't fail over": {
      given: group({ ...AVAILABLE, automaticFailoverEnabled: false }),
      violations: ["cache: automaticFailoverEnabled is false"],
    },
    "nodes in one zone": {
      given: group({ ...AVAILABLE, multiAzEnabled: false }),
      violations: ["cache: multiAzEnabled is false"],
    },
    "no snapshots": {
      given: group({ ...AVAILABLE, snapshotRetentionLimit: 0 }),
      violations: ["cache: snapshotRetentionLimit is 0"],
    },
  },
  boundaries: {
    "a lone node": {
      given: group({ ...AVAILABLE, numCacheClusters: 1 }),
      violations: ["cache: numCacheClusters is 1: there are too few replicas to take over; allowed: at least 2"],
    },
    "shards without replicas": {
      given: shards({ numNodeGroups: 3, replicasPerNodeGroup: 0 }),
      violations: ["cache: replicasPerNodeGroup is 0"],
    },
    "a day less than in production": {
      given: group({ ...AVAILABLE, snapshotRetentionLimit: 6 }),
      violations: ["cache: snapshotRetentionLimit is 6"],
    },
    "a lone node in development": { given: group({}), environment: "development" },
  },
  missing: {
    "nothing that is set": {
      given: group({}),
      violations: [
        "cache: automaticFailoverEnabled is not set",
        "cache: multiAzEnabled is not set",
        "cache: numCacheClusters is not set",
        "cache: snapshotRetentionLimit is not set",
      ],
    },
    "no replicas of shards": {
      given: shards({ numNodeGroups: 3 }),
      violations: ["cache: replicasPerNodeGroup is not set"],
    },
  },
  unknown: {
    "an unknown number of nodes, and no failover": {
      given: group({ ...AVAILABLE, numCacheClusters: UNKNOWN, automaticFailoverEnabled: false }),
      violations: ["cache: automaticFailoverEnabled is false"],
      remarks: ["cache: Not determinable yet: numCacheClusters isn't known"],
    },
  },
  production: set(of("aws:elasticache/replicationGroup:ReplicationGroup"), { snapshotRetentionLimit: 0 }),
});

import { elasticacheEncrypted as rule } from "../../../policies/rules/elasticache-encrypted";
import { describeRule, resource, secret, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const ENCRYPTED = { atRestEncryptionEnabled: true, transitEncryptionEnabled: true, userGroupIds: ["web"] };

function group(properties: TestResource["properties"]): TestResource {
  return resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", properties);
}

function node(properties: TestResource["properties"]): TestResource {
  return resource("aws:elasticache/cluster:Cluster", "node", properties);
}

describeRule(rule, {
  accepts: {
    "an encrypted group with users": { given: group(ENCRYPTED) },
    "an encrypted group with a password": {
      given: group({ ...ENCRYPTED, userGroupIds: undefined, authToken: secret("correct-horse-battery") }),
    },
    "a group of a global datastore": { given: group({ globalReplicationGroupId: "global" }) },
    "a node of a group, and Memcached": {
      given: [node({ replicationGroupId: "cache" }), node({ engine: "memcached" })],
    },
  },
  refuses: {
    "a group in plain": {
      given: group({ ...ENCRYPTED, atRestEncryptionEnabled: false, transitEncryptionEnabled: false }),
      violations: ["cache: atRestEncryptionEnabled is false", "cache: transitEncryptionEnabled is false"],
    },
    "plain connections beside encrypted ones": {
      given: group({ ...ENCRYPTED, transitEncryptionMode: "preferred" }),
      violations: ['cache: transitEncryptionMode is "preferred"'],
    },
    "a lone node of Redis": { given: node({ engine: "redis" }), violations: ['node: engine is "redis"'] },
  },
  boundaries: {
    "no password in development": {
      given: group({ ...ENCRYPTED, userGroupIds: undefined }),
      environment: "development",
    },
    "no password in staging": {
      given: group({ ...ENCRYPTED, userGroupIds: undefined }),
      environment: "staging",
      violations: ["cache: userGroupIds is not set"],
    },
  },
  missing: {
    "nothing that is set for Redis": {
      given: group({}),
      violations: [
        "cache: atRestEncryptionEnabled is not set",
        "cache: transitEncryptionEnabled is not set",
        "cache: userGroupIds is not set",
      ],
    },
    "encryption of Valkey, which AWS switches on at rest alone": {
      given: group({ engine: "valkey", userGroupIds: ["web"] }),
      violations: ["cache: transitEncryptionEnabled is not set"],
    },
  },
  unknown: {
    "unknown users": { given: group({ ...ENCRYPTED, userGroupIds: UNKNOWN }) },
    "an unknown encryption at rest, with none in transit": {
      given: group({ ...ENCRYPTED, atRestEncryptionEnabled: UNKNOWN, transitEncryptionEnabled: false }),
      violations: ["cache: transitEncryptionEnabled is false"],
      remarks: ["cache: Not determinable yet: atRestEncryptionEnabled isn't known"],
    },
  },
  production: set(of("aws:elasticache/replicationGroup:ReplicationGroup"), { transitEncryptionEnabled: false }),
});

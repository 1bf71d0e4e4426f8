import { ALWAYS_MANDATORY, isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { isCopy } from "./shared/copies";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Whether clients have to authenticate. */
  readonly requireAuthentication: boolean;
}

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:elasticache/cluster:Cluster";

export const elasticacheEncrypted = resourceRule<Settings>({
  name: "elasticache-encrypted",
  title: "Redis and Valkey encrypt data, and authenticate clients",
  description:
    "ElastiCache replication groups encrypt data at rest and in transit and, where the settings demand it, clients " +
    "authenticate. The rule skips secondary groups of a global datastore, which have their primary's settings.",
  why:
    "Sessions and tokens lie in the cache. Without encryption they cross the network in plain text; without " +
    "authentication whatever runs in the network reads them. Encryption at rest can't be switched on later.",
  fix:
    "Set `atRestEncryptionEnabled` and `transitEncryptionEnabled` to true, and `userGroupIds` or `authToken`. A " +
    "single Redis node can't be encrypted: replace it by a replication group.",
  severity: "high",
  identifiers: {
    fsbp: ["ElastiCache.4", "ElastiCache.5", "ElastiCache.6"],
    checkov: ["CKV_AWS_29", "CKV_AWS_30", "CKV_AWS_31"],
    trivy: ["AVD-AWS-0045", "AVD-AWS-0051"],
    cfnNag: ["F25", "F33"],
  },
  requirements: ["SE-2", "SE-3"],
  references: [
    {
      title: "Amazon ElastiCache User Guide, Data security in Amazon ElastiCache",
      url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/encryption.html",
    },
    {
      title: "Amazon ElastiCache API Reference, CreateReplicationGroup",
      url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
    },
  ],
  types: [GROUP, CLUSTER],
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      requireAuthentication: { type: "boolean", description: "Whether clients have to say who they are" },
    },
    defaults: {
      development: { requireAuthentication: false },
      staging: { requireAuthentication: true },
      production: { requireAuthentication: true },
    },
  },
  check(cache, settings) {
    if (cache.type === CLUSTER) return loneNode(cache);
    return isCopy(cache) ? [] : [...unencrypted(cache), ...openToAll(cache, settings)];
  },
});

/** A node of a replication group has the group's encryption. Memcached stores nothing on disks. */
function loneNode(cluster: ResourceView): Finding[] {
  const engine = cluster.string("engine");
  if (!engine.known || engine.value !== "redis" || !cluster.isMissing("replicationGroupId")) return [];
  return [
    {
      property: "engine",
      value: engine.value,
      problem: "a Redis node outside of a replication group can neither be encrypted nor ask for a password",
      allowed: "nodes of a replication group",
      fix: "declare an aws.elasticache.ReplicationGroup with numCacheClusters: 1 instead",
    },
  ];
}

function unencrypted(group: ResourceView): Finding[] {
  const engine = group.string("engine");
  if (!engine.known) return [];
  return [
    ...wrongSwitch(group, {
      property: "atRestEncryptionEnabled",
      whenMissing: engine.value === "valkey",
      problem: "whoever gets a snapshot reads what the cache held, and encryption can't be switched on later",
    }),
    ...wrongSwitch(group, {
      property: "transitEncryptionEnabled",
      problem: "what the cache holds crosses the network in plain text",
    }),
    ...plainAllowed(group),
  ];
}

function plainAllowed(group: ResourceView): Finding[] {
  const mode = group.string("transitEncryptionMode");
  if (!isKnownAs(mode, "preferred")) return [];
  return [
    {
      property: "transitEncryptionMode",
      value: "preferred",
      problem: "clients that don't ask for TLS still connect in plain text",
      allowed: "required",
      fix: 'set transitEncryptionMode: "required" once all clients use TLS',
    },
  ];
}

const AUTHENTICATION = ["userGroupIds", "authToken", "authTokenWo"];

function openToAll(group: ResourceView, { requireAuthentication }: Settings): Finding[] {
  if (!requireAuthentication || !AUTHENTICATION.every((property) => group.isMissing(property))) return [];
  return [
    {
      property: "userGroupIds",
      problem: "whatever reaches the cache may read and empty it",
      allowed: "a user group, or authToken",
      fix: "set userGroupIds to a group with a user that has a password, or authToken from a secret",
    },
  ];
}

import {
  ADVISORY_FROM_STAGING,
  knownValue,
  resourceRule,
  type Finding,
  type Reading,
  type ResourceView,
} from "../core";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Fewest replicas of each primary node. */
  readonly minimumReplicas: number;
  /** Fewest days for which daily snapshots are kept. */
  readonly minimumSnapshotDays: number;
}

export const elasticacheHighlyAvailable = resourceRule<Settings>({
  name: "elasticache-highly-available",
  title: "Caches survive the loss of a node, and of a zone",
  description:
    "ElastiCache replication groups fail over by themselves to replicas in other zones, and keep daily snapshots for " +
    "the environment's number of days.",
  why:
    "When a single node fails, its sessions and queues are gone, and all requests that it answered go to the " +
    "database at once.",
  fix:
    "Set `automaticFailoverEnabled` and `multiAzEnabled` to true, `numCacheClusters` to at least 2 or " +
    "`replicasPerNodeGroup` to at least 1, and `snapshotRetentionLimit`. Each replica costs as much as its primary.",
  severity: "high",
  identifiers: {
    fsbp: ["ElastiCache.1", "ElastiCache.3"],
    checkov: ["CKV_AWS_134", "CKV2_AWS_50"],
    trivy: ["AVD-AWS-0050"],
  },
  requirements: ["SE-8"],
  references: [
    {
      title: "Amazon ElastiCache User Guide, Minimizing downtime in ElastiCache by using Multi-AZ",
      url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    },
  ],
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  levels: ADVISORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumReplicas: { type: "integer", minimum: 0, maximum: 5, description: "Fewest replicas of each primary node" },
      minimumSnapshotDays: {
        type: "integer",
        minimum: 0,
        maximum: 35,
        description: "Fewest days for which daily snapshots are kept",
      },
    },
    defaults: {
      development: { minimumReplicas: 0, minimumSnapshotDays: 0 },
      staging: { minimumReplicas: 1, minimumSnapshotDays: 1 },
      production: { minimumReplicas: 1, minimumSnapshotDays: 7 },
    },
  },
  check: (group, settings) => [
    ...wrongSwitch(group, {
      property: "automaticFailoverEnabled",
      problem: "when the primary fails, writes fail until somebody promotes a replica",
    }),
    ...wrongSwitch(group, { property: "multiAzEnabled", problem: "all nodes may lie in the zone that fails" }),
    ...tooFewReplicas(group, settings),
    ...keptTooShort(group, settings),
  ],
});

function tooFewReplicas(group: ResourceView, { minimumReplicas }: Settings): Finding[] {
  if (!group.isMissing("nodeGroupConfigurations")) return [];
  const isByGroup = !group.isMissing("replicasPerNodeGroup") || !group.isMissing("numNodeGroups");
  const property = isByGroup ? "replicasPerNodeGroup" : "numCacheClusters";
  const nodes = group.number(property);
  const primaries = isByGroup ? 0 : 1;
  if (!isBelow(nodes, minimumReplicas + primaries, primaries)) return [];
  return [
    {
      property,
      value: knownValue(nodes),
      problem: "there are too few replicas to take over",
      allowed: `at least ${minimumReplicas + primaries}`,
      fix: `set ${property}: ${minimumReplicas + primaries}`,
    },
  ];
}

function keptTooShort(group: ResourceView, { minimumSnapshotDays }: Settings): Finding[] {
  const days = group.number("snapshotRetentionLimit");
  if (!isBelow(days, minimumSnapshotDays, 0)) return [];
  return [
    {
      property: "snapshotRetentionLimit",
      value: knownValue(days),
      problem: "there is no snapshot from before something went wrong",
      allowed: `${minimumSnapshotDays} to 35 days`,
      fix: `set snapshotRetentionLimit: ${minimumSnapshotDays}`,
    },
  ];
}

function isBelow(reading: Reading<number>, minimum: number, whenMissing: number): boolean {
  return reading.known && (reading.value ?? whenMissing) < minimum;
}

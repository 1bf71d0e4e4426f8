import type { DocumentedLimits } from "../../model/limits";
import { isNodeType } from "./node-types";

const CREATE = "Amazon ElastiCache API Reference, CreateReplicationGroup";
const MODIFY = "Amazon ElastiCache API Reference, ModifyReplicationGroup";

export const LIMITS: DocumentedLimits = {
  replicationGroupId: [
    {
      document: CREATE,
      pattern: "^(?!.*--)(?!.*-$)[a-zA-Z][a-zA-Z0-9-]{0,39}$",
      message: () =>
        "The parameter ReplicationGroupId is not a valid identifier. Identifiers must have 1-40 characters, begin with a letter, contain only letters, digits and hyphens, and neither end with a hyphen nor contain two consecutive ones.",
    },
  ],
  description: [{ document: MODIFY, maxLength: 255 }],
  engine: [{ document: CREATE, enum: ["redis", "valkey"] }],
  nodeType: [
    { document: CREATE, required: true },
    {
      document: "Amazon ElastiCache User Guide, Supported node types",
      allows: (value) => isNodeType(String(value)),
      message: (value) => `The cache node type ${value} is not supported`,
    },
  ],
  numCacheClusters: [{ document: CREATE, min: 1, max: 6 }],
  numNodeGroups: [{ document: CREATE, min: 1, max: 500 }],
  replicasPerNodeGroup: [{ document: CREATE, min: 0, max: 5 }],
  port: [{ document: CREATE, min: 1, max: 65_535 }],
  snapshotRetentionLimit: [{ document: CREATE, min: 0, max: 35 }],
  userGroupIds: [{ document: "Amazon ElastiCache API Reference, ReplicationGroup", maxLength: 1 }],
  logDeliveryConfigurations: [{ document: CREATE, maxLength: 2 }],
  authTokenUpdateStrategy: [{ document: MODIFY, enum: ["SET", "ROTATE", "DELETE"] }],
  finalSnapshotIdentifier: [
    {
      document: "Amazon ElastiCache User Guide, Taking manual backups",
      pattern: "^(?!.*--)(?!.*-$)[a-zA-Z][a-zA-Z0-9-]{0,254}$",
    },
  ],
};

export type { DatabaseArgs, DatabaseBackupArgs, DatabaseTransforms } from "./args";
export { Database } from "./database";
export type {
  AuroraEngine,
  AuroraServerlessEngine,
  AuroraStorage,
  ClusterStorage,
  DatabaseEngine,
  DatabaseKind,
  InstanceEngine,
  InstanceStorage,
  MultiAzClusterEngine,
} from "./engines";
export { monitoredDatabase } from "./monitored";
export type { AutomatedBackupsSource, PointInTimeSource, RestoreSource, SnapshotSource } from "./restore";

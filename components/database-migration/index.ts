export type {
  DatabaseMigrationArgs,
  DatabaseMigrationTransforms,
  MigratedDatabase,
  MigrationRoleArgs,
  ServiceRoleArgs,
} from "./args";
export { DatabaseMigration } from "./database-migration";
export { MigrationRun, type MigrationRunArgs } from "./migration-run";

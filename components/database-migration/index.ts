export type { DatabaseMigrationArgs, DatabaseMigrationTransforms, MigratedDatabase, MigrationRoleArgs } from "./args";
export { DatabaseMigration } from "./database-migration";
export { MigrationRun, type MigrationRunArgs } from "./migration-run";

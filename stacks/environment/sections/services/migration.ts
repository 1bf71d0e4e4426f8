import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseMigrationArgs } from "../../../../components/database-migration";
import { DEFAULT_SERVICE_USERNAME } from "../../../../components/database-credentials/service-credentials-validate";
import { validateDatabaseMigration } from "../../../../components/database-migration/validate";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText, shown } from "../../../configuration/problem";
import { keysOfArguments } from "../../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN, UNKNOWN } from "../../dependencies";
import { protecting } from "../../protection";
import { type MigratedDatabase, unknownMigratedDatabase } from "../database/migrated-database";
import type { ServiceConfiguration } from "./configuration";
import { draftedServices, type ServicesConfiguration, type ServicesDraft } from "./draft";
import { migration as migrationKeys } from "./migration-keys";

type MigrationConfiguration = NonNullable<ServiceConfiguration["migration"]>;

/** Arguments of a migration that earlier components give. */
export interface MigrationDependencies extends Pick<Dependencies, "cluster" | "key" | "network"> {
  /** Image by digest. */
  readonly image: pulumi.Input<string>;
  readonly registryCredentialsArn: pulumi.Input<string> | undefined;
  readonly database: MigratedDatabase;
  /** Role with which services log in; undefined where no migration makes one. */
  readonly serviceCredentials: DatabaseMigrationArgs["service"];
}

/** Arguments of the migration that comes before a service. */
export function migrationArgs(
  { command, roleCommand, username, serviceRole, timeout, cpu, memory }: MigrationConfiguration,
  service: Pick<ServiceConfiguration, "environment">,
  environment: ServicesConfiguration,
  { cluster, key, network, image, registryCredentialsArn, database, serviceCredentials }: MigrationDependencies,
): DatabaseMigrationArgs {
  return {
    clusterArn: cluster.clusterArn,
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.privateSubnetIds,
    image,
    registryCredentialsArn,
    command,
    environment: { ...service.environment, ...database.environment },
    cpu,
    memory,
    architecture: environment.architecture,
    timeout,
    database,
    role: { command: roleCommand, username },
    service: serviceRole ? serviceCredentials : undefined,
    kmsKeyArn: key.keyArn,
    secretKeyArns: environment.secretKeyArns,
    logRetentionDays: environment.logRetentionDays,
    tags: environment.tags,
    transform: { secret: protecting(environment.protect), logGroup: protecting(environment.protect) },
  };
}

/** Records migrations of services that use no database, and those that can't run as they are configured. */
export function checkMigrations(draft: ServicesDraft, problems: ArgumentProblems): void {
  for (const { service, index } of draftedServices(draft)) {
    const { migration } = service;
    if (migration === undefined) continue;
    problems.require(
      service.uses.includes("database"),
      pathText(["services", index, "migration"]),
      `means nothing for a service that doesn't use the database, got ${shown(service.uses)} in uses; add "database" to it, or remove the migration`,
    );
    problems.require(
      migration.username !== DEFAULT_SERVICE_USERNAME,
      pathText(["services", index, "migration", "username"]),
      `must be another name than that of the role with which services log in, got ${shown(migration.username)}; choose one such as "migration"`,
    );
    const args = migrationArgs(migration, service, draft.configuration, {
      ...NOT_YET_KNOWN,
      image: UNKNOWN,
      registryCredentialsArn: undefined,
      database: unknownMigratedDatabase(),
      serviceCredentials: { secretArn: UNKNOWN, secretVersion: UNKNOWN },
    });
    const below = pathText(["services", index, "migration"]);
    const keyOf = keysOfArguments(migrationKeys.shape, { below });
    // What all containers of a service share was told of the service.
    validateDatabaseMigration(
      args,
      problems.at((path) => (path === "role.username" ? `${below}.username` : keyOf(path))),
    );
  }
}

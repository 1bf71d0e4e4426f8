import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceCredentials } from "../../../components/database-credentials";
import { DatabaseMigration } from "../../../components/database-migration";
import { migrationFullName } from "../names";
import type { Dependencies } from "../dependencies";
import { databaseName } from "./database";
import type { DatabaseSettings } from "./database/keys";
import type { MigratedDatabase } from "./database/migrated-database";
import type { EnvironmentParts } from "./environment";
import type { ImageFinder } from "./images";
import type { ServicesConfiguration } from "./services/draft";
import { migrationArgs } from "./services/migration";

type MigrationsDependencies = EnvironmentParts &
  Pick<Dependencies, "cluster" | "key" | "network"> & {
    readonly migratedDatabase: MigratedDatabase | undefined;
    readonly serviceCredentials: ServiceCredentials | undefined;
    readonly rotationFunctionArn: pulumi.Output<string> | undefined;
    readonly imageOf: ImageFinder;
  };

export interface MigrationsParts {
  /** Migrations by the services that bring them. Every service that uses the database comes after all of them. */
  readonly migrations: Readonly<Record<string, DatabaseMigration>>;
}

type MigrationsConfiguration = ServicesConfiguration & { readonly database?: DatabaseSettings | undefined };

/** Migrations of the database's schema (DB-4): after the database, and before the services that use it. */
export const migrationsSection = {
  keys: {},

  create(configuration: MigrationsConfiguration, parts: MigrationsDependencies): MigrationsParts {
    const { migratedDatabase: database, imageOf, options } = parts;
    const created = configuration.services.flatMap((service) => {
      if (service.migration === undefined || database === undefined) return [];
      const { image, credentialsArn } = imageOf(service);
      const args = migrationArgs(service.migration, service, configuration, {
        ...parts,
        image: image.reference,
        registryCredentialsArn: credentialsArn,
        database,
      });
      const name = migrationFullName(parts.name, service.name);
      return [[service.name, new DatabaseMigration(name, args, options)] as const];
    });
    rotateServicePassword(
      configuration,
      parts,
      created.map(([, migration]) => migration),
    );
    return { migrations: Object.fromEntries(created) };
  },

  outputs(configuration: ServicesConfiguration, { migrations }: MigrationsParts): MigrationsOutputs {
    if (Object.keys(migrations).length === 0) return {};
    const irreversible = configuration.services.filter(({ migration }) => migration?.irreversible === true);
    return {
      migrationTasks: Object.fromEntries(Object.entries(migrations).map(([name, { taskArn }]) => [name, taskArn])),
      irreversibleMigrations: irreversible.map(({ name }) => name),
    };
  },
};

/**
 * Has the password of services rotated as the administrator's is, by the same function: it logs in as the user of the
 * secret that it is told. That is tried at once, so that the migration has to have made the role.
 */
function rotateServicePassword(
  { database }: Pick<MigrationsConfiguration, "database">,
  { serviceCredentials, rotationFunctionArn, ...parts }: MigrationsDependencies,
  dependsOn: readonly DatabaseMigration[],
): void {
  if (database === undefined || serviceCredentials === undefined || rotationFunctionArn === undefined) return;
  new aws.secretsmanager.SecretRotation(
    `${databaseName(parts)}-service`,
    {
      secretId: serviceCredentials.secretArn,
      rotationLambdaArn: rotationFunctionArn,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: database.rotationDays, duration: "4h" },
    },
    { parent: serviceCredentials, dependsOn: [...dependsOn] },
  );
}

interface MigrationsOutputs {
  /** Tasks that migrated last, by service; undefined without migrations. */
  readonly migrationTasks?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Services whose migrations forbid to go back past this release; undefined without migrations. */
  readonly irreversibleMigrations?: readonly string[];
}

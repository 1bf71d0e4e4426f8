import type * as pulumi from "@pulumi/pulumi";
import { DatabaseMigration } from "../../../components/database-migration";
import { migrationFullName } from "../names";
import type { Dependencies } from "../dependencies";
import type { MigratedDatabase } from "./database/migrated-database";
import type { EnvironmentParts } from "./environment";
import type { ImageFinder } from "./images";
import type { ServicesConfiguration } from "./services/draft";
import { migrationArgs } from "./services/migration";

type MigrationsDependencies = EnvironmentParts &
  Pick<Dependencies, "cluster" | "key" | "network"> & {
    readonly migratedDatabase: MigratedDatabase | undefined;
    readonly imageOf: ImageFinder;
  };

export interface MigrationsParts {
  /** Migrations by the services that bring them. Every service that uses the database comes after all of them. */
  readonly migrations: Readonly<Record<string, DatabaseMigration>>;
}

/** Migrations of the database's schema (DB-4): after the database, and before the services that use it. */
export const migrationsSection = {
  keys: {},

  create(configuration: ServicesConfiguration, parts: MigrationsDependencies): MigrationsParts {
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

interface MigrationsOutputs {
  /** Tasks that migrated last, by service; undefined without migrations. */
  readonly migrationTasks?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Services whose migrations forbid to go back past this release; undefined without migrations. */
  readonly irreversibleMigrations?: readonly string[];
}

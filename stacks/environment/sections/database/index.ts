import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Database } from "../../../../components/database";
import { DatabaseCredentials, ServiceCredentials } from "../../../../components/database-credentials";
import { DatabaseProxy } from "../../../../components/database-proxy";
import type { ServiceBinding } from "../../service-binding";
import type { EnvironmentParts } from "../environment";
import type { SecondRegion } from "../second-region";
import {
  credentialsArgs,
  databaseArgs,
  type DatabaseConfiguration,
  type DatabaseDependencies,
  proxyArgs,
  serviceCredentialsArgs,
} from "./arguments";
import { databaseBinding, databaseHosts, type ReachableDatabase } from "./binding";
import { migratedDatabase, type MigratedDatabase } from "./migrated-database";
import { checkDatabase } from "./checks";
import { hasReaders } from "./engine";
import { databaseKeys, type DatabaseSettings } from "./keys";

interface DatabaseParts {
  /** The database; undefined where the environment has none. */
  readonly database: Database | undefined;
  /** Secret with the name and password of the database's user; undefined without a database. */
  readonly databaseSecretArn: pulumi.Output<string> | undefined;
  /** What a service gets in order to use the database. */
  readonly databaseBinding: ServiceBinding | undefined;
  /** What a migration gets in order to change the database's schema. */
  readonly migratedDatabase: MigratedDatabase | undefined;
  /** Credentials with which services log in once a migration has made their role; undefined where none does. */
  readonly serviceCredentials: ServiceCredentials | undefined;
  /** Function that rotates the passwords of the database's users; undefined without a database. */
  readonly rotationFunctionArn: pulumi.Output<string> | undefined;
  readonly databaseOutputs: DatabaseOutputs;
}

/** The configuration of the database, and whether a migration makes a role for services. */
type MigratedConfiguration = DatabaseConfiguration & {
  readonly services: readonly {
    readonly uses: readonly string[];
    readonly migration?: { readonly serviceRole: boolean } | undefined;
  }[];
};

interface DatabaseOutputs {
  /** Host for reads and writes: the proxy's, where there is one; undefined without a database. */
  readonly databaseEndpoint?: pulumi.Output<string> | undefined;
  /** Hosts for reads; undefined where nothing answers reads beside the primary. */
  readonly databaseReaderEndpoints?: pulumi.Output<string[]> | undefined;
  /** Identifier of the DB instance or DB cluster, for operators. */
  readonly databaseIdentifier?: pulumi.Output<string>;
  /** Secret with the name and password of the database's user. */
  readonly databaseSecretArn?: pulumi.Output<string>;
  /** Automated backups in the second region, from which the database is restored there. */
  readonly databaseReplicatedBackupsArn?: pulumi.Output<string> | undefined;
}

/** PostgreSQL, which no other environment shares (ENV-4), with its credentials and its proxy. */
export const databaseSection = {
  keys: databaseKeys,

  check: checkDatabase,

  create(configuration: MigratedConfiguration, parts: EnvironmentParts & DatabaseDependencies): DatabaseParts {
    const { database: settings } = configuration;
    if (settings === undefined) {
      return {
        database: undefined,
        databaseSecretArn: undefined,
        databaseBinding: undefined,
        migratedDatabase: undefined,
        serviceCredentials: undefined,
        rotationFunctionArn: undefined,
        databaseOutputs: {},
      };
    }
    warnOfAdministrators(configuration);
    const reachable = createDatabase(settings, configuration, parts);
    const { database, credentials, serviceCredentials } = reachable;
    const backups = replicateBackups(settings, database, parts);
    const { writer, readers } = databaseHosts(reachable);
    return {
      database,
      databaseSecretArn: credentials.secretArn,
      databaseBinding: databaseBinding(reachable),
      migratedDatabase: migratedDatabase(reachable),
      serviceCredentials,
      rotationFunctionArn: credentials.rotationFunctionArn,
      databaseOutputs: {
        databaseEndpoint: writer,
        databaseReaderEndpoints: readers,
        databaseIdentifier: database.identifier,
        databaseSecretArn: credentials.secretArn,
        databaseReplicatedBackupsArn: backups?.id,
      },
    };
  },

  outputs: (_configuration: object, { databaseOutputs }: DatabaseParts): DatabaseOutputs => databaseOutputs,
};

function createDatabase(
  settings: DatabaseSettings,
  configuration: MigratedConfiguration,
  parts: EnvironmentParts & DatabaseDependencies,
): ReachableDatabase & { readonly database: Database; readonly serviceCredentials: ServiceCredentials | undefined } {
  const name = databaseName(parts);
  const { options } = parts;
  const database = new Database(name, databaseArgs(settings, configuration, parts), options);
  const credentials = new DatabaseCredentials(name, credentialsArgs(settings, configuration, parts, database), options);
  const serviceCredentials = haveOwnRole(configuration)
    ? new ServiceCredentials(`${name}-service`, serviceCredentialsArgs(configuration, parts, database), options)
    : undefined;
  const { kind, identifier, clientSecurityGroupId } = database;
  const proxied = {
    ...{ kind, identifier, clientSecurityGroupId, secretArn: credentials.secretArn },
    // Tasks from before log in as administrator until they are replaced.
    ...(serviceCredentials !== undefined && { furtherSecretArns: [serviceCredentials.secretArn] }),
  };
  const proxy =
    settings.proxy &&
    new DatabaseProxy(`${name}-proxy`, proxyArgs(settings.proxy, configuration, parts, proxied), options);
  return {
    database,
    credentials,
    serviceCredentials,
    proxy,
    prerequisites: proxy === undefined ? [] : [proxy],
    hasReaders: hasReaders(settings),
  };
}

/** Whether a migration makes a role with which services log in. */
function haveOwnRole({ services }: Pick<MigratedConfiguration, "services">): boolean {
  return services.some(({ migration }) => migration?.serviceRole === true);
}

/** Tells of services that log in as the database's administrator, since nothing makes a role for them. */
function warnOfAdministrators(configuration: Pick<MigratedConfiguration, "services">): void {
  const isUsed = configuration.services.some(({ uses }) => uses.includes("database"));
  if (!isUsed || haveOwnRole(configuration)) return;
  void pulumi.log.warn(
    "services log in to the database as its administrator, who may change and drop every table: a migration of one of them " +
      "(proofpix:services[].migration, with its serviceRole) makes a role for all that may only read and write rows",
  );
}

/** RDS takes single hyphens in its names only. */
export function databaseName({ name }: Pick<EnvironmentParts, "name">): string {
  return `${name.replaceAll("--", "-")}-database`;
}

/**
 * Keeps the automated backups of an instance in the second region too (SE-8; Amazon RDS User Guide, "Replicating
 * automated backups to another AWS Region"). Those of clusters can't be replicated: AWS Backup copies them. AWS's
 * documents name no event and no metric that tells when RDS stops a replication, so that there is no alarm.
 */
function replicateBackups(
  { kind, backup }: DatabaseSettings,
  database: Database,
  { name, secondRegion }: Pick<EnvironmentParts, "name"> & { readonly secondRegion: SecondRegion | undefined },
): aws.rds.InstanceAutomatedBackupsReplication | undefined {
  if (kind !== "instance" || secondRegion === undefined) return undefined;
  return new aws.rds.InstanceAutomatedBackupsReplication(
    `${databaseName({ name })}-backups`,
    {
      sourceDbInstanceArn: database.arn,
      kmsKeyId: secondRegion.keyArn,
      retentionPeriod: backup.retentionDays,
    },
    // An instance's backups are replicated once, and another retention makes another replication.
    { parent: database, provider: secondRegion.provider, deleteBeforeReplace: true },
  );
}

import type { DatabaseArgs } from "../../../../components/database";
import type {
  CredentialsDatabase,
  DatabaseCredentialsArgs,
  ServiceCredentialsArgs,
} from "../../../../components/database-credentials";
import type { DatabaseProxyArgs, ProxiedDatabase } from "../../../../components/database-proxy";
import type { Dependencies } from "../../dependencies";
import { protecting } from "../../protection";
import type { EnvironmentConfiguration } from "../environment";
import type { NetworkSettings } from "../network";
import type { SecondRegion } from "../second-region";
import { engineOf, restoreSourceOf } from "./engine";
import type { DatabaseSettings } from "./keys";

/** The configuration that becomes arguments of a database's components. */
export type DatabaseConfiguration = EnvironmentConfiguration &
  Pick<NetworkSettings, "network"> & { readonly database?: DatabaseSettings | undefined };

/** What a database needs of earlier sections. */
export type DatabaseDependencies = Pick<Dependencies, "alarmTopics" | "key" | "network"> & {
  readonly secondRegion: SecondRegion | undefined;
};

/** Arguments of the database. */
export function databaseArgs(
  settings: DatabaseSettings,
  configuration: DatabaseConfiguration,
  dependencies: Pick<DatabaseDependencies, "alarmTopics" | "key" | "network">,
): DatabaseArgs {
  const { protect, network } = configuration;
  const { version, allowMajorVersionUpgrade, backup, maintenanceWindow, applyImmediately, revision } = settings;
  return {
    ...common(configuration, dependencies),
    engine: engineOf(settings),
    version,
    allowMajorVersionUpgrade,
    availabilityZones: network.availabilityZones,
    backup,
    maintenanceWindow,
    applyImmediately,
    deletionProtection: protect,
    restoreFrom: restoreSourceOf(settings),
    revision,
    parameters: settings.parameters,
    slowQueryThreshold: settings.slowQueryThreshold,
    databaseInsights: settings.databaseInsights,
    transform: {
      instance: protecting(protect),
      cluster: protecting(protect),
      logGroup: protectingLogs(protect),
    },
  };
}

/** Log groups of replicas, as the component names them. */
const LOGS_OF_REPLICA = /-replica-\d+-(?:postgresql|upgrade)-log$/;

/** Protects the database's logs. Those of a replica go with it: protected, they would keep every replica for good. */
function protectingLogs(protect: boolean): NonNullable<DatabaseArgs["transform"]>["logGroup"] {
  const protectOne = protecting(protect);
  return (
    protectOne &&
    ((args, options, name) => {
      if (!LOGS_OF_REPLICA.test(name)) protectOne(args, options);
    })
  );
}

/** Arguments of the credentials of the database's user. */
export function credentialsArgs(
  settings: DatabaseSettings,
  configuration: DatabaseConfiguration,
  { secondRegion, ...dependencies }: DatabaseDependencies,
  database: CredentialsDatabase,
): DatabaseCredentialsArgs {
  const { protect } = configuration;
  return {
    ...common(configuration, dependencies),
    database,
    rotation: { days: settings.rotationDays },
    ...(secondRegion !== undefined && { replica: { region: secondRegion.region, kmsKeyArn: secondRegion.keyArn } }),
    transform: { secret: protecting(protect), logGroup: protecting(protect) },
  };
}

/** Arguments of the credentials with which services log in. */
export function serviceCredentialsArgs(
  { protect, tags }: DatabaseConfiguration,
  { key }: Pick<DatabaseDependencies, "key">,
  database: ServiceCredentialsArgs["database"],
): ServiceCredentialsArgs {
  return { database, kmsKeyArn: key.keyArn, tags, transform: { secret: protecting(protect) } };
}

/** Arguments of the proxy before the database. */
export function proxyArgs(
  { idleClientTimeout, ...pool }: NonNullable<DatabaseSettings["proxy"]>,
  configuration: DatabaseConfiguration,
  dependencies: Pick<DatabaseDependencies, "alarmTopics" | "key" | "network">,
  database: ProxiedDatabase & Pick<DatabaseProxyArgs, "furtherSecretArns" | "secretArn">,
): DatabaseProxyArgs {
  const { secretArn, furtherSecretArns, ...proxied } = database;
  return {
    ...common(configuration, dependencies),
    database: proxied,
    secretArn,
    ...(furtherSecretArns !== undefined && { furtherSecretArns }),
    pool,
    idleClientTimeout,
    transform: { logGroup: protecting(configuration.protect) },
  };
}

function common(
  { logRetentionDays, tags }: DatabaseConfiguration,
  { key, network, alarmTopics }: Pick<DatabaseDependencies, "alarmTopics" | "key" | "network">,
) {
  return {
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    kmsKeyArn: key.keyArn,
    logRetentionDays,
    alarmActions: alarmTopics,
    tags,
  };
}

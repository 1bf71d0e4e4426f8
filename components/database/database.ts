import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createStoreAccess } from "../shared/store-access";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import { createAurora } from "./aurora";
import { versionToDeploy } from "./changes";
import type { DatabaseArgs } from "./args";
import type { CreatedDatabase, DatabaseChildren, DatabaseDependencies } from "./dependencies";
import { type DatabaseEngine, type DatabaseKind, isCluster } from "./engines";
import { createIdentity } from "./identity";
import { createInstances } from "./instance";
import { createMonitoringRole } from "./monitoring-role";
import { createMultiAzCluster } from "./multi-az-cluster";
import { createParameterGroup } from "./parameter-group";
import { databaseSettings } from "./settings";
import { createWatch } from "./watch";
import { connectionLimitOf } from "./servers";
import { serverHosts, serverIdentifiers } from "./server-hosts";
import { validateDatabase } from "./validate";

/**
 * PostgreSQL on RDS: an instance with a standby and read replicas, a Multi-AZ DB cluster, or Aurora. It is private,
 * encrypted, reached over TLS only, backed up to the second, and watched.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class Database extends pulumi.ComponentResource {
  /** Kind of deployment. */
  public readonly kind: DatabaseKind;
  /** Whether `identifier` and `arn` are those of a DB cluster rather than of a DB instance. */
  public readonly isCluster: boolean;
  /** The argument of that name: what belongs to one database alone has it in its name. */
  public readonly revision: string | undefined;
  /** Major version of PostgreSQL. */
  public readonly majorVersion: number;
  /** About how many connections a server takes; undefined where `parameters` has a formula of its own for it. */
  public readonly connectionLimit: number | undefined;
  /** Identifier of the DB instance or DB cluster. */
  public readonly identifier: pulumi.Output<string>;
  /** ARN of the DB instance or DB cluster. */
  public readonly arn: pulumi.Output<string>;
  /** Identifier that AWS never gives again: `db-…` of an instance, `cluster-…` of a cluster. */
  public readonly resourceId: pulumi.Output<string>;
  /** Host that takes writes, also after a failover. Its certificate is for this name. */
  public readonly writerHost: pulumi.Output<string>;
  /**
   * Hosts for reads: the reader endpoint of a cluster, else each read replica's own. Empty without readers. A
   * certificate is for the host's own name, so that clients verify it with `verify-full`.
   */
  public readonly readerHosts: pulumi.Output<string[]>;
  /** Host of each server by itself, by the names of `monitoredDatabase`: for what watches, not for clients. */
  public readonly serverHosts: Readonly<Record<string, pulumi.Output<string>>>;
  /** Identifiers of the single servers, by the names that `monitoredDatabase` gives them. */
  public readonly serverIdentifiers: Readonly<Record<string, pulumi.Input<string>>>;
  /** Port of every host. */
  public readonly port: pulumi.Output<number>;
  /** Name of the database within PostgreSQL. */
  public readonly databaseName: pulumi.Output<string>;
  /** Name of the master user. */
  public readonly username: pulumi.Output<string>;
  /** Password with which the master user began, a secret: a rotation changes it in the database and not here. */
  public readonly password: pulumi.Output<string>;
  /** Security group of the database. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Security group that a client joins in order to reach the database. */
  public readonly clientSecurityGroupId: pulumi.Output<string>;
  /** Names of the alarms. */
  public readonly alarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("Database", name, args, validateDatabase);
    super("proofpix:database:Database", name, {}, opts);

    const { engine, revision, transform = {} } = args;
    const lasting = { name, parent: this, tags: args.tags, transform };
    const children = { ...lasting, name: revision === undefined ? name : `${name}-${revision}` };
    const settings = databaseSettings(args);
    const access = createStoreAccess(lasting, { vpcId: args.vpcId, port: settings.port, store: "database" });
    const role = createMonitoringRole(lasting, access.securityGroup.arn);
    const identity = createIdentity(children);
    const version = versionToDeploy(children, { ...settings, engine }, identity.identifier);
    const created = createDatabase(children, engine, {
      args,
      settings,
      version,
      ...identity,
      subnetGroupName: createSubnetGroup(lasting, args),
      securityGroupId: access.securityGroup.id,
      parameterGroupName: createParameterGroup(children, args, settings, version),
      monitoringRoleArn: role.arn,
      prerequisites: [...access.rules, role.policy],
    });

    this.kind = engine.kind;
    this.isCluster = isCluster(engine.kind);
    this.revision = revision;
    this.majorVersion = settings.major;
    this.connectionLimit = connectionLimitOf(args);
    this.identifier = created.identifier;
    this.arn = created.arn;
    this.resourceId = created.resourceId;
    this.writerHost = created.writerHost;
    this.readerHosts = created.readerHosts;
    this.serverHosts = serverHosts(created);
    this.serverIdentifiers = serverIdentifiers(created);
    this.port = created.port;
    this.databaseName = created.databaseName;
    this.username = created.username;
    this.password = identity.password;
    this.securityGroupId = access.securityGroup.id;
    this.clientSecurityGroupId = access.clientSecurityGroup.id;
    this.alarmNames = createWatch(children, args, created);
    this.registerOutputs({
      identifier: this.identifier,
      arn: this.arn,
      writerHost: this.writerHost,
      readerHosts: this.readerHosts,
      port: this.port,
      clientSecurityGroupId: this.clientSecurityGroupId,
    });
  }
}

function createDatabase(
  children: DatabaseChildren,
  engine: DatabaseEngine,
  dependencies: DatabaseDependencies,
): CreatedDatabase {
  switch (engine.kind) {
    case "instance":
      return createInstances(children, engine, dependencies);
    case "multi-az-cluster":
      return createMultiAzCluster(children, engine, dependencies);
    case "aurora":
    case "aurora-serverless":
      return createAurora(children, engine, dependencies);
  }
}

function createSubnetGroup(
  { name, parent, tags, transform }: DatabaseChildren,
  { subnetIds }: Pick<DatabaseArgs, "subnetIds">,
): pulumi.Output<string> {
  return new aws.rds.SubnetGroup(
    ...transformed<aws.rds.SubnetGroupArgs>(
      transform.subnetGroup,
      `${name}-subnets`,
      {
        description: `Private subnets of the database ${name}`,
        subnetIds: pulumi.output(subnetIds).apply((ids) => [...ids]),
        tags: namedTags(`${name}-subnets`, tags),
      },
      { parent },
    ),
  ).name;
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isCluster } from "../database/engines";
import type { Children } from "../shared/children";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { durationSeconds } from "../shared/quantity";
import type { StoreAccess } from "../shared/store-access";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatabaseProxyArgs, DatabaseProxyTransforms } from "./args";
import { connectionPool, DEFAULT_ENGINE_FAMILY, ENGINES } from "./engine";
import { proxyName, readOnlyEndpointName } from "./proxy-name";
import type { ProxyRole } from "./proxy-role";

type ProxyChildren = Children<DatabaseProxyTransforms>;

const DEFAULT_IDLE_CLIENT_TIMEOUT = "30m";
/** A proxy has one target group, of this name (Amazon RDS API Reference, RegisterDBProxyTargets). */
const TARGET_GROUP = "default";

/** Creates the proxy, after its log group, of which RDS would else make one without retention and key. */
export function createProxy(
  children: ProxyChildren,
  args: DatabaseProxyArgs,
  { securityGroup }: StoreAccess,
  { role, policy }: ProxyRole,
): aws.rds.Proxy {
  const { name, parent, tags, transform } = children;
  const physicalName = pulumi.output(args.subnetIds).apply((subnetIds) => proxyName(name, subnetIds));
  const logGroup = createLogGroup(children, args, physicalName);
  const { database, debugLogging, idleClientTimeout } = args;
  return new aws.rds.Proxy(
    ...transformed<aws.rds.ProxyArgs>(
      transform.proxy,
      name,
      {
        name: physicalName,
        engineFamily: database.engineFamily ?? DEFAULT_ENGINE_FAMILY,
        auths: [args.secretArn, ...(args.furtherSecretArns ?? [])].map((secretArn) => authentication(secretArn, args)),
        requireTls: true,
        roleArn: role.arn,
        vpcSubnetIds: pulumi.output(args.subnetIds).apply((ids) => [...ids]),
        vpcSecurityGroupIds: [securityGroup.id, database.clientSecurityGroupId],
        idleClientTimeout: durationSeconds(idleClientTimeout ?? DEFAULT_IDLE_CLIENT_TIMEOUT),
        debugLogging: debugLogging ?? false,
        tags: namedTags(name, tags),
      },
      { parent, dependsOn: [policy, logGroup] },
    ),
  );
}

/** Gives the proxy its pool and its database. */
export function createTarget(
  { name, parent, transform }: ProxyChildren,
  { database, pool }: DatabaseProxyArgs,
  proxy: aws.rds.Proxy,
): void {
  const group = new aws.rds.ProxyDefaultTargetGroup(
    ...transformed<aws.rds.ProxyDefaultTargetGroupArgs>(
      transform.targetGroup,
      name,
      { dbProxyName: proxy.name, connectionPoolConfig: connectionPool(pool) },
      { parent },
    ),
  );
  new aws.rds.ProxyTarget(
    ...transformed<aws.rds.ProxyTargetArgs>(
      transform.target,
      name,
      {
        dbProxyName: proxy.name,
        targetGroupName: TARGET_GROUP,
        [isCluster(database.kind) ? "dbClusterIdentifier" : "dbInstanceIdentifier"]: database.identifier,
      },
      // A proxy has one database: another one is registered after the first has gone.
      { parent, dependsOn: [group], deleteBeforeReplace: true },
    ),
  );
}

/**
 * Creates the endpoint of the readers, which Aurora and Multi-AZ DB clusters have (Amazon RDS User Guide, "Reader
 * endpoints for Multi-AZ DB clusters"; Amazon Aurora User Guide, "Using reader endpoints with Aurora clusters").
 */
export function createReadOnlyEndpoint(
  { name, parent, tags, transform }: ProxyChildren,
  { subnetIds }: DatabaseProxyArgs,
  { securityGroup }: StoreAccess,
  proxy: aws.rds.Proxy,
): aws.rds.ProxyEndpoint {
  const endpointName = `${name}-read-only`;
  return new aws.rds.ProxyEndpoint(
    ...transformed<aws.rds.ProxyEndpointArgs>(
      transform.readOnlyEndpoint,
      endpointName,
      {
        dbProxyName: proxy.name,
        dbProxyEndpointName: proxy.name.apply(readOnlyEndpointName),
        targetRole: "READ_ONLY",
        vpcSubnetIds: pulumi.output(subnetIds).apply((ids) => [...ids]),
        vpcSecurityGroupIds: [securityGroup.id],
        tags: namedTags(endpointName, tags),
      },
      { parent },
    ),
  );
}

function authentication(
  secretArn: pulumi.Input<string>,
  { authentication: method = "password", database }: DatabaseProxyArgs,
): aws.types.input.rds.ProxyAuth {
  const secret = { authScheme: "SECRETS", description: "User of the database", secretArn };
  if (method === "iam") return { ...secret, iamAuth: "REQUIRED" };
  const { passwordAuthType } = ENGINES[database.engineFamily ?? DEFAULT_ENGINE_FAMILY];
  return { ...secret, iamAuth: "DISABLED", clientPasswordAuthType: passwordAuthType };
}

function createLogGroup(
  { name, parent, tags, transform }: ProxyChildren,
  { kmsKeyArn, logRetentionDays }: DatabaseProxyArgs,
  physicalName: pulumi.Output<string>,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform.logGroup,
      name,
      {
        name: pulumi.interpolate`/aws/rds/proxy/${physicalName}`,
        kmsKeyId: kmsKeyArn,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

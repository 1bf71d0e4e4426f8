import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { REGION, resource } from "./sample-tasks";

const DOMAIN = `abcdefghijkl.${REGION}.rds.amazonaws.com`;

/** An instance of RDS, in the shape in which the provider creates it. */
export function databaseInstance(identifier: string, other: Properties = {}, id = `db-${identifier}`): CloudResource {
  const { replicateSourceDb } = other;
  const own = { engine: "postgres", username: "postgres", password: "first-password", dbName: "application" };
  const address = `${identifier}.${DOMAIN}`;
  const facts = { identifier, address, endpoint: `${address}:5432`, port: 5432, engineVersionActual: "17.11" };
  const inputs = { identifier, port: 5432, ...(replicateSourceDb === undefined && own), ...other };
  return resource("aws:rds/instance:Instance", id, inputs, {
    ...facts,
    ...(replicateSourceDb !== undefined && { engine: "postgres", username: "postgres", dbName: "application" }),
  });
}

/** A snapshot of an instance. */
export function databaseSnapshot(name: string, identifier: string): CloudResource {
  const inputs = { dbInstanceIdentifier: identifier, dbSnapshotIdentifier: name };
  return resource("aws:rds/snapshot:Snapshot", name, inputs, { engine: "postgres", username: "postgres" });
}

/** A proxy before an instance. */
export function databaseProxy(name: string, identifier: string): CloudResource[] {
  const endpoint = `${name}.proxy-${DOMAIN}`;
  return [
    resource("aws:rds/proxy:Proxy", name, { name }, { name, endpoint }),
    resource(
      "aws:rds/proxyTarget:ProxyTarget",
      `${name}/default/RDS_INSTANCE/${identifier}`,
      { dbProxyName: name, dbInstanceIdentifier: identifier },
      { endpoint: `${identifier}.${DOMAIN}`, port: 5432 },
    ),
  ];
}

/** A replication group of ElastiCache with a user of the application. */
export function cacheGroup(id: string, password: string, other: Properties = {}): CloudResource[] {
  const user = (userId: string, userName: string, accessString: string): CloudResource =>
    resource("aws:elasticache/user:User", userId, {
      userId,
      userName,
      accessString,
      authenticationMode: { type: "password", passwords: [password] },
    });
  return [
    user(`${id}-default`, "default", "off ~* -@all"),
    user(`${id}-application`, "application", "on ~* &* +@all -@dangerous +info"),
    resource("aws:elasticache/userGroup:UserGroup", `${id}-users`, {
      userGroupId: `${id}-users`,
      userIds: [`${id}-default`, `${id}-application`],
    }),
    resource(
      "aws:elasticache/replicationGroup:ReplicationGroup",
      id,
      { engine: "valkey", port: 6379, userGroupIds: [`${id}-users`], transitEncryptionEnabled: true, ...other },
      {
        engineVersionActual: "8.2.0",
        primaryEndpointAddress: `master.${id}.af53bb.euw1.cache.amazonaws.com`,
        readerEndpointAddress: `replica.${id}.af53bb.euw1.cache.amazonaws.com`,
      },
    ),
  ];
}

/** A queue of SQS. */
export function queue(name: string, other: Properties = {}): CloudResource {
  return resource(
    "aws:sqs/queue:Queue",
    `https://sqs.${REGION}.amazonaws.com/123456789012/${name}`,
    { name, visibilityTimeoutSeconds: 30, ...other },
    { name, arn: `arn:aws:sqs:${REGION}:123456789012:${name}` },
  );
}

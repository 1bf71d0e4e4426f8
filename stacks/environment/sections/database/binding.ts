import * as pulumi from "@pulumi/pulumi";
import type { Database } from "../../../../components/database";
import type { DatabaseCredentials, ServiceCredentials } from "../../../../components/database-credentials";
import type { DatabaseProxy } from "../../../../components/database-proxy";
import { UNKNOWN } from "../../dependencies";
import type { ServiceBinding } from "../../service-binding";
import { hasReaders } from "./engine";
import type { DatabaseSettings } from "./keys";

const POSTGRES_PORT = 5432;

/** A database with what stands beside it. */
export interface ReachableDatabase {
  readonly database: Pick<Database, "clientSecurityGroupId" | "databaseName" | "port" | "readerHosts" | "writerHost">;
  /** The administrator's. */
  readonly credentials: Pick<DatabaseCredentials, "readStatements" | "rotationFunctionArn" | "secretArn">;
  /** Those with which services log in; undefined where no migration makes their role: they log in as administrator. */
  readonly serviceCredentials: Pick<ServiceCredentials, "readStatements" | "secretArn"> | undefined;
  readonly proxy: Pick<DatabaseProxy, "clientSecurityGroupId" | "endpoint" | "port" | "readOnlyEndpoint"> | undefined;
  /** What has to be there before a service can use the database: the proxy with its target. */
  readonly prerequisites: readonly pulumi.Resource[];
  /** Whether something answers reads beside the primary. */
  readonly hasReaders: boolean;
}

/** Hosts of a database, as services reach it. */
export interface DatabaseHosts {
  readonly writer: pulumi.Output<string>;
  /** Undefined where nothing answers reads beside the primary. */
  readonly readers: pulumi.Output<string[]> | undefined;
}

/** The proxy's endpoints where there are any, else the database's own hosts. */
export function databaseHosts({ database, proxy, hasReaders }: ReachableDatabase): DatabaseHosts {
  const readers = proxy?.readOnlyEndpoint?.apply((host) => [host]) ?? database.readerHosts;
  return { writer: proxy?.endpoint ?? database.writerHost, readers: hasReaders ? readers : undefined };
}

/** What a service gets in order to use the database. */
export function databaseBinding(reachable: ReachableDatabase): ServiceBinding {
  const { database, proxy, prerequisites } = reachable;
  const credentials = reachable.serviceCredentials ?? reachable.credentials;
  const { writer, readers } = databaseHosts(reachable);
  return {
    environment: {
      DATABASE_HOST: writer,
      DATABASE_PORT: proxy === undefined ? pulumi.interpolate`${database.port}` : String(proxy.port),
      DATABASE_NAME: database.databaseName,
      DATABASE_SECRET_ARN: credentials.secretArn,
      ...(readers !== undefined && { DATABASE_READER_HOSTS: readers.apply((hosts) => hosts.join(",")) }),
    },
    taskPolicyStatements: credentials.readStatements,
    securityGroupIds: clientGroups(reachable),
    prerequisites,
  };
}

/** The same before anything exists: the variables that there will be. */
export function unknownDatabaseBinding(settings: DatabaseSettings): ServiceBinding {
  const host = { clientSecurityGroupId: UNKNOWN, port: UNKNOWN.apply(Number) };
  return databaseBinding({
    database: { ...host, databaseName: UNKNOWN, readerHosts: UNKNOWN.apply((text) => [text]), writerHost: UNKNOWN },
    credentials: { readStatements: [], rotationFunctionArn: UNKNOWN, secretArn: UNKNOWN },
    serviceCredentials: undefined,
    proxy: settings.proxy && { ...host, port: POSTGRES_PORT, endpoint: UNKNOWN, readOnlyEndpoint: undefined },
    prerequisites: [],
    hasReaders: hasReaders(settings),
  });
}

/** The groups of the proxy's clients, and of the database's where services reach it or its replicas by themselves. */
function clientGroups({ database, proxy, hasReaders }: ReachableDatabase): pulumi.Output<string>[] {
  if (proxy === undefined) return [database.clientSecurityGroupId];
  const readsDirectly = hasReaders && proxy.readOnlyEndpoint === undefined;
  return [proxy.clientSecurityGroupId, ...(readsDirectly ? [database.clientSecurityGroupId] : [])];
}

import { parseArn } from "../../../components/shared/arn";
import { type CloudReader, type CloudResource, outputsOf } from "../../model/resource";
import { flag, number, objects, text, texts, type Properties } from "../../model/values";
import { CURRENT, secretNamed, secretStringOf, versionAt } from "../../services/secretsmanager/secret-lookup";
import { parsedObject } from "../../services/ecs/container-secrets";
import { CLUSTER, INSTANCE, serverKey } from "./database-keys";
import { type DataOrigin, originOf } from "./database-origin";

const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PROXY = "aws:rds/proxy:Proxy";
const PROXY_TARGET = "aws:rds/proxyTarget:ProxyTarget";
const PROXY_ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
const USUAL_PORT = 5432;

/** A database server that runs for deployed resources. */
export interface DatabaseServer {
  readonly key: string;
  /** Id of the resource that it is there for. */
  readonly resource: string;
  /** RDS's resource id: another one for a database that was made anew under its name. */
  readonly resourceId: string;
  /** @default - it begins empty */
  readonly origin?: DataOrigin;
  /** Whether another zone has a standby, to which RDS fails over. */
  readonly hasStandby: boolean;
  /** Key of the server that it replicates; none for one that takes writes. */
  readonly primary?: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Domains of the names that lead to it, each with a wildcard. */
  readonly domains: readonly string[];
}

/** A name under which a server is reached. */
export interface ServerEndpoint {
  readonly host: string;
  readonly port: number;
  /** Key of the server behind it. */
  readonly server: string;
}

/** Servers that are to run, and the names that lead to them. */
export interface DatabasePlan {
  readonly servers: readonly DatabaseServer[];
  readonly endpoints: readonly ServerEndpoint[];
}

/** The servers of all deployed databases: instances, clusters with a reader, and proxies before them. */
export function databasePlan(cloud: CloudReader): DatabasePlan {
  const plans = [
    ...cloud.ofType(INSTANCE).map((each) => planOfInstance(each, cloud)),
    ...cloud.ofType(CLUSTER).map((each) => planOfCluster(each, cloud)),
  ];
  const direct: DatabasePlan = {
    servers: plans.flatMap(({ servers }) => servers),
    endpoints: plans.flatMap(({ endpoints }) => endpoints),
  };
  const endpoints = [...direct.endpoints, ...proxyEndpoints(cloud, direct.endpoints)];
  const servers = direct.servers.map((server) => ({ ...server, domains: domainsOf(server.key, endpoints) }));
  // A replica comes after the server that it replicates.
  return { servers: servers.sort((one, other) => depthOf(one) - depthOf(other)), endpoints };
}

function depthOf({ primary }: DatabaseServer): number {
  return primary === undefined ? 0 : 1;
}

/** Domains of the names that lead to a server. */
export function domainsOf(key: string, endpoints: readonly ServerEndpoint[]): string[] {
  const names = endpoints
    .filter(({ server }) => server === key)
    .map(({ host }) => `*.${host.split(".").slice(1).join(".")}`);
  return [...new Set(names)];
}

function planOfInstance(instance: CloudResource, cloud: CloudReader): DatabasePlan {
  const outputs = outputsOf(instance);
  const key = serverKey(instance, read(outputs, "identifier"));
  const source = text(outputs, "replicateSourceDb");
  const origin = source === undefined ? undefined : instanceNamed(source, instance.region, cloud);
  const facts = origin === undefined ? outputs : outputsOf(origin);
  const server: DatabaseServer = {
    key,
    resource: instance.id,
    resourceId: instance.id,
    ...withOrigin(instance, cloud),
    hasStandby: flag(outputs, "multiAz") === true,
    ...(origin !== undefined && { primary: serverKey(origin, read(facts, "identifier")) }),
    engine: read(facts, "engine"),
    engineVersion: read(outputs, "engineVersionActual"),
    username: read(facts, "username"),
    password: passwordIn(facts, "password", cloud),
    database: read(facts, "dbName"),
    domains: [],
  };
  return { servers: [server], endpoints: [{ host: read(outputs, "address"), port: portIn(outputs), server: key }] };
}

function withOrigin(database: CloudResource, cloud: CloudReader): Pick<DatabaseServer, "origin"> {
  const origin = originOf(database, cloud);
  return origin === undefined ? {} : { origin };
}

function read(outputs: Properties, name: string): string {
  return text(outputs, name) ?? "";
}

/** An output may be 0 where none was chosen. */
function portIn(outputs: Properties): number {
  return number(outputs, "port") || USUAL_PORT;
}

/** A replica names its source by identifier, or by ARN where it is in another region. */
function instanceNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  const arn = parseArn(name);
  const identifier = arn.service === "rds" ? arn.resource.replace(/^db:/, "") : name;
  const place = arn.service === "rds" ? arn.region : region;
  return cloud
    .ofType(INSTANCE)
    .find((each) => each.region === place && text(outputsOf(each), "identifier") === identifier);
}

/** One server takes a cluster's writes; another one stands for all its readers, where it has more than one instance. */
function planOfCluster(cluster: CloudResource, cloud: CloudReader): DatabasePlan {
  const outputs = outputsOf(cluster);
  const identifier = read(outputs, "clusterIdentifier");
  const members = cloud
    .ofType(CLUSTER_INSTANCE)
    .filter((each) => each.region === cluster.region && text(each.inputs, "clusterIdentifier") === identifier);
  const hasReader = members.length > 1 || texts(outputs, "clusterMembers").length > 1;
  const writer: DatabaseServer = {
    key: serverKey(cluster, identifier),
    resource: cluster.id,
    resourceId: read(outputs, "clusterResourceId"),
    ...withOrigin(cluster, cloud),
    hasStandby: hasReader,
    engine: read(outputs, "engine"),
    engineVersion: read(outputs, "engineVersionActual"),
    username: read(outputs, "masterUsername"),
    password: passwordIn(outputs, "masterPassword", cloud),
    database: read(outputs, "databaseName"),
    domains: [],
  };
  const reader: DatabaseServer = { ...writer, key: `${writer.key}-reader`, primary: writer.key };
  const readerKey = hasReader ? reader.key : writer.key;
  const names = [
    { host: read(outputs, "endpoint"), server: writer.key },
    { host: read(outputs, "readerEndpoint"), server: readerKey },
    ...members.map((member, index) => ({
      host: read(outputsOf(member), "endpoint"),
      server: index === 0 ? writer.key : readerKey,
    })),
  ];
  return {
    servers: hasReader ? [writer, reader] : [writer],
    endpoints: names.filter(({ host }) => host !== "").map((name) => ({ ...name, port: portIn(outputs) })),
  };
}

/** A proxy's endpoints lead to the database that it is a proxy of. */
function proxyEndpoints(cloud: CloudReader, direct: readonly ServerEndpoint[]): ServerEndpoint[] {
  return cloud.ofType(PROXY).flatMap((proxy) => {
    const target = cloud
      .ofType(PROXY_TARGET)
      .find(
        (each) => each.region === proxy.region && text(each.inputs, "dbProxyName") === text(outputsOf(proxy), "name"),
      );
    const behind = target && direct.find(({ host }) => host === text(target.computed, "endpoint"));
    if (behind === undefined) return [];
    const own = text(proxy.computed, "endpoint") ?? "";
    const further = cloud
      .ofType(PROXY_ENDPOINT)
      .filter(
        (each) => each.region === proxy.region && text(each.inputs, "dbProxyName") === text(outputsOf(proxy), "name"),
      )
      .flatMap((each) => text(each.computed, "endpoint") ?? []);
    return [own, ...further].map((host) => ({ host, port: behind.port, server: behind.server }));
  });
}

/** The password as it is deployed, or as RDS drew it for a secret of its own. */
function passwordIn(outputs: Properties, input: string, cloud: CloudReader): string {
  const given = text(outputs, input) ?? text(outputs, `${input}Wo`);
  const [managed] = objects(outputs, "masterUserSecrets");
  if (managed === undefined) return given ?? "";
  const secret = secretNamed(text(managed, "secretArn") ?? "", "", cloud);
  const content = secret === undefined ? undefined : secretStringOf(versionAt(secret, CURRENT, cloud));
  return text(parsedObject(content ?? ""), "password") ?? "";
}

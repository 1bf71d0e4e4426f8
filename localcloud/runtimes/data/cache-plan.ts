import type { CloudReader, CloudResource } from "../../model/resource";
import { outputsOf } from "../../model/resource";
import { flag, number, objects, text, texts } from "../../model/values";
import { domainsOf, type ServerEndpoint } from "./database-plan";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USER_GROUP = "aws:elasticache/userGroup:UserGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
const USUAL_PORT = 6379;

/** A user of a cache, as an ACL of Redis and Valkey writes it. */
export interface CacheUser {
  readonly name: string;
  /** Rules such as `on ~* +@all`. */
  readonly accessString: string;
  readonly passwords: readonly string[];
  readonly needsNoPassword: boolean;
}

/** A cache server that runs for a deployed replication group. */
export interface CacheServer {
  readonly key: string;
  readonly resource: string;
  readonly engine: string;
  readonly engineVersion: string;
  /** In cluster mode: the name and port under which clients are told of the node. */
  readonly node?: { readonly host: string; readonly port: number };
  readonly hasTls: boolean;
  readonly users: readonly CacheUser[];
  /** Password of a group without users. */
  readonly authToken?: string;
  /** What happens when memory is full; Redis's default where none is set. */
  readonly memoryPolicy?: string;
  /** Domains of the names that lead to it, each with a wildcard. */
  readonly domains: readonly string[];
}

export interface CachePlan {
  readonly servers: readonly CacheServer[];
  readonly endpoints: readonly ServerEndpoint[];
}

/** The servers of all deployed caches: one stands for all nodes of a group. */
export function cachePlan(cloud: CloudReader): CachePlan {
  const groups = cloud.ofType(GROUP);
  const endpoints = groups.flatMap((group) => endpointsOf(group));
  return { servers: groups.map((group) => serverOf(group, endpoints, cloud)), endpoints };
}

function serverOf(group: CloudResource, endpoints: readonly ServerEndpoint[], cloud: CloudReader): CacheServer {
  const outputs = outputsOf(group);
  return {
    key: keyOf(group),
    resource: group.id,
    engine: text(outputs, "engine") ?? "redis",
    engineVersion: text(outputs, "engineVersionActual") ?? "",
    ...withNode(group),
    hasTls: flag(outputs, "transitEncryptionEnabled") ?? false,
    users: usersOf(group, cloud),
    authToken: text(outputs, "authToken"),
    memoryPolicy: memoryPolicyOf(group, cloud),
    domains: domainsOf(keyOf(group), endpoints),
  };
}

function usersOf({ inputs, region }: CloudResource, cloud: CloudReader): CacheUser[] {
  const groups = texts(inputs, "userGroupIds");
  const ids = cloud
    .ofType(USER_GROUP)
    .filter((each) => each.region === region && groups.includes(text(each.inputs, "userGroupId") ?? ""))
    .flatMap((each) => texts(each.inputs, "userIds"));
  return cloud
    .ofType(USER)
    .filter((each) => each.region === region && ids.includes(text(each.inputs, "userId") ?? ""))
    .map((user) => ({
      name: text(user.inputs, "userName") ?? "",
      accessString: text(user.inputs, "accessString") ?? "",
      passwords: [...texts(user.inputs, "passwords"), ...texts(user.inputs, "authenticationMode.passwords")],
      needsNoPassword: flag(user.inputs, "noPasswordRequired") ?? false,
    }));
}

function memoryPolicyOf({ inputs, region }: CloudResource, cloud: CloudReader): string | undefined {
  const name = text(inputs, "parameterGroupName");
  const found = cloud
    .ofType(PARAMETER_GROUP)
    .find((each) => each.region === region && text(outputsOf(each), "name") === name);
  const parameter =
    found && objects(found.inputs, "parameters").find((each) => text(each, "name") === "maxmemory-policy");
  return parameter && text(parameter, "value");
}

function endpointsOf(group: CloudResource): ServerEndpoint[] {
  const outputs = outputsOf(group);
  const port = number(outputs, "port") ?? USUAL_PORT;
  const hosts = ["primaryEndpointAddress", "readerEndpointAddress", "configurationEndpointAddress"];
  const named = [...hosts.map((name) => text(outputs, name)), nodeHostOf(group)];
  return named.flatMap((host) => (host === undefined || host === "" ? [] : [{ host, port, server: keyOf(group) }]));
}

function withNode(group: CloudResource): Pick<CacheServer, "node"> {
  const host = nodeHostOf(group);
  return host === undefined ? {} : { node: { host, port: number(outputsOf(group), "port") ?? USUAL_PORT } };
}

/**
 * Name of the first node in cluster mode: one node has all slots here (Amazon ElastiCache User Guide, "Finding
 * connection endpoints").
 */
function nodeHostOf(group: CloudResource): string | undefined {
  const outputs = outputsOf(group);
  if (flag(outputs, "clusterEnabled") !== true) return undefined;
  const [member] = texts(outputs, "memberClusters");
  return text(outputs, "configurationEndpointAddress")?.replace(/^clustercfg/, member ?? "clustercfg");
}

function keyOf({ region, id }: CloudResource): string {
  return `cache-${region}-${id}`;
}

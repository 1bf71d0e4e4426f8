import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import type { PolicyStatementInput } from "../shared/policy-document";
import { readSecretStatements } from "../shared/secret-access";
import { createStoreAccess } from "../shared/store-access";
import { requireValid } from "../shared/validation";
import { shardAlarms } from "./alarms";
import type { CacheArgs } from "./args";
import { createLogs } from "./logs";
import { nodeHosts } from "./node-hosts";
import { monitoredShards } from "./nodes";
import { createReplicationGroup } from "./replication-group";
import { createSecret } from "./secret";
import { cacheSettings, PORT } from "./settings";
import { createUsers } from "./users";
import { validateCache } from "./validate";

/**
 * A cache of Valkey or Redis on ElastiCache: encrypted at rest and on the way, with a user whose generated password is
 * in Secrets Manager, failover over zones, snapshots, logs and alarms. Clients connect by TLS.
 */
export class Cache extends pulumi.ComponentResource {
  /**
   * Host that takes reads and writes, whichever node that is; known once clients may reach it. With cluster mode it
   * tells clients of the shards.
   */
  public readonly primaryEndpoint: pulumi.Output<string>;
  /** Host that spreads reads over the replicas, which lag a little; undefined without replicas, and with shards. */
  public readonly readerEndpoint: pulumi.Output<string> | undefined;
  /** Host of each node by itself, by the names of `monitoredCache`: for what watches, not for clients. */
  public readonly nodeHosts: Readonly<Record<string, pulumi.Output<string>>>;
  /** Ids of the nodes, as CloudWatch's dimension names them. */
  public readonly nodeIds: readonly pulumi.Input<string>[];
  /** Port of every host. */
  public readonly port: number;
  /** ARN of the secret, JSON with `username` and `password`; known once it has both. */
  public readonly secretArn: pulumi.Output<string>;
  /** Statements with which a role may read the secret. */
  public readonly readStatements: readonly PolicyStatementInput[];
  /** Security group that clients join in order to reach the cache. */
  public readonly clientSecurityGroupId: pulumi.Output<string>;
  /** Id of the replication group, for operators. */
  public readonly replicationGroupId: pulumi.Output<string>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("Cache", name, args, validateCache);
    super("proofpix:cache:Cache", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const settings = cacheSettings(args);
    const access = createStoreAccess(children, { vpcId: args.vpcId, port: PORT, store: "cache" });
    const users = createUsers(children, settings);
    const group = createReplicationGroup(children, args, settings, {
      securityGroupId: access.securityGroup.id,
      userGroupId: users.userGroup.userGroupId,
      logs: createLogs(children, args, settings),
    });
    const { replicationGroupId, memberClusters } = group;
    const nodes = { replicationGroupId, memberClusters, shards: args.shards, nodesPerShard: settings.nodesPerShard };
    const watched = monitoredShards(name, nodes);
    for (const definition of watched.flatMap((shard) => shardAlarms(shard, args))) {
      createNotifyingAlarm(children, definition, args.alarmActions ?? []);
    }

    const endpoints = endpointsOf(group, args, settings.replicas);
    this.primaryEndpoint = knownAfter(endpoints.primary, access.rules);
    this.readerEndpoint = endpoints.reader && knownAfter(endpoints.reader, access.rules);
    this.nodeHosts = nodeHosts(endpoints.primary, watched, args);
    this.nodeIds = watched.flatMap(({ nodeIds }) => nodeIds);
    this.port = PORT;
    this.secretArn = createSecret(children, args, settings, users);
    this.readStatements = readSecretStatements({ secretArn: this.secretArn, kmsKeyArn: args.kmsKeyArn });
    this.clientSecurityGroupId = access.clientSecurityGroup.id;
    this.replicationGroupId = replicationGroupId;
    this.registerOutputs({
      primaryEndpoint: this.primaryEndpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      secretArn: this.secretArn,
      clientSecurityGroupId: this.clientSecurityGroupId,
      replicationGroupId: this.replicationGroupId,
    });
  }
}

function endpointsOf(
  group: aws.elasticache.ReplicationGroup,
  { shards }: Pick<CacheArgs, "shards">,
  replicas: number,
): { readonly primary: pulumi.Output<string>; readonly reader: pulumi.Output<string> | undefined } {
  if (shards !== undefined) return { primary: group.configurationEndpointAddress, reader: undefined };
  return {
    primary: group.primaryEndpointAddress,
    reader: replicas > 0 ? group.readerEndpointAddress : undefined,
  };
}

/** A host's name that is known once resources are there. */
function knownAfter(host: pulumi.Output<string>, resources: readonly pulumi.Resource[]): pulumi.Output<string> {
  return pulumi.all([host, pulumi.all(resources.map(({ urn }) => urn))]).apply(([known]) => known);
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CacheArgs, CacheTransforms } from "./args";
import type { LogDelivery } from "./logs";
import { replicationGroupName, withSingleHyphens } from "./names";
import { hasDataTiering } from "./node-types";
import { cacheParameters, parameterFamily } from "./parameters";
import { type CacheSettings, PORT } from "./settings";

type CacheChildren = Children<CacheTransforms>;

/** What a replication group takes of other resources. */
export interface ReplicationGroupDependencies {
  readonly securityGroupId: pulumi.Input<string>;
  readonly userGroupId: pulumi.Input<string>;
  readonly logs: readonly LogDelivery[];
}

/** Creates the nodes, and what they are placed and set by. */
export function createReplicationGroup(
  children: CacheChildren,
  args: CacheArgs,
  settings: CacheSettings,
  dependencies: ReplicationGroupDependencies,
): aws.elasticache.ReplicationGroup {
  const { name, parent, tags, transform } = children;
  const parameterGroup = createParameterGroup(children, args, settings);
  const subnetGroup = createSubnetGroup(children, args);
  const logicalName = replicationGroupName(name);
  return new aws.elasticache.ReplicationGroup(
    ...transformed<aws.elasticache.ReplicationGroupArgs>(
      transform.replicationGroup,
      logicalName,
      {
        description: `Cache ${name}`,
        engine: settings.engine,
        engineVersion: settings.engineVersion,
        autoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
        applyImmediately: settings.applyImmediately,
        nodeType: args.nodeType,
        ...(hasDataTiering(args.nodeType) && { dataTieringEnabled: true }),
        ...topology(args, settings),
        parameterGroupName: parameterGroup.name,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: [dependencies.securityGroupId],
        port: PORT,
        atRestEncryptionEnabled: true,
        kmsKeyId: args.kmsKeyArn,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        userGroupIds: [dependencies.userGroupId],
        snapshotRetentionLimit: settings.snapshotRetentionDays,
        snapshotWindow: settings.snapshotWindow,
        maintenanceWindow: settings.maintenanceWindow,
        finalSnapshotIdentifier: createFinalSnapshotName(children, args, settings, subnetGroup.name),
        ...(args.snapshotName !== undefined && { snapshotName: args.snapshotName }),
        logDeliveryConfigurations: [...dependencies.logs],
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

/** Nodes, and how they stand in for one another. Cluster mode fails over always (CreateReplicationGroup). */
function topology(
  { shards }: Pick<CacheArgs, "shards">,
  { replicas, nodesPerShard }: CacheSettings,
): Partial<aws.elasticache.ReplicationGroupArgs> {
  return {
    automaticFailoverEnabled: replicas > 0 || shards !== undefined,
    multiAzEnabled: replicas > 0,
    ...(shards === undefined
      ? { numCacheClusters: nodesPerShard }
      : { numNodeGroups: shards, replicasPerNodeGroup: replicas }),
  };
}

function createParameterGroup(
  { name, parent, tags, transform }: CacheChildren,
  args: CacheArgs,
  settings: CacheSettings,
): aws.elasticache.ParameterGroup {
  const logicalName = withSingleHyphens(`${name}-parameters`);
  return new aws.elasticache.ParameterGroup(
    ...transformed<aws.elasticache.ParameterGroupArgs>(
      transform.parameterGroup,
      logicalName,
      {
        family: parameterFamily(settings),
        description: "Parameters of the cache",
        parameters: cacheParameters(args, settings),
        tags: namedTags(logicalName, tags),
      },
      keepingInputs(["description"], { parent }),
    ),
  );
}

function createSubnetGroup(
  { name, parent, tags, transform }: CacheChildren,
  { subnetIds }: Pick<CacheArgs, "subnetIds">,
): aws.elasticache.SubnetGroup {
  const logicalName = `${name}-subnets`;
  return new aws.elasticache.SubnetGroup(
    ...transformed<aws.elasticache.SubnetGroupArgs>(
      transform.subnetGroup,
      logicalName,
      { subnetIds, description: `Subnets of the cache ${name}`, tags: namedTags(logicalName, tags) },
      { parent },
    ),
  );
}

/**
 * Name of the snapshot that a deletion leaves behind. It changes with what replaces the replication group, or the
 * deletion of the second group would fail: the snapshot of the first has the name.
 */
function createFinalSnapshotName(
  { name, parent, transform }: CacheChildren,
  { kmsKeyArn, nodeType, snapshotName }: CacheArgs,
  { engine, engineVersion }: CacheSettings,
  subnetGroupName: pulumi.Input<string>,
): pulumi.Output<string> {
  const storage = hasDataTiering(nodeType) ? "tiered" : "memory";
  const id = new random.RandomId(
    ...transformed<random.RandomIdArgs>(
      transform.finalSnapshot,
      `${name}-final-snapshot`,
      {
        byteLength: 4,
        keepers: { kmsKeyArn, subnetGroupName, engine, engineVersion, storage, snapshotName: snapshotName ?? "" },
      },
      { parent },
    ),
  );
  return pulumi.interpolate`${withSingleHyphens(name)}-final-${id.hex}`;
}

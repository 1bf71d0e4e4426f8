import type * as pulumi from "@pulumi/pulumi";
import { Cache, type CacheArgs } from "../../../components/cache";
import { NODE_TYPE } from "../../../components/cache/node-types";
import { EVICTION_POLICIES } from "../../../components/cache/settings";
import { validateCache } from "../../../components/cache/validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { group, oneOf, text, wholeNumber } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { keysOfArguments } from "../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { ServiceBinding } from "../service-binding";
import { cacheBinding } from "./cache-binding";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";
import type { SecondRegion } from "./second-region";

const AT_ONCE = "takes effect at once, without downtime";
const FAILOVER = "in place, with a failover of seconds; without replicas, downtime of minutes";

const cache = group(
  {
    nodeType: text(NODE_TYPE, {
      description: "Type of the cache's nodes, which have all data in memory.",
      allowed: "a node type of ElastiCache",
      changing: `${FAILOVER}; each node is paid for, from about 9 dollars a month`,
      examples: ["cache.t4g.micro", "cache.m7g.large"],
    }),
    engine: oneOf(["valkey", "redis"], {
      description: "Engine of the cache: Valkey, which costs a fifth less, or Redis.",
      changing: "from redis to valkey in place, with a failover of seconds; the way back replaces the cache",
    }).default("valkey"),
    engineVersion: text(/^\d+\.\d+$/, {
      description: "Version of the engine; 8.2 of Valkey and 7.1 of Redis unless given.",
      allowed: "a major and minor version of the engine, in quotes",
      changing: `a newer one ${FAILOVER}; an older one replaces the cache`,
      examples: ["8.2"],
    }).optional(),
    replicas: wholeNumber(0, 5, {
      description: "Replicas in other zones, to one of which the cache fails over by itself.",
      changing: "leaves the other nodes alone; each costs as much as the first node",
      examples: [1],
    }).default(1),
    evictionPolicy: oneOf(["allkeys-lru", ...EVICTION_POLICIES.slice(1)], {
      description:
        "What happens when memory is full: keys are given up, of all or of those that expire, or writes are refused (noeviction).",
      changing: AT_ONCE,
    }).default("allkeys-lru"),
    passwordVersion: wholeNumber(1, 1_000_000, {
      description: "Number of the password: one more makes another, and the one before stays valid until the next.",
      changing: AT_ONCE,
      examples: [2],
    }).default(1),
    snapshotRetentionDays: wholeNumber(0, 35, {
      description: "Days for which daily snapshots are kept; 0 for none.",
      changing: `${AT_ONCE}; about 0.085 dollars a GiB and month beyond the first snapshot`,
      examples: [7],
    }).default(7),
    snapshotWindow: text(/^\d\d:\d\d-\d\d:\d\d$/, {
      description: "Hour or more of each day, in UTC, in which the snapshot is made.",
      allowed: "two times in UTC, at least an hour apart",
      changing: AT_ONCE,
      examples: ["02:00-03:00"],
    }).optional(),
    maintenanceWindow: text(/^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/, {
      description: "Hour or more of each week, in UTC, in which nodes are maintained and minor versions installed.",
      allowed: "two times in UTC with their days, at least an hour apart",
      changing: AT_ONCE,
      examples: ["sun:04:00-sun:05:00"],
    }).optional(),
    snapshotName: text(/^[A-Za-z][A-Za-z0-9.:-]*$/, {
      description: "Snapshot whose data the cache begins with; empty unless given. Leave it there afterwards.",
      allowed: "the name of a snapshot",
      changing: "replaces the cache: what it held is gone but for the final snapshot",
      examples: ["proofpix-production-cache-final-0a1b2c3d"],
    }).optional(),
  },
  {
    description:
      "Cache of the environment, Valkey or Redis, for services that say that they use it; none unless given.",
    changing: "adding one leaves all else alone; removing it deletes it, and keeps a final snapshot",
    examples: [{ nodeType: "cache.t4g.micro", replicas: 0 }],
  },
);

const keys = { cache: cache.optional() };

/** Settings of the cache. */
export type CacheSettings = SettingsOf<typeof keys>;

type CacheConfiguration = CacheSettings & EnvironmentConfiguration;

type CacheDependencies = Pick<Dependencies, "key" | "alarmTopics" | "network"> & {
  readonly secondRegion: SecondRegion | undefined;
};

interface CacheParts {
  readonly cache: Cache | undefined;
  /** What a service gets in order to use the cache. */
  readonly cacheBinding: ServiceBinding | undefined;
}

/** The cache, which no other environment shares (ENV-4). */
export const cacheSection = {
  keys,

  check({ right, configuration }: Draft<CacheConfiguration, CacheConfiguration>, problems: ArgumentProblems): void {
    if (right.cache === undefined || configuration.cache === undefined) return;
    const args = cacheArgs(configuration.cache, configuration, { ...NOT_YET_KNOWN, secondRegion: undefined });
    validateCache(args, problems.at(keysOfArguments(cache.shape, { below: "cache" })), "cache");
  },

  create(configuration: CacheConfiguration, parts: EnvironmentParts & CacheDependencies): CacheParts {
    if (configuration.cache === undefined) return { cache: undefined, cacheBinding: undefined };
    const args = cacheArgs(configuration.cache, configuration, parts);
    const made = new Cache(`${parts.name}-cache`, args, parts.options);
    return { cache: made, cacheBinding: cacheBinding(made) };
  },

  outputs(_configuration: object, { cache: made }: CacheParts): CacheOutputs {
    if (made === undefined) return {};
    return {
      cacheEndpoint: made.primaryEndpoint,
      ...(made.readerEndpoint !== undefined && { cacheReaderEndpoint: made.readerEndpoint }),
      cacheSecretArn: made.secretArn,
      cacheReplicationGroupId: made.replicationGroupId,
    };
  },
};

/** What there is of a cache; nothing without one. */
interface CacheOutputs {
  /** Host that takes reads and writes. */
  readonly cacheEndpoint?: pulumi.Output<string>;
  /** Host that spreads reads over the replicas; none without any. */
  readonly cacheReaderEndpoint?: pulumi.Output<string>;
  /** Secret with the name and password of the cache's user. */
  readonly cacheSecretArn?: pulumi.Output<string>;
  /** Id of the cache, for operators. */
  readonly cacheReplicationGroupId?: pulumi.Output<string>;
}

/** Arguments of the cache. */
export function cacheArgs(
  settings: NonNullable<CacheSettings["cache"]>,
  { logRetentionDays, protect, tags }: EnvironmentConfiguration,
  { key, alarmTopics, network, secondRegion }: CacheDependencies,
): CacheArgs {
  return {
    ...settings,
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    kmsKeyArn: key.keyArn,
    ...(secondRegion !== undefined && { replica: { region: secondRegion.region, kmsKeyArn: secondRegion.keyArn } }),
    logRetentionDays,
    alarmActions: alarmTopics,
    tags,
    transform: {
      replicationGroup: protecting(protect),
      secret: protecting(protect),
      logGroup: protecting(protect),
    },
  };
}

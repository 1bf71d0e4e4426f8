import { KMS_KEY_ARN } from "../shared/arn";
import { requireWhole } from "../shared/bounds";
import { requireLogRetention } from "../shared/log-retention";
import { durationSeconds } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import { dailyWindow, weeklyWindow, windowsOverlap } from "../shared/windows";
import type { CacheArgs } from "./args";
import { withSingleHyphens } from "./names";
import { hasDataTiering, NODE_TYPE } from "./node-types";
import { OWN_PARAMETERS } from "./parameters";
import { DEFAULT_WINDOWS, EVICTION_POLICIES, FAMILIES } from "./settings";
import { checkThresholds } from "./validate-thresholds";
import { checkReplica, checkUser } from "./validate-user";

const REPLICAS = { smallest: 0, largest: 5 };
/** Amazon ElastiCache User Guide, "Quotas": nodes of a cluster at most, on request beyond 90. */
const SHARDS = { smallest: 1, largest: 500 };
const MOST_NODES = 500;
const SNAPSHOT_DAYS = { smallest: 0, largest: 35 };
const RESERVED_PERCENT = { smallest: 0, largest: 90 };
/** Amazon ElastiCache API Reference, CreateReplicationGroup: both windows. */
const SHORTEST_WINDOW_MINUTES = 60;

/** Records what ElastiCache or Secrets Manager would refuse, and what would not work as a cache. */
export function validateCache(args: CacheArgs, problems: ArgumentProblems, name: string): void {
  checkName(name, problems);
  checkEngine(args, problems);
  checkNodes(args, problems);
  checkEviction(args, problems);
  checkParameters(args, problems);
  checkWindows(args, problems);
  checkUser(args, problems);
  checkReplica(args, problems);
  checkThresholds(args.alarms ?? {}, problems);
  const key = literal(args.kmsKeyArn);
  problems.require(
    key === undefined || KMS_KEY_ARN.test(key),
    "kmsKeyArn",
    `must be the ARN of a KMS key, got ${JSON.stringify(key)}; an alias is not known to policies`,
  );
  requireWhole(problems, "snapshotRetentionDays", args.snapshotRetentionDays, SNAPSHOT_DAYS);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function checkName(name: string, problems: ArgumentProblems): void {
  problems.require(
    /^[a-z][a-z0-9-]*[a-z0-9]$/i.test(withSingleHyphens(name)),
    "name",
    `must be letters, digits and hyphens, beginning with a letter and not ending with a hyphen, got ${JSON.stringify(name)}`,
  );
}

function checkEngine(args: CacheArgs, problems: ArgumentProblems): void {
  const { engine = "valkey" } = args;
  // JavaScript may name an engine that there is not.
  const versions = Object.keys((FAMILIES as Readonly<Record<string, object>>)[engine] ?? {});
  if (versions.length === 0) {
    problems.add("engine", `must be one of ${Object.keys(FAMILIES).join(", ")}, got ${JSON.stringify(engine)}`);
    return;
  }
  const { engineVersion } = args;
  problems.require(
    engineVersion === undefined || versions.includes(engineVersion),
    "engineVersion",
    `must be a version of ${engine} (${versions.join(", ")}), got ${JSON.stringify(engineVersion)}`,
  );
}

function checkNodes({ nodeType, replicas, shards, subnetIds }: CacheArgs, problems: ArgumentProblems): void {
  problems.require(
    NODE_TYPE.test(nodeType),
    "nodeType",
    `must be a node type such as "cache.t4g.micro" or "cache.r7g.large", got ${JSON.stringify(nodeType)}`,
  );
  requireWhole(problems, "replicas", replicas, REPLICAS);
  requireWhole(problems, "shards", shards, SHARDS);
  const nodes = (shards ?? 1) * (1 + (replicas ?? 1));
  problems.require(
    nodes <= MOST_NODES,
    "shards",
    `must make ${MOST_NODES} nodes at most with ${replicas ?? 1} replicas each, got ${nodes}; take fewer, or a larger node type`,
  );
  const subnets = literal(subnetIds);
  const least = replicas === 0 ? 1 : 2;
  problems.require(
    subnets === undefined || subnets.length >= least,
    "subnetIds",
    `must have ${least} at least, in as many zones, got ${subnets?.length ?? 0}; replicas lie in other zones than their primary`,
  );
}

/** Amazon ElastiCache User Guide, "Engine specific parameters", Redis OSS 6.x. */
const TIERED_POLICIES = ["allkeys-lru", "volatile-lru", "noeviction"];

function checkEviction(
  { nodeType, evictionPolicy, reservedMemoryPercent }: CacheArgs,
  problems: ArgumentProblems,
): void {
  requireWhole(problems, "reservedMemoryPercent", reservedMemoryPercent, RESERVED_PERCENT);
  if (evictionPolicy === undefined) return;
  const allowed = hasDataTiering(nodeType) ? TIERED_POLICIES : EVICTION_POLICIES;
  problems.require(
    allowed.includes(evictionPolicy),
    "evictionPolicy",
    `must be one of ${allowed.join(", ")}${hasDataTiering(nodeType) ? ` on ${nodeType}` : ""}, got ${JSON.stringify(evictionPolicy)}`,
  );
}

function checkParameters({ parameters, slowCommandThreshold }: CacheArgs, problems: ArgumentProblems): void {
  for (const parameter of Object.keys(parameters ?? {})) {
    const argument = OWN_PARAMETERS[parameter];
    if (argument !== undefined) {
      problems.add(`parameters[${JSON.stringify(parameter)}]`, `is set by ${argument}; give that argument instead`);
    }
  }
  if (slowCommandThreshold === undefined) return;
  problems.attempt("slowCommandThreshold", () => durationSeconds(slowCommandThreshold));
}

function checkWindows(args: CacheArgs, problems: ArgumentProblems): void {
  const snapshotWindow = args.snapshotWindow ?? DEFAULT_WINDOWS.snapshotWindow;
  const maintenanceWindow = args.maintenanceWindow ?? DEFAULT_WINDOWS.maintenanceWindow;
  const snapshot = problems.attempt("snapshotWindow", () => dailyWindow(snapshotWindow, SHORTEST_WINDOW_MINUTES));
  const maintenance = problems.attempt("maintenanceWindow", () =>
    weeklyWindow(maintenanceWindow, SHORTEST_WINDOW_MINUTES),
  );
  if (snapshot === undefined || maintenance === undefined || !windowsOverlap(snapshot, maintenance)) return;
  problems.add(
    "maintenanceWindow",
    `must not overlap snapshotWindow, got ${JSON.stringify(maintenanceWindow)} and ${JSON.stringify(snapshotWindow)}; move one of them`,
  );
}

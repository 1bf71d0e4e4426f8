import { text, type Properties } from "../../model/values";

/** What ElastiCache runs in a replication group. */
export type CacheEngine = "redis" | "valkey";

interface EngineVersion {
  /** Family of parameter groups that fits. */
  readonly family: string;
  /** What really runs. */
  readonly actual: string;
}

/**
 * Versions by engine (Amazon ElastiCache User Guide, "Engine versions and upgrading in ElastiCache" and "Engine
 * specific parameters"), each as the provider takes it: major and minor version, before Redis OSS 6 the whole one.
 */
const VERSIONS: Readonly<Record<CacheEngine, Readonly<Record<string, EngineVersion>>>> = {
  redis: {
    "4.0.10": { family: "redis4.0", actual: "4.0.10" },
    "5.0.6": { family: "redis5.0", actual: "5.0.6" },
    "6.0": { family: "redis6.x", actual: "6.0.5" },
    "6.2": { family: "redis6.x", actual: "6.2.6" },
    "6.x": { family: "redis6.x", actual: "6.2.6" },
    "7.0": { family: "redis7", actual: "7.0.7" },
    "7.1": { family: "redis7", actual: "7.1.0" },
  },
  valkey: {
    "7.2": { family: "valkey7", actual: "7.2.6" },
    "8.0": { family: "valkey8", actual: "8.0.1" },
    "8.1": { family: "valkey8", actual: "8.1.0" },
    "8.2": { family: "valkey8", actual: "8.2.0" },
    "9.0": { family: "valkey9", actual: "9.0.0" },
    "9.1": { family: "valkey9", actual: "9.1.0" },
  },
};

/** The version that a new group gets which names none. */
const DEFAULT_VERSIONS: Readonly<Record<CacheEngine, string>> = { redis: "7.1", valkey: "8.2" };

/** Families of parameter groups for Redis OSS and Valkey (CreateCacheParameterGroup). */
export const FAMILIES: readonly string[] = [
  ...new Set(Object.values(VERSIONS).flatMap((versions) => Object.values(versions).map(({ family }) => family))),
];

/** The engine of a replication group; the provider asks for Redis OSS where none is named. */
export function engineOf(inputs: Properties): CacheEngine {
  return text(inputs, "engine") === "valkey" ? "valkey" : "redis";
}

/** The version that a replication group asks for. */
export function engineVersionOf(inputs: Properties): string {
  return text(inputs, "engineVersion") ?? DEFAULT_VERSIONS[engineOf(inputs)];
}

/** What there is of a version; undefined where the engine has no such version. */
export function versionOf(engine: CacheEngine, version: string): EngineVersion | undefined {
  return VERSIONS[engine][version];
}

/** Versions of an engine. */
export function versionsOf(engine: CacheEngine): readonly string[] {
  return Object.keys(VERSIONS[engine]);
}

/** The version that really runs; empty for a version that there is not. */
export function actualVersion(inputs: Properties): string {
  return versionOf(engineOf(inputs), engineVersionOf(inputs))?.actual ?? "";
}

/** Whether a version is at least another one, such as `"7.0.5"`. */
export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0;
}

/** Below zero where the first version is the older one; a part that is missing or `x` is the newest there is. */
export function compareVersions(version: string, other: string): number {
  const [parts, others] = [numbersOf(version), numbersOf(other)];
  const at = parts.findIndex((part, index) => part !== others[index]);
  return at === -1 ? 0 : (parts[at] ?? 0) - (others[at] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const parts = version.split(".");
  return [0, 1, 2].map((index) => Number(parts[index] ?? "0")).map((part) => (Number.isNaN(part) ? 1e9 : part));
}

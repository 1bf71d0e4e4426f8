import type { CacheArgs } from "./args";
import { type CacheSettings, FAMILIES } from "./settings";

/** Parameters that arguments of their own set. */
export const OWN_PARAMETERS: Readonly<Record<string, string>> = {
  "cluster-enabled": "shards",
  "maxmemory-policy": "evictionPolicy",
  "reserved-memory": "reservedMemoryPercent",
  "reserved-memory-percent": "reservedMemoryPercent",
  "slowlog-log-slower-than": "slowCommandThreshold",
};

/** The family of parameters of a version, such as `valkey8`. */
export function parameterFamily({ engine, engineVersion }: Pick<CacheSettings, "engine" | "engineVersion">): string {
  return FAMILIES[engine][engineVersion] ?? "";
}

/** Parameters of a cache, in the order of their names. */
export function cacheParameters(
  { shards, parameters }: Pick<CacheArgs, "shards" | "parameters">,
  { evictionPolicy, reservedMemoryPercent, slowCommandMicroseconds }: CacheSettings,
): { readonly name: string; readonly value: string }[] {
  const values: Readonly<Record<string, string>> = {
    ...parameters,
    "maxmemory-policy": evictionPolicy,
    "reserved-memory-percent": String(reservedMemoryPercent),
    "slowlog-log-slower-than": String(slowCommandMicroseconds),
    ...(shards !== undefined && { "cluster-enabled": "yes" }),
  };
  return Object.entries(values)
    .map(([name, value]) => ({ name, value }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

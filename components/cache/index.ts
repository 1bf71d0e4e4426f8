export type {
  CacheAlarmThresholds,
  CacheArgs,
  CacheEngine,
  CacheSecretReplicaArgs,
  CacheTransforms,
  EvictionPolicy,
} from "./args";
export { Cache } from "./cache";
export { monitoredCache } from "./monitored";

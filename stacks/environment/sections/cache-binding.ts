import type { Cache } from "../../../components/cache";
import { UNKNOWN } from "../dependencies";
import type { ServiceBinding } from "../service-binding";
import type { CacheSettings } from "./cache";

/** A cache, as services reach it. */
type ReachableCache = Pick<
  Cache,
  "clientSecurityGroupId" | "port" | "primaryEndpoint" | "readStatements" | "readerEndpoint" | "secretArn"
>;

/** What a service gets in order to use the cache. */
export function cacheBinding(cache: ReachableCache): ServiceBinding {
  return {
    environment: {
      CACHE_HOST: cache.primaryEndpoint,
      CACHE_PORT: String(cache.port),
      CACHE_SECRET_ARN: cache.secretArn,
      ...(cache.readerEndpoint !== undefined && { CACHE_READER_HOST: cache.readerEndpoint }),
    },
    taskPolicyStatements: cache.readStatements,
    securityGroupIds: [cache.clientSecurityGroupId],
    prerequisites: [],
  };
}

/** The same before anything exists: the variables that there will be. */
export function unknownCacheBinding({ replicas }: NonNullable<CacheSettings["cache"]>): ServiceBinding {
  return cacheBinding({
    clientSecurityGroupId: UNKNOWN,
    port: 6379,
    primaryEndpoint: UNKNOWN,
    readStatements: [],
    readerEndpoint: replicas > 0 ? UNKNOWN : undefined,
    secretArn: UNKNOWN,
  });
}

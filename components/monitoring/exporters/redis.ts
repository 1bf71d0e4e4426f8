import { EXPORTER_PORTS } from "../parts";
import type { ExporterContainer } from "./container";

/** How the nodes of a cache are trusted. */
export interface RedisAddresses {
  /** File of the certificates that sign the nodes'. @default - those of the image, which know Amazon's */
  readonly certificateFile?: string;
}

/**
 * One redis_exporter for all nodes: Prometheus names the node with each scrape (`/scrape?target=rediss://host:port`),
 * and user and password are the exporter's own. ElastiCache forbids the command CONFIG, so it isn't tried.
 */
export function redisExporter({ certificateFile }: RedisAddresses = {}): ExporterContainer {
  const port = EXPORTER_PORTS.cache;
  return {
    name: "cache",
    port,
    arguments: [`--web.listen-address=:${port}`, "--redis-only-metrics"],
    environment: {
      REDIS_ADDR: "", // no node of its own
      REDIS_EXPORTER_CONFIG_COMMAND: "-",
      REDIS_EXPORTER_CONNECTION_TIMEOUT: "5s",
      ...(certificateFile !== undefined && { REDIS_EXPORTER_TLS_CA_CERT_FILE: certificateFile }),
    },
    secretKeys: { REDIS_USER: "username", REDIS_PASSWORD: "password" },
  };
}

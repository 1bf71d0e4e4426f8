import { MONITORING_PARTS } from "../parts";
import { toYaml } from "../yaml.cjs";
import { memoryLimiter, tracesInMemory } from "./memory";
import { everywhere, ownTelemetry } from "./service";
import { type JaegerSettings, type TraceStorage, TRACING_PORTS } from "./settings";

/** Name by which Jaeger's parts know the storage. */
const STORE = "traces";
/** Seconds after which Jaeger reads the file of a password again. */
const RELOAD_SECONDS = 60;

/**
 * Configuration of Jaeger 2, which is a distribution of the OpenTelemetry collector: it takes traces by OTLP, stores
 * them, and answers queries (Jaeger documentation, "Configuration", and its example `config.yaml`).
 */
export function jaegerConfiguration(settings: JaegerSettings): string {
  const { storage, memoryMebibytes, basePath } = settings;
  return toYaml({
    extensions: {
      healthcheckv2: { use_v2: true, http: everywhere(TRACING_PORTS.health) },
      jaeger_storage: { backends: { [STORE]: backendOf(storage, memoryMebibytes) } },
      jaeger_query: {
        storage: { traces: STORE },
        http: everywhere(TRACING_PORTS.query),
        ...(basePath !== undefined && { base_path: basePath }),
        // Its own requests would fill the storage that people search.
        enable_tracing: false,
      },
    },
    receivers: { otlp: { protocols: { grpc: everywhere(TRACING_PORTS.otlpGrpc) } } },
    processors: { memory_limiter: memoryLimiter(memoryMebibytes), batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: STORE } },
    service: {
      extensions: ["jaeger_storage", "jaeger_query", "healthcheckv2"],
      telemetry: { resource: { "service.name": "jaeger" }, ...ownTelemetry(MONITORING_PARTS.jaeger) },
      pipelines: {
        traces: {
          receivers: ["otlp"],
          processors: ["memory_limiter", "batch"],
          exporters: ["jaeger_storage_exporter"],
        },
      },
    },
  });
}

function backendOf(storage: TraceStorage, memoryMebibytes: number): object {
  switch (storage.kind) {
    case "memory":
      return { memory: { max_traces: storage.maxTraces ?? tracesInMemory(memoryMebibytes) } };
    case "badger":
      return {
        badger: {
          ephemeral: false,
          directories: { keys: `${storage.directory}/keys`, values: `${storage.directory}/values` },
          ttl: { spans: `${storage.retentionHours}h` },
        },
      };
    case "opensearch":
      return {
        opensearch: {
          server_urls: [storage.url],
          indices: { index_prefix: storage.indexPrefix },
          auth: {
            basic: {
              username: storage.username,
              password_file: storage.passwordFile,
              reload_interval: `${RELOAD_SECONDS}s`,
            },
          },
        },
      };
  }
}

import { jaegerConfiguration, type JaegerSettings } from "../../../../components/monitoring/tracing";
import { mismatches, parsed } from "./parsed";

const MEMORY: JaegerSettings = { storage: { kind: "memory" }, memoryMebibytes: 1024, instances: 1 };
const BADGER: JaegerSettings = { ...MEMORY, storage: { kind: "badger", directory: "/data", retentionHours: 48 } };
const OPENSEARCH: JaegerSettings = {
  ...MEMORY,
  instances: 2,
  storage: {
    kind: "opensearch",
    url: "https://search.example.com",
    indexPrefix: "production",
    username: "jaeger",
    passwordFile: "/secrets/opensearch",
  },
};

const configurationOf = (settings: JaegerSettings) => parsed(jaegerConfiguration(settings));
const backendOf = (settings: JaegerSettings) => configurationOf(settings).extensions.jaeger_storage;

describe("jaegerConfiguration", () => {
  it.each([MEMORY, BADGER, OPENSEARCH])("uses all components that it defines, and no other: %j", (settings) => {
    expect(mismatches(configurationOf(settings))).toEqual([]);
  });

  it("has the parts of Jaeger's own example", () => {
    const { service, extensions, exporters, receivers } = configurationOf(MEMORY);

    expect(service).toMatchObject({
      extensions: ["jaeger_storage", "jaeger_query", "healthcheckv2"],
      pipelines: { traces: { receivers: ["otlp"], exporters: ["jaeger_storage_exporter"] } },
      telemetry: {
        resource: { "service.name": "jaeger" },
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: 8888 } } } }] },
      },
    });
    expect(extensions.healthcheckv2).toEqual({ use_v2: true, http: { endpoint: "0.0.0.0:13133" } });
    expect(extensions.jaeger_query).toMatchObject({
      storage: { traces: "traces" },
      http: { endpoint: "0.0.0.0:16686" },
    });
    expect(exporters.jaeger_storage_exporter).toEqual({ trace_storage: "traces" });
    expect(receivers.otlp).toEqual({ protocols: { grpc: { endpoint: "0.0.0.0:4317" } } });
  });

  it("bounds the traces in memory, by itself to half of it", () => {
    expect(backendOf(MEMORY)).toEqual({ backends: { traces: { memory: { max_traces: 52_428 } } } });
    expect(backendOf({ ...MEMORY, storage: { kind: "memory", maxTraces: 100_000 } })).toEqual({
      backends: { traces: { memory: { max_traces: 100_000 } } },
    });
  });

  it("keeps traces on a disk", () => {
    expect(backendOf(BADGER)).toEqual({
      backends: {
        traces: {
          badger: {
            ephemeral: false,
            directories: { keys: "/data/keys", values: "/data/values" },
            ttl: { spans: "48h" },
          },
        },
      },
    });
  });

  it("keeps traces in OpenSearch, whose password stands in a file", () => {
    expect(backendOf(OPENSEARCH)).toMatchObject({
      backends: {
        traces: {
          opensearch: {
            server_urls: ["https://search.example.com"],
            indices: { index_prefix: "production" },
            auth: { basic: { username: "jaeger", password_file: "/secrets/opensearch" } },
          },
        },
      },
    });
  });

  it("is reached below a path where one is given", () => {
    expect(configurationOf(MEMORY).extensions.jaeger_query).not.toHaveProperty("base_path");
    expect(configurationOf({ ...MEMORY, basePath: "/jaeger" }).extensions.jaeger_query).toMatchObject({
      base_path: "/jaeger",
    });
  });

  it("refuses spans before its memory is full", () => {
    const { processors, service } = configurationOf(MEMORY);

    expect(processors.memory_limiter).toEqual({ check_interval: "1s", limit_mib: 819, spike_limit_mib: 163 });
    expect(service.pipelines.traces?.processors[0]).toBe("memory_limiter");
  });
});

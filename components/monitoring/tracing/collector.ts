import { MONITORING_PARTS } from "../parts";
import { toYaml } from "../yaml.cjs";
import { memoryLimiter } from "./memory";
import { samplingProcessor } from "./sampling";
import { everywhere, ownTelemetry } from "./service";
import { type CollectorAddresses, type CollectorSettings, TRACING_PORTS } from "./settings";

/** Receiver of what another collector has sent on. */
const ROUTED = "otlp/routed";
/** Exporter that sends each trace to the collector that judges it. */
const BY_TRACE = "load_balancing";
const JAEGER = "otlp_grpc/jaeger";

/** Security groups guard these connections, which stay inside the private network. */
const PRIVATE = { tls: { insecure: true } };

/**
 * Configuration of an OpenTelemetry collector of version 0.156 or later, with the components of the distribution
 * `contrib`. It takes spans of services, keeps what the sampling says, and sends that to Jaeger.
 */
export function collectorConfiguration(settings: CollectorSettings, addresses: CollectorAddresses): string {
  const routing = routesByTrace(settings);
  const { name, processor } = samplingProcessor(settings);
  const keeping = { processors: ["memory_limiter", name, "batch"], exporters: [JAEGER] };
  const entrance = routing ? { processors: ["memory_limiter"], exporters: [BY_TRACE] } : keeping;
  return toYaml({
    receivers: {
      otlp: { protocols: { grpc: everywhere(TRACING_PORTS.otlpGrpc), http: everywhere(TRACING_PORTS.otlpHttp) } },
      ...(routing && { [ROUTED]: { protocols: { grpc: everywhere(TRACING_PORTS.traceRouting) } } }),
    },
    processors: { memory_limiter: memoryLimiter(settings.memoryMebibytes), [name]: processor, batch: {} },
    exporters: {
      [JAEGER]: { endpoint: `${addresses.jaeger}:${TRACING_PORTS.otlpGrpc}`, ...PRIVATE },
      ...(routing && { [BY_TRACE]: routeByTrace(addresses.collector) }),
    },
    extensions: { health_check: everywhere(TRACING_PORTS.health) },
    service: {
      extensions: ["health_check"],
      telemetry: ownTelemetry(MONITORING_PARTS["otel-collector"]),
      pipelines: {
        traces: { receivers: ["otlp"], ...entrance },
        ...(routing && { "traces/routed": { receivers: [ROUTED], ...keeping } }),
      },
    },
  });
}

/** Whether collectors send each trace to one of them; a single one has the whole of each anyway. */
export function routesByTrace({ sampling, instances }: CollectorSettings): boolean {
  return sampling.kind === "tail" && instances > 1;
}

/**
 * All collectors choose the same one for a trace. When one ends, its traces go to the others as soon as DNS forgets it:
 * what it refuses meanwhile waits here.
 */
function routeByTrace(collectors: string): object {
  return {
    routing_key: "traceID",
    protocol: { otlp: { ...PRIVATE, timeout: "2s", retry_on_failure: { enabled: false } } },
    resolver: { dns: { hostname: collectors, port: String(TRACING_PORTS.traceRouting), interval: "5s" } },
    retry_on_failure: { enabled: true, max_elapsed_time: "60s" },
    sending_queue: { enabled: true, queue_size: 1000 },
  };
}

import { diag, DiagLogLevel } from "@opentelemetry/api";
import { errorText, type Log } from "./log";
import type { TracingSettings } from "./tracing-settings";

/** Milliseconds that sending the last traces may take when nothing is left until the deadline. */
const LEAST_PATIENCE = 1000;
/** However much is left: a collector that is away shall not make every stop long. */
const MOST_PATIENCE = 5000;

/** Sends traces until it is stopped. */
export interface Telemetry {
  /** Sends what is left, for as many milliseconds at most. */
  stop(patience: number): Promise<void>;
}

/**
 * Sends traces to where the settings say, in the background: in batches, of a queue that drops what it has no place for
 * (OTEL_BSP_MAX_QUEUE_SIZE). So a collector that is away costs traces and nothing else. Without settings, nothing is
 * loaded, and all spans are empty.
 */
export async function startTelemetry(
  settings: TracingSettings | undefined,
  resource: { readonly service: string; readonly version: string },
  log: Log,
): Promise<Telemetry> {
  if (settings === undefined) return { stop: () => Promise.resolve() };
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  diag.setLogger(diagnosticLog(log), DiagLogLevel.WARN);
  const own = { "service.name": resource.service, "service.version": resource.version };
  const exporter = new OTLPTraceExporter();
  const provider = new NodeTracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes(own))
      .merge(resources.detectResources({ detectors: [resources.serviceInstanceIdDetector, resources.envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const flush = async (): Promise<void> => {
    try {
      await provider.forceFlush();
      await exporter.forceFlush(); // what was on its way already
    } catch (error) {
      log("warn", "the last traces could not be sent", { error: errorText(error) });
    }
  };
  return { stop: (patience) => within(Math.min(Math.max(patience, LEAST_PATIENCE), MOST_PATIENCE), flush()) };
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** OpenTelemetry tells of errors in JSON. */
function problemIn(message: string): string {
  if (!message.startsWith("{")) return message;
  return (JSON.parse(message) as { readonly message?: string }).message ?? message;
}

/** What OpenTelemetry has to say, as lines of our own log. */
function diagnosticLog(log: Log): Record<"error" | "warn" | "info" | "debug" | "verbose", (message: string) => void> {
  const warn = (message: string): void => {
    log("warn", "tracing has a problem", { problem: problemIn(message) });
  };
  const quiet = (): void => undefined;
  return { error: warn, warn, info: quiet, debug: quiet, verbose: quiet };
}

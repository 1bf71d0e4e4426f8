import type { EnvironmentReader } from "./environment-reader";

const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
];

/** Says that traces are sent. Where to, and all else, OpenTelemetry's packages read from the same variables. */
export interface TracingSettings {
  readonly endpoint: URL;
}

/**
 * Reads OpenTelemetry's variables as far as they decide whether traces are sent, and refuses what its packages would
 * replace in silence (OpenTelemetry specification, "Environment Variable Specification" and "OTLP Exporter").
 */
export function readTracing(reader: EnvironmentReader): TracingSettings | undefined {
  const endpoint = reader.url("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") ?? reader.url("OTEL_EXPORTER_OTLP_ENDPOINT");
  const sampler = reader.oneOf("OTEL_TRACES_SAMPLER", SAMPLERS);
  if (sampler?.endsWith("ratio")) reader.share("OTEL_TRACES_SAMPLER_ARG");
  reader.oneOf("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", ["http/json"]);
  reader.oneOf("OTEL_EXPORTER_OTLP_PROTOCOL", ["http/json"]);
  const exporter = reader.oneOf("OTEL_TRACES_EXPORTER", ["otlp", "none"]);
  const disabled = reader.text("OTEL_SDK_DISABLED")?.toLowerCase() === "true";
  return endpoint === undefined || disabled || exporter === "none" ? undefined : { endpoint };
}

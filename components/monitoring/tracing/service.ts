/**
 * What the collector and Jaeger tell of themselves, under `service.telemetry`. Both are built of the same parts, and
 * listen to this machine alone unless they are told otherwise.
 */
export function ownTelemetry(metricsPort: number): object {
  return {
    metrics: {
      level: "normal",
      readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: metricsPort } } } }],
    },
    logs: { level: "info", encoding: "json" },
  };
}

/** Address on which all interfaces listen. */
export function everywhere(port: number): { readonly endpoint: string } {
  return { endpoint: `0.0.0.0:${port}` };
}

/** Arguments of the collector and of Jaeger. */
export function tracingArguments(configurationFile: string): string[] {
  return [`--config=${configurationFile}`];
}

import { PORTS, urlOf } from "../../../../components/monitoring-stack/part-names";
import { environmentPrefix, monitoringNamespace } from "../../names";
import type { EnvironmentConfiguration } from "../environment";
import type { MonitoringConfiguration } from "./configuration";

/**
 * Variables by which a service sends its spans (OpenTelemetry, "Environment Variable Specification"); none without
 * tracing. Services send all: the collector decides which are kept.
 */
export function tracingVariables(
  service: string,
  { environment, monitoring }: MonitoringConfiguration & Pick<EnvironmentConfiguration, "environment">,
): Readonly<Record<string, string>> {
  if (monitoring?.tracing.enabled !== true) return {};
  const namespace = monitoringNamespace(environmentPrefix(environment));
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: urlOf("otel-collector", namespace, PORTS.otlpHttp),
    OTEL_SERVICE_NAME: service,
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
  };
}

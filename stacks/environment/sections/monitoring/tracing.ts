import type { TraceStorageArgs, TracingArgs } from "../../../../components/monitoring-stack";
import { urlOf } from "../../../../components/monitoring-stack/part-names";
import { TRACING_PORTS } from "../../../../components/monitoring";
import { environmentPrefix } from "../../../configuration/environment-prefix";
import { monitoringNamespace } from "../../names";
import type { EnvironmentConfiguration } from "../environment";
import type { SecretsParts } from "../secrets";
import type { ServiceConfiguration } from "../services/configuration";
import { sourceOf } from "../services/secret-sources";
import type { MonitoringConfiguration, ResolvedMonitoring } from "./configuration";

/**
 * Variables by which a service sends its spans (OpenTelemetry, "Environment Variable Specification"); none without
 * tracing. Services send all: the collector decides which are kept. A service's own secret takes a variable's place.
 */
export function tracingVariables(
  { name, secrets }: Pick<ServiceConfiguration, "name" | "secrets">,
  { environment, monitoring }: MonitoringConfiguration & Pick<EnvironmentConfiguration, "environment">,
): Readonly<Record<string, string>> {
  if (monitoring?.tracing.enabled !== true) return {};
  const namespace = monitoringNamespace(environmentPrefix(environment));
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: urlOf("otel-collector", namespace, TRACING_PORTS.otlpHttp),
    OTEL_SERVICE_NAME: name,
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
  };
  return Object.fromEntries(Object.entries(variables).filter(([variable]) => secrets[variable] === undefined));
}

const BADGER_HOURS = 48;

/** Which traces are kept, and where. */
export function tracingArgs(
  { tracing: { samplingPercent, slowSeconds, storage } }: Pick<ResolvedMonitoring, "tracing">,
  sources: SecretsParts["secretSources"],
): TracingArgs {
  return {
    sampling: { kind: "tail", percent: samplingPercent, slowSeconds },
    ...(storage !== undefined && { storage: STORAGES[storage.kind](storage, sources) }),
  };
}

type Storage = NonNullable<ResolvedMonitoring["tracing"]["storage"]>;

/** Stands for an address that is missing, of which the check tells. */
const MISSING = "https://missing.invalid";

/** Arguments of each kind of storage. The check refuses one that lacks what its kind needs. */
const STORAGES: Readonly<
  Record<Storage["kind"], (storage: Storage, sources: SecretsParts["secretSources"]) => TraceStorageArgs>
> = {
  memory: ({ maxTraces }) => ({ kind: "memory", ...(maxTraces !== undefined && { maxTraces }) }),
  badger: ({ retentionHours = BADGER_HOURS }) => ({ kind: "badger", retentionHours }),
  opensearch: ({ url = MISSING, indexPrefix = "jaeger", username = "", password = "" }, sources) => ({
    kind: "opensearch",
    url,
    indexPrefix,
    username,
    password: sourceOf(password, sources),
  }),
};

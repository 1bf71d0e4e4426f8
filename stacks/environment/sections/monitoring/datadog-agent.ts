import type * as pulumi from "@pulumi/pulumi";
import { ContainerImage } from "../../../../components/container-image";
import type { ContainerServiceArgs } from "../../../../components/container-service";
import { DEFAULT_METRICS_PATH } from "../../../../components/container-service/monitored";
import { datadogAgentSidecars, datadogLabels } from "../../../../components/datadog";
import type { EnvironmentConfiguration, EnvironmentParts } from "../environment";
import type { ServiceConfiguration } from "../services/configuration";
import type { MonitoringConfiguration } from "./configuration";

/** Port of the agent, in the task's own network, for spans by HTTP. */
const SPANS = "http://127.0.0.1:4318";

type AgentConfiguration = MonitoringConfiguration & Pick<EnvironmentConfiguration, "environment">;

/** The agent's image by digest; undefined where services have no agents. */
export function findAgentImage(
  { monitoring }: MonitoringConfiguration,
  { name, options }: Pick<EnvironmentParts, "name" | "options">,
): pulumi.Output<string> | undefined {
  const reference = monitoring?.datadog?.agentImage;
  if (reference === undefined) return undefined;
  const remedy = "check proofpix:monitoring.datadog.agentImage";
  return new ContainerImage(`${name}-datadog-agent`, { source: { kind: "existing", reference, remedy } }, options)
    .reference;
}

/** What a service has for Datadog's agent; nothing without one. */
export function agentArgs(
  { name, port }: Pick<ServiceConfiguration, "name" | "port">,
  { environment, monitoring }: AgentConfiguration,
  image: pulumi.Input<string> | undefined,
): Pick<ContainerServiceArgs, "dockerLabels" | "sidecars"> {
  const datadog = monitoring?.datadog;
  if (datadog?.agentImage === undefined || image === undefined) return {};
  return {
    dockerLabels: datadogLabels({ env: environment, name, port, metricsPath: DEFAULT_METRICS_PATH }),
    sidecars: datadogAgentSidecars({
      image,
      site: datadog.site,
      apiKey: `${datadog.apiKeySecret}:api_key::`,
      env: environment,
      service: name,
      traces: datadog.traces,
      agentTags: [`team:${monitoring?.team ?? ""}`],
    }),
  };
}

/** Variables by which a service sends its spans to the agent; none where it doesn't. */
export function agentVariables(
  service: string,
  { monitoring }: MonitoringConfiguration,
): Readonly<Record<string, string>> {
  if (monitoring?.datadog?.traces !== true) return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: SPANS,
    OTEL_SERVICE_NAME: service,
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
  };
}

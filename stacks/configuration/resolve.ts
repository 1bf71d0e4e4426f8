import {
  ENVIRONMENT_KIND_TAG,
  type EnvironmentKind,
  environmentKindOf,
} from "../../components/shared/environment-kind";
import type { Configuration, DeploymentConfiguration, ServiceConfiguration } from "./configuration";
import { NAMESPACE } from "./problem";
import type { ServiceSettings, Settings } from "./schema/settings";

/** Environment variables of the product where a service says nothing else (CO-3). */
const PRODUCT_VARIABLES = { NODE_ENV: "production", LOG_LEVEL: "info" } as const;

/** General purpose types of 2 virtual CPUs and 8 GiB: two tasks of CO-2's size fit on one, network interfaces included. */
const INSTANCE_TYPES: Readonly<Record<Settings["architecture"], readonly string[]>> = {
  x86_64: ["m6i.large", "m6a.large", "m5.large"],
  arm64: ["m7g.large", "m6g.large"],
};

/** What of an environment a service takes over where it says nothing itself. */
export type ServiceDefaults = Pick<
  Settings,
  "algorithm" | "deploymentStrategy" | "image" | "maxInstances" | "minInstances"
>;

/** Right settings with everything filled in that follows from the environment. */
export function resolved(settings: Settings, environment: string): Configuration {
  const { minInstances, maxInstances, services, ...rest } = settings;
  const kind = kindOf(settings, environment);
  return {
    ...rest,
    environment,
    kind,
    bounds: { minInstances, maxInstances },
    instances: { ...settings.instances, types: instanceTypes(settings) },
    alarmRecipients: settings.alarmRecipients ?? [],
    secretKeyArns: settings.secretKeyArns ?? [],
    webFirewall: settings.webFirewall ?? settings.algorithm !== "ip-hash",
    protect: settings.protect ?? kind === "production",
    tags: { ...settings.tags, ...ownTags(environment, kind) },
    services: services.map((service) => resolvedService(service, settings)),
  };
}

/** A configuration without any was refused before; the strictest kind would hold for it. */
function kindOf({ kind }: Pick<Settings, "kind">, environment: string): EnvironmentKind {
  return kind ?? environmentKindOf(environment) ?? "production";
}

/** Tags by which policies and people tell environments apart; the kind has one of its own where the name doesn't say it. */
function ownTags(environment: string, kind: EnvironmentKind): Record<string, string> {
  const isSaid = environmentKindOf(environment) === kind;
  return {
    Project: NAMESPACE,
    Environment: environment,
    ...(!isSaid && { [ENVIRONMENT_KIND_TAG]: kind }),
    ManagedBy: "Pulumi",
  };
}

/** Instance types of right settings, in order of preference. */
export function instanceTypes({
  architecture,
  instances,
}: Pick<Settings, "architecture"> & {
  readonly instances: { readonly types?: readonly string[] | undefined };
}): readonly string[] {
  return instances.types ?? INSTANCE_TYPES[architecture];
}

/** A right service with everything filled in that follows from its environment. */
export function resolvedService(service: ServiceSettings, defaults: ServiceDefaults): ServiceConfiguration {
  const { minInstances, maxInstances, image } = defaults;
  return {
    ...service,
    image: service.image ?? image,
    deployment: resolvedDeployment(service, defaults),
    scaling: { ...service.scaling, ...bounds(service, { minInstances, maxInstances }) },
    environment: { ...PRODUCT_VARIABLES, ...service.environment },
  };
}

/** Where there is one target group or none, nothing can be shifted; to say otherwise for one service is a mistake. */
function resolvedDeployment(
  { deployment, worker }: ServiceSettings,
  { algorithm, deploymentStrategy }: ServiceDefaults,
): DeploymentConfiguration {
  const canShift = !worker && algorithm !== "ip-hash";
  return { ...deployment, strategy: deployment.strategy ?? (canShift ? deploymentStrategy : "rolling") };
}

/** A service as if it said nothing of its bounds. */
export function withoutBounds(service: ServiceSettings): ServiceSettings {
  return { ...service, scaling: { ...service.scaling, minInstances: undefined, maxInstances: undefined } };
}

function bounds(
  { scaling }: ServiceSettings,
  environment: Pick<Settings, "minInstances" | "maxInstances">,
): Pick<Settings, "minInstances" | "maxInstances"> {
  return {
    minInstances: scaling.minInstances ?? environment.minInstances,
    maxInstances: scaling.maxInstances ?? environment.maxInstances,
  };
}

import type { Configuration, ServiceConfiguration } from "./configuration";
import { NAMESPACE } from "./problem";
import type { ServiceSettings, Settings } from "./schema/settings";

/** Environment variables of the product where a service says nothing else (CO-3). */
const PRODUCT_VARIABLES = { NODE_ENV: "production", LOG_LEVEL: "info" } as const;

/** Right settings with everything filled in that follows from the environment. */
export function resolved(settings: Settings, environment: string): Configuration {
  const { minInstances, maxInstances, services, ...rest } = settings;
  return {
    ...rest,
    environment,
    bounds: { minInstances, maxInstances },
    alarmRecipients: settings.alarmRecipients ?? [],
    webFirewall: settings.webFirewall ?? settings.algorithm !== "ip-hash",
    protect: settings.protect ?? environment === "production",
    tags: { ...settings.tags, Project: NAMESPACE, Environment: environment, ManagedBy: "Pulumi" },
    services: services.map((service) => resolvedService(service, settings)),
  };
}

/** A right service with everything filled in that follows from its environment. */
export function resolvedService(
  service: ServiceSettings,
  environment: Pick<Settings, "minInstances" | "maxInstances" | "image">,
): ServiceConfiguration {
  const { minInstances, maxInstances, image } = environment;
  return {
    ...service,
    image: service.image ?? image,
    scaling: { minInstances, maxInstances, ...service.scaling },
    environment: { ...PRODUCT_VARIABLES, ...service.environment },
  };
}

import type { Draft } from "../../../configuration/section";
import type { CacheSettings } from "../cache";
import type { ComputeSettings } from "../compute";
import type { DatabaseSettings } from "../database/keys";
import type { EnvironmentConfiguration } from "../environment";
import type { LoadBalancerSettings } from "../load-balancer";
import type { MonitoringConfiguration } from "../monitoring/configuration";
import type { QueueConfiguration } from "../queues/keys";
import type { SecretsSettings } from "../secrets";
import type { ServiceConfiguration, ServiceSettings, ServicesSettings } from "./configuration";

/** Settings that become arguments of the services' components. */
export type ServicesConfiguration = EnvironmentConfiguration &
  MonitoringConfiguration &
  Pick<LoadBalancerSettings, "algorithm" | "domain"> &
  Pick<ComputeSettings, "architecture" | "capacity"> &
  Pick<ServicesSettings, "autoScale"> & {
    readonly cache?: CacheSettings["cache"];
    readonly database?: DatabaseSettings | undefined;
    /** Keys of the customer's own under which secrets are encrypted, besides the environment's. */
    readonly secretKeyArns: readonly string[];
    readonly queues: readonly QueueConfiguration[];
    readonly services: readonly ServiceConfiguration[];
  };

/** A configuration whose services are being checked. */
export type ServicesDraft = Draft<
  ServicesSettings & SecretsSettings & EnvironmentConfiguration & { readonly queues?: readonly QueueConfiguration[] },
  ServicesConfiguration
>;

/** A service that is right by itself. */
export interface DraftedService {
  /** Its place in the list of services. */
  readonly index: number;
  readonly settings: ServiceSettings;
  /** The same, with what follows from the environment. */
  readonly service: ServiceConfiguration;
}

/** The services that are right by themselves. */
export function draftedServices({ right, configuration }: ServicesDraft): DraftedService[] {
  const places = (right.services ?? []).flatMap((settings, index) =>
    settings === undefined ? [] : { settings, index },
  );
  return configuration.services.flatMap((service, order) => {
    const place = places[order];
    return place === undefined ? [] : { ...place, service };
  });
}

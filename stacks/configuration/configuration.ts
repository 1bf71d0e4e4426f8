import type { ServiceSettings, Settings } from "./schema/settings";

/** Fewest and most instances of a service. */
export interface InstanceBounds {
  readonly minInstances: number;
  readonly maxInstances: number;
}

/** A service with everything that its environment decides for it filled in. */
export type ServiceConfiguration = Readonly<Omit<ServiceSettings, "image" | "scaling" | "environment">> & {
  readonly image: string;
  readonly scaling: InstanceBounds;
  /** Environment variables, the product's own included (CO-3). */
  readonly environment: Readonly<Record<string, string>>;
};

/** The whole configuration of one environment: right in itself, nothing left to be filled in. */
export type Configuration = Readonly<
  Omit<Settings, "minInstances" | "maxInstances" | "alarmRecipients" | "protect" | "webFirewall" | "services" | "tags">
> & {
  /** Name of the environment, which is the stack's. */
  readonly environment: string;
  readonly bounds: InstanceBounds;
  readonly alarmRecipients: readonly string[];
  readonly protect: boolean;
  readonly webFirewall: boolean;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly services: readonly ServiceConfiguration[];
};

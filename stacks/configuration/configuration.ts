import type { EnvironmentKind } from "../../components/shared/environment-kind";
import type { ServiceSettings, Settings } from "./schema/settings";

/** Fewest and most instances of a service. */
export interface InstanceBounds {
  readonly minInstances: number;
  readonly maxInstances: number;
}

/** What scales a service, and between which bounds. */
export type ScalingConfiguration = Readonly<Omit<ServiceSettings["scaling"], "minInstances" | "maxInstances">> &
  InstanceBounds;

/** How a service is deployed. */
export type DeploymentConfiguration = Readonly<Omit<ServiceSettings["deployment"], "strategy">> & {
  readonly strategy: Settings["deploymentStrategy"];
};

/** A service with everything that its environment decides for it filled in. */
export type ServiceConfiguration = Readonly<
  Omit<ServiceSettings, "image" | "scaling" | "deployment" | "environment">
> & {
  readonly image: string;
  readonly scaling: ScalingConfiguration;
  readonly deployment: DeploymentConfiguration;
  /** Environment variables, the product's own included (CO-3). */
  readonly environment: Readonly<Record<string, string>>;
};

/** The EC2 instances of an environment. */
export type InstancesConfiguration = Readonly<Omit<Settings["instances"], "types">> & {
  readonly types: readonly string[];
};

/** Settings of which the configuration has something more definite. */
type Resolved =
  | "minInstances"
  | "maxInstances"
  | "alarmRecipients"
  | "deploymentStrategy"
  | "instances"
  | "kind"
  | "protect"
  | "secretKeyArns"
  | "webFirewall"
  | "services"
  | "tags";

/** The whole configuration of one environment: right in itself, nothing left to be filled in. */
export type Configuration = Readonly<Omit<Settings, Resolved>> & {
  /** Name of the environment, which is the stack's. */
  readonly environment: string;
  /** What the environment is for, by its name or as the configuration says. */
  readonly kind: EnvironmentKind;
  readonly bounds: InstanceBounds;
  readonly instances: InstancesConfiguration;
  readonly alarmRecipients: readonly string[];
  /** Keys of the customer's own under which secrets are encrypted, besides the environment's. */
  readonly secretKeyArns: readonly string[];
  readonly protect: boolean;
  readonly webFirewall: boolean;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly services: readonly ServiceConfiguration[];
};

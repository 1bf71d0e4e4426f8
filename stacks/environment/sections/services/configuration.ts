import { z } from "zod";
import { KMS_KEY_ARN } from "../../../../components/shared/arn";
import { oneOf, flag, textList } from "../../../configuration/schema/fields";
import type { SettingsOf } from "../../../configuration/section";
import type { ImageSettings } from "../images";
import type { LoadBalancerSettings } from "../load-balancer";
import { STRATEGIES } from "./deployment-keys";
import { instances } from "./scaling-keys";
import { service } from "./service-keys";

export const servicesKeys = {
  minInstances: instances("Fewest instances of each service that sets no bounds of its own (ENV-1..3)."),
  maxInstances: instances("Most instances of each service that sets no bounds of its own (ENV-1..3)."),
  autoScale: flag({
    description: "Whether load sets the number of instances; if not, people do, up to maxInstances (ENV-1..3).",
    changing: "no downtime",
  }),
  deploymentStrategy: oneOf(STRATEGIES, {
    description: "How new instances take over from old ones (LB-5); workers, and services behind ip-hash, always roll.",
    changing: "nothing by itself; the next deployment takes the new way",
  }).default("blue-green"),
  secretKeyArns: textList(KMS_KEY_ARN, {
    description:
      "Customer managed keys under which secrets and the registry's credentials are encrypted, besides the environment's own; those of AWS need no mention.",
    allowed: "the ARN of a KMS key, not of an alias",
    changing: "no downtime; without its key a secret can't be read, and no new instance starts",
    examples: ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  }).optional(),
  services: z
    .array(service)
    .min(1)
    .meta({
      description: "The services of the environment; one named enterprise unless given.",
      allowed: "a list with at least one service",
      changing: "adding or removing one leaves the others alone",
      examples: [[{ name: "enterprise" }]],
    })
    .prefault([{ name: "enterprise" }]),
};

/** Settings of services. */
export type ServicesSettings = SettingsOf<typeof servicesKeys>;

/** A service of {@link ServicesSettings}. */
export type ServiceSettings = ServicesSettings["services"][number];

/** Fewest and most instances of a service. */
export interface InstanceBounds {
  readonly minInstances: number;
  readonly maxInstances: number;
}

/** What scales a service, and between which bounds. */
export type ScalingConfiguration = Readonly<Omit<ServiceSettings["scaling"], keyof InstanceBounds>> & InstanceBounds;

/** How a service is deployed. */
export type DeploymentConfiguration = Readonly<Omit<ServiceSettings["deployment"], "strategy">> & {
  readonly strategy: ServicesSettings["deploymentStrategy"];
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

/** Settings of the environment that are the defaults of its services. */
export type ServiceDefaults = Pick<ServicesSettings, "deploymentStrategy" | "maxInstances" | "minInstances"> &
  Pick<ImageSettings, "image"> &
  Pick<LoadBalancerSettings, "algorithm">;

/** Environment variables of the product where a service says nothing else (CO-3). */
const PRODUCT_VARIABLES = { NODE_ENV: "production", LOG_LEVEL: "info" } as const;

/** A service with everything that follows from its environment. */
export function resolvedService(service: ServiceSettings, defaults: ServiceDefaults): ServiceConfiguration {
  return {
    ...service,
    image: service.image ?? defaults.image,
    deployment: resolvedDeployment(service, defaults),
    scaling: {
      ...service.scaling,
      minInstances: service.scaling.minInstances ?? defaults.minInstances,
      maxInstances: service.scaling.maxInstances ?? defaults.maxInstances,
    },
    environment: { ...PRODUCT_VARIABLES, ...service.environment },
  };
}

/**
 * Workers, and services behind a network load balancer, roll: they have no second target group to shift requests to. A
 * strategy of the service's own stays, for the component to refuse it.
 */
function resolvedDeployment(
  { deployment, worker }: ServiceSettings,
  { algorithm, deploymentStrategy }: ServiceDefaults,
): DeploymentConfiguration {
  const canShift = !worker && algorithm !== "ip-hash";
  return { ...deployment, strategy: deployment.strategy ?? (canShift ? deploymentStrategy : "rolling") };
}

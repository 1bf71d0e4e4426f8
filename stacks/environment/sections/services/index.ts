import type * as pulumi from "@pulumi/pulumi";
import type { ContainerImage } from "../../../../components/container-image";
import { ContainerService } from "../../../../components/container-service";
import type { LoadBalancer } from "../../../../components/load-balancer";
import { LoadAlarms, ServiceScaling } from "../../../../components/scaling";
import { serviceFullName } from "../../names";
import type { Dependencies } from "../../dependencies";
import { bindingOf, type ServiceBindings } from "../../service-binding";
import type { ComputeParts } from "../compute";
import type { EnvironmentParts } from "../environment";
import type { ImageFinder } from "../images";
import type { MigrationsParts } from "../migrations";
import { findAgentImage } from "../monitoring/datadog-agent";
import type { QueuesParts } from "../queues";
import type { SecretsParts } from "../secrets";
import { checkServices } from "./checks";
import {
  type InstanceBounds,
  resolvedService,
  type ServiceConfiguration,
  type ServiceDefaults,
  servicesKeys,
  type ServicesSettings,
} from "./configuration";
import { containerServiceArgs, type ServiceDependencies } from "./container";
import type { ServicesConfiguration } from "./draft";
import { healthUrls } from "./health-urls";
import { logLink } from "./log-link";
import { isScaled, loadAlarmsArgs, type ScalingDependencies, serviceScalingArgs, timedTarget } from "./scaling";

type ServicesDependencies = EnvironmentParts &
  Dependencies &
  ServiceBindings &
  Pick<SecretsParts, "secretSources"> &
  QueuesParts &
  MigrationsParts &
  Pick<ComputeParts, "capacity"> & { readonly loadBalancer: LoadBalancer; readonly imageOf: ImageFinder };

/** A service, and what was created for it. */
interface DeployedService {
  readonly service: ServiceConfiguration;
  readonly image: ContainerImage;
  readonly deployed: ContainerService;
  /** Undefined where nothing scales the service. */
  readonly scaling: ServiceScaling | undefined;
}

export interface ServicesParts {
  readonly services: readonly DeployedService[];
}

/** The services of an environment, and what scales each (SC-13). */
export const servicesSection = {
  keys: servicesKeys,

  resolve: (
    settings: ServicesSettings & ServiceDefaults,
  ): Pick<ServicesConfiguration, "secretKeyArns" | "services"> & { readonly bounds: InstanceBounds } => ({
    bounds: instanceBounds(settings),
    secretKeyArns: settings.secretKeyArns ?? [],
    services: settings.services.map((service) => resolvedService(service, settings)),
  }),

  check: checkServices,

  create(configuration: ServicesConfiguration, parts: ServicesDependencies): ServicesParts {
    const agentImage = findAgentImage(configuration, parts);
    return {
      services: configuration.services.map((service) =>
        createService(service, configuration, { ...parts, agentImage }),
      ),
    };
  },

  outputs: (
    configuration: ServicesConfiguration,
    { services, loadBalancer }: ServicesParts & { readonly loadBalancer: LoadBalancer },
  ): ServicesOutputs => {
    const perService = <Value>(value: (part: DeployedService) => Value): PerService<Value> =>
      Object.fromEntries(services.map((part) => [part.service.name, value(part)]));
    return {
      healthUrls: perService(({ service }) => loadBalancer.url.apply((url) => healthUrls(url, service, configuration))),
      serviceNames: perService(({ deployed }) => deployed.serviceName),
      taskDefinitionArns: perService(({ deployed }) => deployed.taskDefinitionArn),
      imageDigests: perService(({ image }) => image.digest),
      bounds: perService(({ service: { scaling } }) => instanceBounds(scaling)),
      scalingAlarmNames: perService(({ scaling }) => scaling?.alarmNames ?? []),
      logLinks: perService(({ deployed }) =>
        deployed.logGroupName.apply((group) => logLink(configuration.region, group)),
      ),
    };
  },
};

/** A value for each service, by the service's name in the configuration. */
type PerService<Value> = Readonly<Record<string, Value>>;

interface ServicesOutputs {
  /** Addresses that tell whether a service is healthy (HC-1). */
  readonly healthUrls: PerService<pulumi.Output<string[]>>;
  /** Names of the ECS services. */
  readonly serviceNames: PerService<pulumi.Output<string>>;
  /** Revisions that were asked for; where ECS rolled a deployment back, others run. */
  readonly taskDefinitionArns: PerService<pulumi.Output<string>>;
  /** Digests of the images that were asked for. */
  readonly imageDigests: PerService<pulumi.Output<string>>;
  readonly bounds: PerService<InstanceBounds>;
  /** Alarms that scale each service; none where people do. The one for scaling down rests in ALARM at the minimum. */
  readonly scalingAlarmNames: PerService<readonly pulumi.Output<string>[]>;
  /** Pages of the AWS console that show what the services log. */
  readonly logLinks: PerService<pulumi.Output<string>>;
}

function instanceBounds({ minInstances, maxInstances }: InstanceBounds): InstanceBounds {
  return { minInstances, maxInstances };
}

function createService(
  service: ServiceConfiguration,
  configuration: ServicesConfiguration,
  parts: ServicesDependencies & Pick<ServiceDependencies, "agentImage">,
): DeployedService {
  const { loadBalancer, imageOf, options } = parts;
  const name = serviceFullName(parts.name, service.name);
  const { image, credentialsArn } = imageOf(service);
  const target = loadBalancer.targets[service.name];
  const args = containerServiceArgs(service, configuration, {
    ...parts,
    name,
    image: image.reference,
    registryCredentialsArn: credentialsArn,
    loadBalancer: target && { target, securityGroupId: loadBalancer.securityGroupId },
  });
  const dependsOn = [...bindingOf(service.uses, parts).prerequisites, ...migrationsBefore(service, parts)];
  const deployed = new ContainerService(name, args, { ...options, dependsOn });
  const dependencies = {
    name,
    clusterName: parts.cluster.clusterName,
    serviceName: deployed.serviceName,
    timedTarget: timedTarget(service, configuration, target),
    consumedQueueName: service.consumes === undefined ? undefined : parts.queues[service.consumes]?.queueName,
  };
  const loadAlarms = loadAlarmsArgs(service, configuration, dependencies, parts.alarmTopics);
  // Nothing tells of a service's load where all triggers are off and no queue is named.
  if (loadAlarms.triggers.length > 0 || loadAlarms.queue !== undefined) new LoadAlarms(name, loadAlarms, options);
  return { service, image, deployed, scaling: createScaling(service, configuration, dependencies, options) };
}

/** The schema is migrated before any service changes that uses it, whichever image brings the migration. */
function migrationsBefore({ uses }: ServiceConfiguration, { migrations }: MigrationsParts): pulumi.Resource[] {
  return uses.includes("database") ? Object.values(migrations) : [];
}

function createScaling(
  service: ServiceConfiguration,
  configuration: ServicesConfiguration,
  dependencies: ScalingDependencies,
  options: pulumi.ComponentResourceOptions,
): ServiceScaling | undefined {
  if (!isScaled(service, configuration)) return undefined;
  return new ServiceScaling(dependencies.name, serviceScalingArgs(service, configuration, dependencies), options);
}

import * as pulumi from "@pulumi/pulumi";
import {
  type CapacityPlan,
  type CapacityRequest,
  planCapacity,
  type SizedService,
} from "../../../components/capacity-sizing";
import { DEFAULT_SPEED } from "../../../components/scaling/scaling-speed";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { surgePercent } from "../../../components/container-service/deployment-settings";
import { cpuUnits, memoryMebibytes, storageGibibytes } from "../../../components/shared/quantity";
import type { ComputeSettings, InstancesConfiguration } from "./compute";
import type { MonitoringConfiguration } from "./monitoring/configuration";
import { sizedParts } from "./monitoring/sized-parts";
import type { NetworkSettings } from "./network";
import type { ServiceConfiguration, ServicesSettings } from "./services/configuration";
import { deploymentArgs } from "./services/deployment";
import { isScaled } from "./services/scaling";

/** Settings that decide on the EC2 instances. */
export interface PlannedConfiguration
  extends Pick<ComputeSettings, "capacity">, Pick<ServicesSettings, "autoScale">, MonitoringConfiguration {
  readonly network: Pick<NetworkSettings["network"], "availabilityZones">;
  readonly instances: InstancesConfiguration;
  readonly services: readonly ServiceConfiguration[];
}

/** Plan for tasks that fit on no instance. They run on Fargate, and no instance starts. */
const NONE_FIT: CapacityPlan = {
  minSize: 0,
  maxSize: 1,
  targetCapacityPercent: 100,
  rootVolumeGibibytes: 30,
  reservedMemoryMebibytes: 256,
  tasksPerInstance: {},
  explanation: ["The services run on Fargate, and fit on none of the EC2 instance types."],
};

/**
 * EC2 instances on which every service fits, also where the services run on Fargate.
 * @throws {pulumi.InputPropertiesError} naming everything that can't be planned, unless the services run on Fargate.
 */
export function capacityPlan(configuration: PlannedConfiguration): CapacityPlan {
  const planned = plan(configuration);
  if (!pulumi.InputPropertiesError.isInstance(planned)) return planned;
  if (configuration.capacity === "fargate") return NONE_FIT;
  throw planned;
}

/** The same plan; undefined, and every problem recorded, where none can be made. */
export function checkedCapacityPlan(
  configuration: PlannedConfiguration,
  problems: ArgumentProblems,
): CapacityPlan | undefined {
  const planned = plan(configuration);
  if (!pulumi.InputPropertiesError.isInstance(planned)) return planned;
  if (configuration.capacity === "fargate") return NONE_FIT;
  for (const { propertyPath, reason } of planned.errors) problems.add(propertyPath, reason);
  return undefined;
}

/** The plan, or what refuses it. */
function plan(configuration: PlannedConfiguration): CapacityPlan | pulumi.InputPropertiesError {
  try {
    return planCapacity(capacityRequest(configuration));
  } catch (error) {
    if (pulumi.InputPropertiesError.isInstance(error)) return error;
    throw error;
  }
}

/** The services and the decisions for which EC2 instances are planned. */
function capacityRequest(configuration: PlannedConfiguration): CapacityRequest {
  const { instances, network, services } = configuration;
  return {
    instanceTypes: instances.types,
    services: [
      ...services.map((service) => sizedService(service, configuration)),
      ...sizedParts(configuration.monitoring),
    ],
    zones: network.availabilityZones.length,
    networkInterfaceTrunking: instances.networkInterfaceTrunking,
    minSize: instances.minSize,
    maxSize: instances.maxSize,
  };
}

function sizedService(
  service: ServiceConfiguration,
  environment: Pick<PlannedConfiguration, "autoScale">,
): SizedService {
  return {
    name: service.name,
    cpuUnits: cpuUnits(service.cpu),
    memoryMebibytes: memoryMebibytes(service.memory),
    storageGibibytes: storageGibibytes(service.storage),
    minInstances: service.scaling.minInstances,
    maxInstances: service.scaling.maxInstances,
    surgePercent: surgePercent(deploymentArgs(service.deployment)),
    scalingStep: isScaled(service, environment) ? DEFAULT_SPEED.addedInstances : 0,
  };
}

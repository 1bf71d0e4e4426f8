import * as pulumi from "@pulumi/pulumi";
import {
  type CapacityPlan,
  type CapacityRequest,
  planCapacity,
  type SizedService,
} from "../../../components/capacity-sizing";
import { surgePercent } from "../../../components/container-service/deployment-settings";
import { cpuUnits, memoryMebibytes, storageGibibytes } from "../../../components/shared/quantity";
import type { ComputeSettings, InstancesConfiguration } from "./compute";
import type { NetworkSettings } from "./network";
import type { ServiceConfiguration, ServicesSettings } from "./services/configuration";
import { deploymentArgs } from "./services/deployment";
import { isScaled } from "./services/scaling";

/** Settings that decide on the EC2 instances. */
export interface PlannedConfiguration extends Pick<ComputeSettings, "capacity">, Pick<ServicesSettings, "autoScale"> {
  readonly network: Pick<NetworkSettings["network"], "availabilityZones">;
  readonly instances: InstancesConfiguration;
  readonly services: readonly ServiceConfiguration[];
}

/** Instances that one scaling event adds (SC-10). */
const SCALING_STEP = 2;

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
  const request = capacityRequest(configuration);
  if (configuration.capacity === "ec2") return planCapacity(request);
  try {
    return planCapacity(request);
  } catch (error) {
    if (pulumi.InputPropertiesError.isInstance(error)) return NONE_FIT;
    throw error;
  }
}

/** The services and the decisions for which EC2 instances are planned. */
export function capacityRequest(configuration: PlannedConfiguration): CapacityRequest {
  const { instances, network, services } = configuration;
  return {
    instanceTypes: instances.types,
    services: services.map((service) => sizedService(service, configuration)),
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
    scalingStep: isScaled(service, environment) ? SCALING_STEP : 0,
  };
}

import * as pulumi from "@pulumi/pulumi";
import { type CapacityPlan, planCapacity, type SizedService } from "../../components/capacity-sizing";
import { surgePercent } from "../../components/container-service/deployment-settings";
import { DEFAULT_SPEED } from "../../components/scaling/scaling-speed";
import { cpuUnits, memoryMebibytes, storageGibibytes } from "../../components/shared/quantity";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import { deploymentArgs } from "./deployment-args";
import { isScaled } from "./service-scaling-args";

/** What of a configuration decides on the EC2 instances. */
export type PlannedEnvironment = Pick<Configuration, "autoScale" | "capacity" | "instances" | "services"> & {
  readonly network: Pick<Configuration["network"], "availabilityZones">;
};

/** Instances of an environment whose tasks fit on none: on Fargate, where none start. */
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
 * EC2 instances on which every service fits, needed or not.
 * @throws {pulumi.InputPropertiesError} naming everything that can't be planned, unless the services run on Fargate.
 */
export function capacityPlan(environment: PlannedEnvironment): CapacityPlan {
  if (environment.capacity === "ec2") return instancesPlan(environment);
  try {
    return instancesPlan(environment);
  } catch (error) {
    if (pulumi.InputPropertiesError.isInstance(error)) return NONE_FIT;
    throw error;
  }
}

function instancesPlan(environment: PlannedEnvironment): CapacityPlan {
  const { instances, network, services } = environment;
  return planCapacity({
    instanceTypes: instances.types,
    services: services.map((service) => sizedService(service, environment)),
    zones: network.availabilityZones.length,
    networkInterfaceTrunking: instances.networkInterfaceTrunking,
    minSize: instances.minSize,
    maxSize: instances.maxSize,
  });
}

function sizedService(service: ServiceConfiguration, environment: Pick<Configuration, "autoScale">): SizedService {
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

import { monitoredCache } from "../../components/cache";
import { monitoredDatabase } from "../../components/database";
import { surgePercent } from "../../components/container-service/deployment-settings";
import { instanceType } from "../../components/capacity-sizing/instance-types";
import { cpuUnits } from "../../components/shared/quantity";
import type { Configuration } from "../environment/sections";
import { capacityPlan } from "../environment/sections/capacity-plan";
import { engineOf } from "../environment/sections/database/engine";
import type { ServiceConfiguration } from "../environment/sections/services/configuration";
import { deploymentArgs } from "../environment/sections/services/deployment";

/** How much of a quota an environment uses. */
export interface QuotaNeed {
  /** Use from the first deployment on. */
  readonly least: number;
  /** Use at the largest size, while everything is deployed at once. */
  readonly most: number;
}

/** A quota of an account in a region, as AWS Service Quotas lists it. */
export interface Quota {
  readonly name: string;
  readonly service: string;
  readonly code: string;
  /** AWS's default. A new account may have less. */
  readonly usual: number;
  readonly need: (configuration: Configuration) => QuotaNeed;
}

/**
 * Quotas that environments come near to; the others are larger by far. Usual values: Amazon EC2 User Guide, "Amazon EC2
 * service quotas"; Amazon VPC User Guide, "Amazon VPC quotas"; Amazon ECS Developer Guide, "Amazon ECS service quotas";
 * Amazon RDS User Guide, "Quotas and constraints for Amazon RDS"; Amazon ElastiCache User Guide, "Quotas for
 * ElastiCache".
 */
export const QUOTAS: readonly Quota[] = [
  {
    name: "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances, in vCPUs",
    service: "ec2",
    code: "L-1216C47A",
    usual: 5,
    need: instanceCpus,
  },
  {
    name: "Fargate On-Demand vCPU resource count, with `capacity: fargate`",
    service: "fargate",
    code: "L-3032A538",
    usual: 6,
    need: fargateCpus,
  },
  { name: "EC2-VPC Elastic IPs", service: "ec2", code: "L-0263D0A3", usual: 5, need: natGateways },
  {
    name: "VPCs per Region, of which the default VPC takes one more",
    service: "vpc",
    code: "L-F678F1CE",
    usual: 5,
    need: one,
  },
  { name: "Internet gateways per Region", service: "vpc", code: "L-A4707A72", usual: 5, need: one },
  { name: "NAT gateways per Availability Zone", service: "vpc", code: "L-FE5A380F", usual: 5, need: one },
  { name: "RDS DB instances, with replicas", service: "rds", code: "L-7B6409FD", usual: 40, need: databaseServers },
  { name: "ElastiCache nodes per Region", service: "elasticache", code: "L-DFE45DF3", usual: 300, need: cacheNodes },
];

function instanceCpus(configuration: Configuration): QuotaNeed {
  const { minSize, maxSize } = capacityPlan(configuration);
  const cpus = Math.max(...configuration.instances.types.map((name) => instanceType(name)?.virtualCpus ?? 0));
  return { least: minSize * cpus, most: maxSize * cpus };
}

function fargateCpus({ services }: Configuration): QuotaNeed {
  const cpus = (tasks: (service: ServiceConfiguration) => number) =>
    Math.ceil(services.reduce((sum, service) => sum + (tasks(service) * cpuUnits(service.cpu)) / 1024, 0));
  return {
    least: cpus(({ scaling }) => scaling.minInstances),
    most: cpus(({ scaling, deployment }) =>
      Math.ceil((scaling.maxInstances * surgePercent(deploymentArgs(deployment))) / 100),
    ),
  };
}

/** Each has an address of its own; those of the load balancer count for its service. */
function natGateways({ network }: Configuration): QuotaNeed {
  const count = network.natGateways === "single" ? 1 : network.availabilityZones.length;
  return { least: count, most: count };
}

/** A database is restored, and upgraded where it has no replicas, beside the one that runs. */
function databaseServers({ database }: Configuration): QuotaNeed {
  if (database === undefined) return NONE;
  const { length } = monitoredDatabase("database", { engine: engineOf(database) }).servers;
  return { least: length, most: 2 * length };
}

function cacheNodes({ cache }: Configuration): QuotaNeed {
  if (cache === undefined) return NONE;
  const { length } = monitoredCache("cache", cache).nodes;
  return { least: length, most: length };
}

const NONE: QuotaNeed = { least: 0, most: 0 };

function one(): QuotaNeed {
  return { least: 1, most: 1 };
}

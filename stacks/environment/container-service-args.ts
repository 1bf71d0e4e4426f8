import type * as pulumi from "@pulumi/pulumi";
import type {
  Capacity,
  ContainerServiceArgs,
  ServiceCluster,
  ServiceLoadBalancer,
} from "../../components/container-service";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import { deploymentArgs } from "./deployment-args";
import { protecting } from "./protection";
import { queuePermissions } from "./queue-permissions";

/** What of a configuration concerns every service. */
export type ServiceEnvironment = Pick<
  Configuration,
  "architecture" | "logRetentionDays" | "protect" | "region" | "secretKeyArns" | "tags"
>;

/** What stands around a service. */
export interface ServiceSurroundings {
  /** Logical name of the service. */
  readonly name: string;
  /** Where the tasks run. */
  readonly capacity: Capacity;
  readonly cluster: ServiceCluster;
  readonly network: {
    readonly vpcId: pulumi.Input<string>;
    readonly cidrBlock: pulumi.Input<string>;
    readonly privateSubnetIds: pulumi.Input<string[]>;
  };
  /** Image by digest. */
  readonly image: pulumi.Input<string>;
  readonly registryCredentialsArn: pulumi.Input<string> | undefined;
  /** Undefined for a worker. */
  readonly loadBalancer: ServiceLoadBalancer | undefined;
  readonly accountId: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** A service's tasks in the environment's private subnets. */
export function containerServiceArgs(
  service: ServiceConfiguration,
  environment: ServiceEnvironment,
  surroundings: ServiceSurroundings,
): ContainerServiceArgs {
  const { cluster, network, loadBalancer, accountId, kmsKeyArn, alarmTopicArn } = surroundings;
  const { cpu, memory, storage, scaling, secrets, enableExecuteCommand, taskPolicies, taskPolicyStatements } = service;
  return {
    cluster,
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.privateSubnetIds,
    image: surroundings.image,
    registryCredentialsArn: surroundings.registryCredentialsArn,
    cpu,
    memory,
    storage,
    architecture: environment.architecture,
    environment: { SERVICE_NAME: surroundings.name, ...service.environment },
    secrets,
    secretKeyArns: environment.secretKeyArns,
    ...(!service.worker && entrance(service, loadBalancer)),
    capacity: surroundings.capacity,
    minInstances: scaling.minInstances,
    maxInstances: scaling.maxInstances,
    deployment: deploymentArgs(service.deployment),
    enableExecuteCommand,
    taskPolicies,
    taskPolicyStatements: [...taskPolicyStatements, ...queuePermissions(scaling, environment, accountId)],
    logRetentionDays: environment.logRetentionDays,
    kmsKeyArn,
    alarmActions: [alarmTopicArn],
    tags: environment.tags,
    transform: { logGroup: protecting(environment.protect) },
  };
}

/** What only a service has that takes requests. The container is asked as the load balancer asks it (HC-2, CO-5). */
function entrance(
  { port, healthCheck }: ServiceConfiguration,
  loadBalancer: ServiceLoadBalancer | undefined,
): Pick<ContainerServiceArgs, "port" | "containerHealthCheck" | "loadBalancer"> {
  return { port, containerHealthCheck: healthCheck, loadBalancer };
}

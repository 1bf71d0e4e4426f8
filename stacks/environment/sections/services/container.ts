import type * as pulumi from "@pulumi/pulumi";
import type {
  Capacity,
  ContainerServiceArgs,
  ServiceLoadBalancer,
  TargetFacts,
} from "../../../../components/container-service";
import { fittingStopTimeout } from "../../../../components/container-service/waits";
import { validateContainerService } from "../../../../components/container-service/validate";
import { targetRequirements } from "../../../../components/load-balancer/target-settings";
import { type DurationQuantity, durationSeconds } from "../../../../components/shared/quantity";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText } from "../../../configuration/problem";
import { keysOfArguments } from "../../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN, UNKNOWN } from "../../dependencies";
import { protecting } from "../../protection";
import { bindingOf, joined, type ServiceBindings } from "../../service-binding";
import { unknownCacheBinding } from "../cache-binding";
import { capacityOf } from "../compute";
import { unknownDatabaseBinding } from "../database/binding";
import { agentArgs, agentVariables } from "../monitoring/datadog-agent";
import { tracingVariables } from "../monitoring/tracing";
import type { SecretsParts } from "../secrets";
import { targetArgs } from "../load-balancer";
import type { ServiceConfiguration } from "./configuration";
import { deploymentArgs } from "./deployment";
import { draftedServices, type ServicesConfiguration, type ServicesDraft } from "./draft";
import { queueBinding, type ServiceQueues, unknownQueues } from "./queue-binding";
import { secretSourcesOf } from "./secret-sources";
import { queuePermissions } from "./queue-permissions";
import { service as serviceKeys } from "./service-keys";

/** Arguments of a service that earlier components give. */
export interface ServiceDependencies extends Dependencies, ServiceBindings, Pick<SecretsParts, "secretSources"> {
  /** Logical name of the service. */
  readonly name: string;
  /** Where the tasks run. */
  readonly capacity: Capacity;
  /** Image by digest. */
  readonly image: pulumi.Input<string>;
  readonly registryCredentialsArn: pulumi.Input<string> | undefined;
  /** Undefined for a worker. */
  readonly loadBalancer: ServiceLoadBalancer | undefined;
  readonly queues: ServiceQueues;
  /** Datadog's agent by digest; undefined where no agent stands beside services. */
  readonly agentImage: pulumi.Input<string> | undefined;
}

/** Arguments of a service's tasks in the environment's private subnets. */
export function containerServiceArgs(
  service: ServiceConfiguration,
  environment: ServicesConfiguration,
  dependencies: ServiceDependencies,
): ContainerServiceArgs {
  const { cluster, network, accountId, key, alarmTopics } = dependencies;
  const binding = joined([bindingOf(service.uses, dependencies), queueBinding(service, dependencies.queues)]);
  const { cpu, memory, storage, command, secrets, enableExecuteCommand, taskPolicies, taskPolicyStatements } = service;
  const { scaling } = service;
  return {
    cluster,
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.privateSubnetIds,
    securityGroupIds: binding.securityGroupIds,
    image: dependencies.image,
    registryCredentialsArn: dependencies.registryCredentialsArn,
    cpu,
    memory,
    storage,
    architecture: environment.architecture,
    command,
    stopTimeout: stopTimeout(service, environment),
    environment: {
      SERVICE_NAME: dependencies.name,
      ...tracingVariables(service, environment),
      ...agentVariables(service.name, environment),
      ...binding.environment,
      ...service.environment,
    },
    ...agentArgs(service, environment, dependencies.agentImage),
    secrets: secretSourcesOf(secrets, dependencies.secretSources),
    secretKeyArns: environment.secretKeyArns,
    ...(!service.worker && entrance(service, dependencies.loadBalancer)),
    capacity: dependencies.capacity,
    minInstances: scaling.minInstances,
    maxInstances: scaling.maxInstances,
    deployment: deploymentArgs(service.deployment),
    enableExecuteCommand,
    taskPolicies,
    taskPolicyStatements: [
      ...taskPolicyStatements,
      ...binding.taskPolicyStatements,
      ...queuePermissions(scaling, environment, accountId),
    ],
    logRetentionDays: environment.logRetentionDays,
    kmsKeyArn: key.keyArn,
    alarmActions: alarmTopics,
    tags: environment.tags,
    transform: { logGroup: protecting(environment.protect) },
  };
}

/**
 * Time in which a consumer ends the messages that it has, as far as ECS waits at all; undefined for others, which wait
 * for their requests only.
 */
function stopTimeout(
  service: ServiceConfiguration,
  { queues }: Pick<ServicesConfiguration, "queues">,
): DurationQuantity | undefined {
  const queue = queues.find(({ name }) => name === service.consumes);
  if (queue === undefined) return undefined;
  const processing = durationSeconds(queue.maxProcessingTime) * queue.messagesAtOnce;
  const draining = service.worker ? 0 : targetRequirements(targetArgs(service)).deregistrationDelaySeconds;
  return fittingStopTimeout(Math.max(processing, draining));
}

/** Arguments of a service that takes requests. The container has the load balancer's health check (HC-2, CO-5). */
function entrance(
  { port, healthCheck }: ServiceConfiguration,
  loadBalancer: ServiceLoadBalancer | undefined,
): Pick<ContainerServiceArgs, "port" | "containerHealthCheck" | "loadBalancer"> {
  return { port, containerHealthCheck: healthCheck, loadBalancer };
}

/** Records services whose tasks can't run as they are configured; `checkBounds` checks their bounds. */
export function checkContainers(draft: ServicesDraft, problems: ArgumentProblems): void {
  const { configuration } = draft;
  const capacity = capacityOf(configuration, { kind: "fargate" }, { kind: "capacity-provider", name: UNKNOWN });
  const dependencies = {
    image: UNKNOWN,
    agentImage: UNKNOWN,
    registryCredentialsArn: undefined,
    loadBalancer: undefined,
    secretSources: {},
    ...unknownBindings(configuration),
  };
  for (const { service, index } of draftedServices(draft)) {
    const queues = unknownQueues(configuration.queues);
    const taken = checkVariables(service, index, { ...dependencies, queues }, problems);
    const args = containerServiceArgs(service, configuration, {
      ...NOT_YET_KNOWN,
      ...dependencies,
      name: service.name,
      capacity,
      queues,
    });
    const loadBalancer = service.worker ? undefined : { target: targetFacts(service, configuration) };
    const keyOf = keysOfArguments(serviceKeys.shape, {
      below: pathText(["services", index]),
      renamed: { containerHealthCheck: "healthCheck" },
    });
    validateContainerService(
      { ...args, loadBalancer },
      problems.at((path) => (taken.includes(path) ? undefined : keyOf(path))),
    );
  }
}

/** What services get of the parts that the configuration has, before any of them exists. */
function unknownBindings({ cache, database }: ServicesConfiguration): ServiceBindings {
  return {
    databaseBinding: database && unknownDatabaseBinding(database),
    cacheBinding: cache && unknownCacheBinding(cache),
  };
}

/**
 * Records secrets that are called like variables by which a service reaches a part of the environment.
 * @returns the paths of these variables among the arguments.
 */
function checkVariables(
  service: ServiceConfiguration,
  index: number,
  dependencies: ServiceBindings & Pick<ServiceDependencies, "queues">,
  problems: ArgumentProblems,
): string[] {
  const { environment } = joined([bindingOf(service.uses, dependencies), queueBinding(service, dependencies.queues)]);
  const taken = Object.keys(environment).filter((variable) => variable in service.secrets);
  for (const variable of taken) {
    problems.add(
      pathText(["services", index, "secrets", variable]),
      "is a variable by which the service is told where a part of the environment is, as by uses, sendsTo or consumes; rename the secret's variable",
    );
  }
  return taken.map((variable) => `environment.${variable}`);
}

/** Facts about the target that the load balancer will have for a service. */
export function targetFacts(
  service: ServiceConfiguration,
  { algorithm }: Pick<ServicesConfiguration, "algorithm">,
): TargetFacts {
  const greenTargetGroupArn = algorithm === "ip-hash" ? undefined : UNKNOWN;
  return { ...targetRequirements(targetArgs(service)), greenTargetGroupArn };
}

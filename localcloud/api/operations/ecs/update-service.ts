import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { object, objects, text, type Properties } from "../../../model/values";
import { taskDefinitionNamed } from "../../../services/ecs/task-definition-lookup";
import type { ApiContext, ApiEffect, ApiOperation } from "../../operation";
import { requiredService } from "./lookup";
import { serviceForm } from "./service-form";

/** Members that are inputs of the same name. */
const SAME = [
  "desiredCount",
  "platformVersion",
  "healthCheckGracePeriodSeconds",
  "enableExecuteCommand",
  "availabilityZoneRebalancing",
  "propagateTags",
  "placementConstraints",
];

/** Members that are inputs of another name. */
const RENAMED: Readonly<Record<string, string>> = {
  capacityProviderStrategy: "capacityProviderStrategies",
  placementStrategy: "orderedPlacementStrategies",
  enableECSManagedTags: "enableEcsManagedTags",
};

/** Members whose inputs the type of services refuses as not modelled; empty ones change nothing. */
const UNMODELLED: Readonly<Record<string, string>> = {
  serviceConnectConfiguration: "serviceConnectConfiguration",
  volumeConfigurations: "volumeConfiguration",
  vpcLatticeConfigurations: "vpcLatticeConfigurations",
};

/** Members of `deploymentConfiguration` that are inputs of the service. */
const OF_CONFIGURATION: Readonly<Record<string, string>> = {
  maximumPercent: "deploymentMaximumPercent",
  minimumHealthyPercent: "deploymentMinimumHealthyPercent",
  deploymentCircuitBreaker: "deploymentCircuitBreaker",
  alarms: "alarms",
};

const OTHERS = [
  "cluster",
  "service",
  "taskDefinition",
  "forceNewDeployment",
  "networkConfiguration",
  "deploymentConfiguration",
  "deploymentController",
  "loadBalancers",
  "serviceRegistries",
];

/** Amazon ECS API Reference, UpdateService. */
export const updateService: ApiOperation = (call, context) => {
  const service = requiredService(call, context);
  const inputs = updatedInputs(service, call.input, context);
  const update: ApiEffect = { kind: "update", resource: service, inputs };
  const isForced = call.input.forceNewDeployment === true;
  const request = { kind: "deployment-requested", serviceArn: service.id } as const;
  return {
    effects: isForced ? [update, { kind: "observe", observation: request }] : [update],
    output: () => ({ service: serviceForm(context.cloud.find(service.type, service.id) ?? service, context) }),
  };
};

function updatedInputs({ inputs, region }: CloudResource, input: Properties, { cloud }: ApiContext): Properties {
  refuseOthers(input);
  const named = text(input, "taskDefinition");
  const definition = named === undefined ? undefined : taskDefinitionNamed(named, region, cloud);
  if (named !== undefined && definition === undefined) {
    throw new AwsError("ClientException", "TaskDefinition not found.");
  }
  return {
    ...inputs,
    ...picked(input, Object.fromEntries(SAME.map((name) => [name, name]))),
    ...picked(input, RENAMED),
    ...picked(input, Object.fromEntries(Object.entries(UNMODELLED).filter(([member]) => isStated(input[member])))),
    ...configured(inputs, object(input, "deploymentConfiguration")),
    ...networked(object(input, "networkConfiguration.awsvpcConfiguration")),
    ...(definition !== undefined && { taskDefinition: definition.id }),
    ...registered(input),
    ...controlled(object(input, "deploymentController")),
  };
}

function picked(input: Properties, names: Readonly<Record<string, string>>): Properties {
  const given = Object.entries(names).filter(([member]) => input[member] !== undefined);
  return Object.fromEntries(given.map(([member, name]) => [name, input[member]]));
}

/** What clients write for nothing changes nothing. */
function isStated(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** An empty list takes all load balancers, or the registry, away from the service. */
function registered(input: Properties): Properties {
  const { loadBalancers, serviceRegistries } = input;
  return {
    ...(loadBalancers !== undefined && {
      loadBalancers: objects(input, "loadBalancers").map(({ loadBalancerName, ...loadBalancer }) =>
        loadBalancerName === undefined ? loadBalancer : { ...loadBalancer, elbName: loadBalancerName },
      ),
    }),
    ...(serviceRegistries !== undefined && { serviceRegistries: objects(input, "serviceRegistries")[0] }),
  };
}

function controlled(controller: Properties | undefined): Properties {
  return controller === undefined ? {} : { deploymentController: controller };
}

function configured(inputs: Properties, configuration: Properties | undefined): Properties {
  if (configuration === undefined) return {};
  const own = Object.entries(configuration).filter(([member]) => !Object.hasOwn(OF_CONFIGURATION, member));
  const before = object(inputs, "deploymentConfiguration") ?? {};
  return {
    ...picked(configuration, OF_CONFIGURATION),
    ...(own.length > 0 && { deploymentConfiguration: { ...before, ...Object.fromEntries(own) } }),
  };
}

function networked(network: Properties | undefined): Properties {
  if (network === undefined) return {};
  return { networkConfiguration: { ...network, assignPublicIp: network.assignPublicIp === "ENABLED" } };
}

function refuseOthers(input: Properties): void {
  const known = [...SAME, ...Object.keys({ ...RENAMED, ...UNMODELLED }), ...OTHERS];
  const other = Object.keys(input).find((member) => !known.includes(member) && isStated(input[member]));
  if (other === undefined) return;
  throw new AwsError(
    "InvalidParameterException",
    `the local cloud doesn't change ${other}; add it to localcloud/api/operations/ecs/update-service.ts`,
  );
}

import type { Properties } from "../../../../localcloud/model/values";
import { describeRules } from "../../support";
import { working } from "./serving";
import { SERVICE, TASK_DEFINITION } from "./tasks";

function strategy(...items: readonly Properties[]): Properties {
  return { capacityProviderStrategies: items };
}

const FARGATE = { capacityProvider: "FARGATE", weight: 1 };
const ON_EC2 = { capacityProviderStrategies: undefined, launchType: "EC2" };

describeRules(
  SERVICE,
  (cloud) => {
    const given = working(cloud);
    cloud.create(SERVICE, { ...given.inputs, name: "taken" });
    const gone = cloud.create(TASK_DEFINITION, {
      family: "gone",
      containerDefinitions: '[{"name":"a","image":"a","memory":4}]',
    });
    cloud.delete(gone);
    return { ...given, gone: gone.id };
  },
  [
    [
      "a name that another service of the cluster has",
      { name: "taken" },
      {},
      "InvalidParameterException",
      "Creation of service was not idempotent: 'taken production' (name, cluster)",
    ],
    [
      "a cluster that isn't there",
      { cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/staging" },
      { cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/production" },
      "ClusterNotFoundException",
      "cluster/staging' (cluster)",
    ],
    [
      "the default cluster where there is none",
      { cluster: undefined },
      {},
      "ClusterNotFoundException",
      "Cluster not found: 'default' (cluster)",
    ],
    [
      "a task definition that isn't there",
      { taskDefinition: "enterprise:2" },
      { taskDefinition: "enterprise:1" },
      "ClientException",
      "not found or not active: 'enterprise:2' (taskDefinition)",
    ],
    [
      "a task definition that was deregistered",
      ({ gone }) => ({ taskDefinition: gone }),
      { taskDefinition: "enterprise" },
      "ClientException",
      "not found or not active",
    ],
    [
      "two kinds of capacity",
      { launchType: "FARGATE" },
      { launchType: "FARGATE", capacityProviderStrategies: undefined },
      "InvalidParameterException",
      "Specifying both a launch type and capacity provider strategy is not supported.",
    ],
    [
      "capacity that isn't attached",
      strategy({ capacityProvider: "workers", weight: 1 }),
      strategy({ capacityProvider: "FARGATE_SPOT", weight: 1 }),
      "InvalidParameterException",
      "not associated with the cluster: 'workers'",
    ],
    [
      "two bases",
      strategy({ ...FARGATE, base: 1 }, { capacityProvider: "FARGATE_SPOT", base: 1 }),
      strategy({ ...FARGATE, base: 1 }, { capacityProvider: "FARGATE_SPOT" }),
      "InvalidParameterException",
      "(capacityProviderStrategies)",
    ],
    [
      "Fargate for a task definition without it",
      ({ onInstances }) => ({ taskDefinition: onInstances }),
      ({ onInstances }) => ({ taskDefinition: onInstances, ...ON_EC2 }),
      "InvalidParameterException",
      "Task definition does not support launch_type FARGATE. (taskDefinition)",
    ],
    [
      "instances for a task definition of Fargate",
      ON_EC2,
      { capacityProviderStrategies: undefined, launchType: "FARGATE" },
      "InvalidParameterException",
      "Task definition does not support launch_type EC2.",
    ],
    [
      "a platform version on instances",
      ({ onInstances }) => ({ taskDefinition: onInstances, ...ON_EC2, platformVersion: "LATEST" }),
      { platformVersion: "LATEST" },
      "InvalidParameterException",
      "The platform version must be null when specifying an EC2 launch type.",
    ],
    [
      "placement on Fargate",
      { orderedPlacementStrategies: [{ type: "spread", field: "attribute:ecs.availability-zone" }] },
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        orderedPlacementStrategies: [{ type: "spread", field: "attribute:ecs.availability-zone" }],
      }),
      "InvalidParameterException",
      "(orderedPlacementStrategies)",
    ],
  ],
);

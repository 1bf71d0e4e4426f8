import { capacityProvider } from "./capacity-provider";
import { cluster } from "./cluster";
import { clusterCapacityProviders } from "./cluster-capacity-providers";
import { service } from "./service";
import { taskDefinition } from "./task-definition";

export const ECS_TYPES = [cluster, capacityProvider, clusterCapacityProviders, taskDefinition, service];

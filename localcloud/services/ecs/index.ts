import { capacityProvider } from "./capacity-provider";
import { cluster } from "./cluster";
import { clusterCapacityProviders } from "./cluster-capacity-providers";
import { getService } from "./get-service";
import { service } from "./service";
import { taskDefinition } from "./task-definition";

export const ECS_TYPES = [cluster, capacityProvider, clusterCapacityProviders, taskDefinition, service];

export const ECS_FUNCTIONS = [getService];

import { cluster } from "./cluster";
import { clusterCapacityProviders } from "./cluster-capacity-providers";
import { service } from "./service";
import { taskDefinition } from "./task-definition";

export const ECS_TYPES = [cluster, clusterCapacityProviders, taskDefinition, service];

import type { CloudService } from "../../model/cloud-service";
import { capacityProvider } from "./capacity-provider";
import { cluster } from "./cluster";
import { clusterCapacityProviders } from "./cluster-capacity-providers";
import { getService } from "./get-service";
import { service } from "./service";
import { taskDefinition } from "./task-definition";
import { ECS_WORDING } from "./wording";

export const ECS: CloudService = {
  types: [cluster, capacityProvider, clusterCapacityProviders, taskDefinition, service],
  functions: [getService],
  wordings: { ecs: ECS_WORDING },
};

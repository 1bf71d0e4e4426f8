import type { ServiceOperations } from "../../operation";
import { clusterOperations } from "./clusters";
import { containerInstanceOperations } from "./container-instances";
import { serviceDeploymentOperations } from "./service-deployments";
import { serviceOperations } from "./services";
import { taskDefinitionOperations } from "./task-definitions";
import { taskOperations } from "./tasks";
import { updateService } from "./update-service";

/** Operations of Amazon ECS. */
export const ECS_OPERATIONS: ServiceOperations = {
  ...clusterOperations,
  ...containerInstanceOperations,
  ...serviceOperations,
  ...serviceDeploymentOperations,
  ...taskDefinitionOperations,
  ...taskOperations,
  UpdateService: updateService,
};

import type { ServiceOperations } from "../../operation";
import { clusterOperations } from "./clusters";
import { containerInstanceOperations } from "./container-instances";
import { continueServiceDeployment } from "./continue-service-deployment";
import { runTask } from "./run-task";
import { serviceDeploymentOperations } from "./service-deployments";
import { serviceOperations } from "./services";
import { stopServiceDeployment } from "./stop-service-deployment";
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
  ContinueServiceDeployment: continueServiceDeployment,
  RunTask: runTask,
  StopServiceDeployment: stopServiceDeployment,
  UpdateService: updateService,
};

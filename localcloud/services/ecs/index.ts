import { modelMessage } from "../../limits/wording";
import type { Wording } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { capacityProvider } from "./capacity-provider";
import { cluster } from "./cluster";
import { clusterCapacityProviders } from "./cluster-capacity-providers";
import { getService } from "./get-service";
import { service } from "./service";
import { taskDefinition } from "./task-definition";

/** Amazon ECS refuses task definitions with ClientException and other requests with InvalidParameterException. */
const WORDING: Wording = {
  code: ({ operation }) => (operation === "RegisterTaskDefinition" ? "ClientException" : "InvalidParameterException"),
  message: modelMessage,
};

export const ECS: CloudService = {
  types: [cluster, capacityProvider, clusterCapacityProviders, taskDefinition, service],
  functions: [getService],
  wordings: { ecs: WORDING },
};

import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { parameterGroup } from "./parameter-group";
import { replicationGroup } from "./replication-group";
import { subnetGroup } from "./subnet-group";
import { user } from "./user";
import { userGroup } from "./user-group";

export const ELASTICACHE: CloudService = {
  types: [parameterGroup, replicationGroup, subnetGroup, user, userGroup],
  wordings: { elasticache: modelled("InvalidParameterValue") },
};

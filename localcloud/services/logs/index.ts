import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { logGroup } from "./log-group";
import { logResourcePolicy } from "./log-resource-policy";

export const LOGS: CloudService = {
  types: [logGroup, logResourcePolicy],
  wordings: { logs: modelled("InvalidParameterException") },
};

import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { group } from "./group";
import { policy } from "./policy";
import { schedule } from "./schedule";

export const AUTOSCALING: CloudService = {
  types: [group, policy, schedule],
  wordings: { autoscaling: modelled("ValidationError") },
};

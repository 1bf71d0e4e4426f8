import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { schedule } from "./schedule";

export const SCHEDULER: CloudService = {
  types: [schedule],
  wordings: { scheduler: modelled("ValidationException") },
};

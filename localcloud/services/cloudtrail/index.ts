import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { trail } from "./trail";

export const CLOUDTRAIL: CloudService = {
  types: [trail],
  wordings: { cloudtrail: modelled("InvalidParameterException") },
};

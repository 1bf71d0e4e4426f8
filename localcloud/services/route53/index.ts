import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { getZone } from "./get-zone";
import { record } from "./record";
import { zone } from "./zone";

export const ROUTE53: CloudService = {
  types: [zone, record],
  functions: [getZone],
  wordings: { route53: modelled("InvalidInput") },
};

import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { logGroup } from "./log-group";
import { logResourcePolicy } from "./log-resource-policy";
import { logSubscriptionFilter } from "./log-subscription-filter";
import { metricFilter } from "./metric-filter";

export const LOGS: CloudService = {
  types: [logGroup, logResourcePolicy, logSubscriptionFilter, metricFilter],
  wordings: { logs: modelled("InvalidParameterException") },
};

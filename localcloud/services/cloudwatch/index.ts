import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { compositeAlarm } from "./composite-alarm";
import { dashboard } from "./dashboard";
import { metricAlarm } from "./metric-alarm";

export const CLOUDWATCH: CloudService = {
  types: [compositeAlarm, dashboard, metricAlarm],
  wordings: { cloudwatch: modelled("ValidationError") },
};

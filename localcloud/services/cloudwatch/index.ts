import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { metricAlarm } from "./metric-alarm";

export const CLOUDWATCH: CloudService = { types: [metricAlarm], wordings: { cloudwatch: modelled("ValidationError") } };

import type { CloudService } from "../../model/resource-type";
import { dashboardJson } from "./dashboard-json";
import { monitor } from "./monitor";
import { serviceLevelObjective } from "./service-level-objective";

/** Pulumi's Datadog provider, whose account of Datadog holds what programs made. */
export const DATADOG: CloudService = { types: [dashboardJson, monitor, serviceLevelObjective] };

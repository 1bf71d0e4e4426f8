import { hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, object, objects, text } from "../../model/values";
import { NotModelledError } from "../shared/inputs";
import { MONITOR, OBJECTIVE } from "./monitor";
import { refuseRequest } from "./refusal";
import { requireTags } from "./tags";

const TIMEFRAMES = ["7d", "30d", "90d"];

/** An objective by counts of a metric (Datadog API Reference, "Create an SLO object"). */
export const serviceLevelObjective: ResourceType = {
  type: OBJECTIVE,
  replaceOnChanges: ["type"],
  rules: [requireMetricType, requireQuery, requireThresholds, requireTags],
  deletion: [refuseWhileWatched],
  make: () => ({ id: hexadecimalToken(32), computed: {} }),
};

function requireMetricType({ inputs }: Operation): void {
  const type = text(inputs, "type") ?? "";
  if (type === "metric") return;
  throw new NotModelledError(`SLOs of the type ${type}`, ["type"], "services/datadog/service-level-objective.ts");
}

function requireQuery({ inputs }: Operation): void {
  const query = object(inputs, "query") ?? {};
  for (const part of ["numerator", "denominator"]) {
    if (/^sum:[a-zA-Z][\w.]*\{[^{}]+\}\.as_count\(\)$/.test(text(query, part) ?? "")) continue;
    refuseRequest(`${part} must be a sum of counts, got '${text(query, part) ?? ""}'`, `query.${part}`);
  }
}

function requireThresholds({ inputs }: Operation): void {
  const thresholds = objects(inputs, "thresholds");
  if (thresholds.length === 0) refuseRequest("an SLO needs at least one threshold", "thresholds");
  for (const threshold of thresholds) {
    const [target = 0, timeframe = ""] = [number(threshold, "target"), text(threshold, "timeframe")];
    if (!TIMEFRAMES.includes(timeframe)) {
      refuseRequest(`timeframe must be one of ${TIMEFRAMES.join(", ")}, got '${timeframe}'`, "thresholds");
    }
    if (target <= 0 || target >= 100) refuseRequest(`target must be between 0 and 100, got ${target}`, "thresholds");
  }
}

/** Datadog API Reference, "Delete an SLO": status 409 while a monitor watches it. */
function refuseWhileWatched({ id, inputs }: CloudResource, cloud: CloudReader): void {
  if (flag(inputs, "forceDelete") === true) return;
  const watched = cloud.ofType(MONITOR).some((monitor) => (text(monitor.inputs, "query") ?? "").includes(`"${id}"`));
  if (watched) refuseRequest(`SLO ${id} is referenced in a monitor`, "forceDelete");
}

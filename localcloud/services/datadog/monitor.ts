import { randomInt } from "node:crypto";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { refuseRequest } from "./refusal";
import { requireTags } from "./tags";

export const MONITOR = "datadog:index/monitor:Monitor";
export const OBJECTIVE = "datadog:index/serviceLevelObjective:ServiceLevelObjective";

/** Types whose queries are understood; Datadog has more (Datadog API Reference, "Create a monitor"). */
const QUERY = "query alert";
const METRIC = "metric alert";
const SLO = "slo alert";
const TYPES = [QUERY, METRIC, SLO];

const WINDOW = "last_(?:(?:1|5|10|15|30)m|(?:1|2|4)h|1d|2d|1w|1mo)";
/** `aggregation(window):metrics comparison threshold`. */
const METRIC_QUERY = new RegExp(
  `^(avg|sum|max|min|change|pct_change)\\(${WINDOW}\\):(.+) (>=|<=|>|<|==|!=) (-?[\\d.]+)$`,
);
/** One metric with its scope: `sum:aws.sqs.messages{queuename:jobs}`. */
const METRIC_TERM =
  /^(?:avg|sum|max|min|count|p\d+):[a-zA-Z][\w.]*\{[^{}]+\}(?:\s*by\s*\{[\w,.-]+\})?(?:\.(?:as_count|as_rate)\(\)|\.rollup\([^)]*\)|\.fill\([^)]*\))*$/;
const BURN_RATE =
  /^burn_rate\("(.+)"\)\.over\("(\d+d)"\)\.long_window\("(\d+)([hd])"\)\.short_window\("(\d+)([mh])"\) > ([\d.]+)$/;

const MINUTES = { m: 1, h: 60, d: 1440 } as const;
const LONGEST_WINDOW_MINUTES = 48 * 60;

/** A monitor of Datadog. */
export const monitor: ResourceType = {
  type: MONITOR,
  defaults: { includeTags: true, requireFullWindow: true },
  replaceOnChanges: ["type"],
  rules: [requireType, requireQuery, requireThreshold, requirePriority, requireTags],
  make: () => ({ id: String(randomInt(100_000_000)), computed: {} }),
};

function requireType({ inputs }: Operation): void {
  const type = text(inputs, "type") ?? "";
  if (TYPES.includes(type)) return;
  refuseRequest(
    `The value provided for parameter 'type' is invalid: '${type}' (known here: ${TYPES.join(", ")})`,
    "type",
  );
}

function requireQuery(operation: Operation): void {
  if (text(operation.inputs, "type") === SLO) requireBurnRate(operation);
  else requireMetricQuery(operation.inputs);
}

function requireMetricQuery(inputs: Properties): void {
  const query = text(inputs, "query") ?? "";
  const [, , expression] = METRIC_QUERY.exec(query) ?? [];
  const terms = (expression ?? "").split(/\s+[-+*/]\s+/).map((term) => term.replace(/^\(+|\)+$/g, ""));
  if (terms.every((term) => METRIC_TERM.test(term) || METRIC_TERM.test(`${term})`) || /^[\d.]+$/.test(term))) return;
  refuseRequest(`The value provided for parameter 'query' is invalid: invalid query: ${query}`, "query");
}

/**
 * Datadog, "Burn Rate Alerts": an objective that is there, a window of its own, and a long window of 48 hours at most.
 */
function requireBurnRate({ inputs, cloud }: Operation): void {
  const query = text(inputs, "query") ?? "";
  const [found, id = "", over, long, longUnit] = BURN_RATE.exec(query) ?? [];
  if (found === undefined) refuseRequest(`The value provided for parameter 'query' is invalid: ${query}`, "query");
  const objective = cloud.find(OBJECTIVE, id);
  if (objective === undefined)
    refuseRequest(`The value provided for parameter 'query' is invalid: no SLO ${id}`, "query");
  const timeframes = (objective.inputs.thresholds as Properties[]).map(({ timeframe }) => timeframe);
  if (!timeframes.includes(over)) refuseRequest(`The SLO ${id} has no timeframe ${String(over)}`, "query");
  if (Number(long) * MINUTES[longUnit as "h" | "d"] <= LONGEST_WINDOW_MINUTES) return;
  refuseRequest("The long window of a burn rate is at most 48 hours", "query");
}

/** Datadog API Reference, "Create a monitor": the threshold of the query and that of the options are one. */
function requireThreshold({ inputs }: Operation): void {
  const asked = /([-\d.]+)$/.exec(text(inputs, "query") ?? "")?.[1];
  const critical = number(inputs, "monitorThresholds.critical");
  if (critical === undefined || Number(asked) === critical) return;
  refuseRequest(
    `Alert threshold (${critical}) does not match that used in the query (${String(asked)})`,
    "monitorThresholds.critical",
  );
}

function requirePriority({ inputs }: Operation): void {
  const priority = number(inputs, "priority");
  if (priority === undefined || (Number.isInteger(priority) && priority >= 1 && priority <= 5)) return;
  refuseRequest(`priority must be a whole number from 1 to 5, got ${priority}`, "priority");
}

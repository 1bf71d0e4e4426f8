import type { Properties } from "../../../../localcloud/model/values";
import { requireDatadogKeys } from "../../../../localcloud/services/datadog/provider";
import { describeRules, inLocalCloud, itRefuses, refusalOf } from "../../support";
import { SAMPLES } from "./samples";

const MONITOR = "datadog:index/monitor:Monitor";
const OBJECTIVE = "datadog:index/serviceLevelObjective:ServiceLevelObjective";
const DASHBOARD = "datadog:index/dashboardJson:DashboardJson";
const REFUSED = "400 Bad Request";

function sample(type: string): { inputs: Properties } {
  return { inputs: SAMPLES[type] ?? {} };
}

function burn(id: string, over = "30d", long = "1h"): Properties {
  return {
    type: "slo alert",
    query: `burn_rate("${id}").over("${over}").long_window("${long}").short_window("5m") > 14.4`,
    monitorThresholds: { critical: "14.4" },
  };
}

describeRules(
  MONITOR,
  (cloud) => ({ ...sample(MONITOR), objective: cloud.create(OBJECTIVE, sample(OBJECTIVE).inputs).id }),
  [
    ["a type that there isn't", { type: "metrics" }, { type: "metric alert" }, REFUSED, "'type' is invalid"],
    [
      "a window that there isn't",
      { query: "max(last_3m):max:a.b{c:d} < 2" },
      { query: "max(last_5m):max:a.b{c:d} < 2" },
      REFUSED,
      "invalid query",
    ],
    [
      "a metric without a scope",
      { query: "max(last_5m):max:a.b < 2" },
      { query: "sum(last_5m):sum:a.b{c:d}.as_count() / sum:a.c{c:d OR c:e}.as_count() * 100 < 2" },
      REFUSED,
      "invalid query",
    ],
    [
      "another threshold than the query's",
      { monitorThresholds: { critical: "3" } },
      { monitorThresholds: { critical: "2.0" } },
      REFUSED,
      "Alert threshold (3) does not match that used in the query (2)",
    ],
    ["a priority beyond 5", { priority: "6" }, { priority: "5" }, REFUSED, "from 1 to 5, got 6"],
    ["a tag that begins with a digit", { tags: ["1a:b"] }, { tags: ["a1:b"] }, REFUSED, "The tag '1a:b' is invalid"],
    ["an objective that isn't there", burn("other"), ({ objective }) => burn(objective), REFUSED, "no SLO other"],
    [
      "a window that the objective hasn't",
      ({ objective }) => burn(objective, "7d"),
      ({ objective }) => burn(objective, "30d"),
      REFUSED,
      "has no timeframe 7d",
    ],
    [
      "a long window of more than two days",
      ({ objective }) => burn(objective, "30d", "3d"),
      ({ objective }) => burn(objective, "30d", "48h"),
      REFUSED,
      "at most 48 hours",
    ],
  ],
);

describeRules(OBJECTIVE, () => sample(OBJECTIVE), [
  [
    "days over which Datadog doesn't count",
    { thresholds: [{ timeframe: "28d", target: 99 }] },
    { thresholds: [{ timeframe: "90d", target: 99 }] },
    REFUSED,
    "timeframe must be one of 7d, 30d, 90d, got '28d'",
  ],
  [
    "a target of everything",
    { thresholds: [{ timeframe: "7d", target: 100 }] },
    { thresholds: [{ timeframe: "7d", target: 99.999 }] },
    REFUSED,
    "between 0 and 100",
  ],
  ["no thresholds", { thresholds: [] }, {}, REFUSED, "at least one threshold"],
  [
    "what isn't a count",
    { query: { numerator: "sum:a.b{c:d}", denominator: "sum:a.b{c:d}.as_count()" } },
    { query: { numerator: "sum:a.b{c:d}.as_count()", denominator: "sum:a.b{c:d}.as_count()" } },
    REFUSED,
    "numerator must be a sum of counts",
  ],
]);

itRefuses(
  "the deletion of an objective that a monitor watches",
  (cloud) => {
    const objective = cloud.create(OBJECTIVE, sample(OBJECTIVE).inputs);
    const monitor = cloud.create(MONITOR, { ...sample(MONITOR).inputs, ...burn(objective.id) });
    const remove = (): void => {
      cloud.delete(objective);
    };
    const neighbour = (): void => {
      cloud.delete(monitor);
      remove();
    };
    return { violation: remove, neighbour };
  },
  REFUSED,
  "is referenced in a monitor",
);

function dashboard(changes: object): Properties {
  return { dashboard: JSON.stringify({ title: "shop", layout_type: "ordered", widgets: [], ...changes }) };
}

function widget(definition: object): object {
  return { widgets: [{ definition }] };
}

describeRules(DASHBOARD, () => sample(DASHBOARD), [
  ["what isn't JSON", { dashboard: "title" }, {}, REFUSED, "'title' is a required property"],
  [
    "another layout",
    dashboard({ layout_type: "grid" }),
    dashboard({ layout_type: "free" }),
    REFUSED,
    "'layout_type' must be one of",
  ],
  ["no widgets", dashboard({ widgets: undefined }), dashboard({}), REFUSED, "'widgets' is a required property"],
  [
    "a graph of nothing",
    dashboard(widget({ type: "timeseries", requests: [] })),
    dashboard(widget({ type: "timeseries", requests: [{ q: "max:a.b{c:d}" }] })),
    REFUSED,
    "requests' must not be empty",
  ],
  [
    "an objective without its id",
    dashboard(widget({ type: "slo" })),
    dashboard(widget({ type: "slo", slo_id: "1" })),
    REFUSED,
    "slo_id' is a required property",
  ],
  [
    "a group within a group",
    dashboard(widget({ type: "group", widgets: [{ definition: { type: "group", widgets: [] } }] })),
    dashboard(widget({ type: "group", widgets: [{ definition: { type: "note" } }] })),
    REFUSED,
    "a group can't hold a group",
  ],
]);

describe("the account of Datadog", () => {
  it("names a dashboard by an id and its title", () => {
    const { id, computed } = inLocalCloud().create(DASHBOARD, sample(DASHBOARD).inputs);

    expect(id).toMatch(/^[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}$/);
    expect(computed.url).toBe(`/dashboard/${id}/shop`);
  });

  it("lets nobody in without both keys", () => {
    const urn = "urn:pulumi:stack::project::pulumi:providers:datadog::shop";
    const keys = { apiKey: "0123", appKey: "4567" };

    expect(
      refusalOf(() => {
        requireDatadogKeys(urn, keys);
      }),
    ).toBeUndefined();
    expect(
      refusalOf(() => {
        requireDatadogKeys(urn, { ...keys, appKey: "" });
      }),
    ).toContain("(appKey)");
    expect(
      refusalOf(() => {
        requireDatadogKeys(urn, {});
      }),
    ).toContain("(apiKey)");
    expect(
      refusalOf(() => {
        requireDatadogKeys(urn, { validate: "false" });
      }),
    ).toBeUndefined();
    expect(
      refusalOf(() => {
        requireDatadogKeys(urn.replace("datadog", "aws"), {});
      }),
    ).toBeUndefined();
  });
});

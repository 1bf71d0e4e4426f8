import { NO_ADDRESSES } from "../../../components/datadog/addresses";
import { dashboardText } from "../../../components/datadog/dashboard";
import {
  burnRateQuery,
  monitorDefinitions,
  objectiveDefinitions,
  queryText,
} from "../../../components/datadog/monitors";
import { windowText } from "../../../components/datadog/monitors/definition";
import { ADDRESSES, SYSTEM, WEB } from "./watched";

function queries(system = SYSTEM): Record<string, string> {
  return Object.fromEntries(monitorDefinitions(system, ADDRESSES).map(({ key, query }) => [key, queryText(query)]));
}

describe("monitors of Datadog", () => {
  it("have the thresholds and names of what is watched", () => {
    const groups = "{targetgroup:targetgroup/blue/1 OR targetgroup:targetgroup/green/2}";
    const requests = `sum:aws.applicationelb.request_count${groups}.as_count()`;

    expect(queries()).toEqual({
      "web-too-few-instances":
        "max(last_5m):max:aws.ecs.service.running{clustername:shop-1234,servicename:shop-web-5678} < 3",
      "web-cpu":
        "min(last_10m):avg:aws.ecs.service.cpuutilization{clustername:shop-1234,servicename:shop-web-5678} > 70",
      "load-balancer-errors":
        "sum(last_5m):sum:aws.applicationelb.httpcode_elb_5xx{loadbalancer:app/shop/0123}.as_count() / sum:aws.applicationelb.request_count{loadbalancer:app/shop/0123}.as_count() * 100 > 1",
      "web-errors": `sum(last_5m):sum:aws.applicationelb.httpcode_target_5xx${groups}.as_count() / ${requests} * 100 > 5`,
      "web-response-time": `avg(last_5m):max:aws.applicationelb.target_response_time.p95${groups} > 2`,
      "database-primary-connections":
        "min(last_5m):max:aws.rds.database_connections{dbinstanceidentifier:shop-db} > 320",
      "database-replica-1-connections":
        "min(last_5m):max:aws.rds.database_connections{dbinstanceidentifier:shop-db-r1} > 320",
      "database-replica-1-lag": "min(last_5m):max:aws.rds.replica_lag{dbinstanceidentifier:shop-db-r1} > 30",
      "cache-node-1-memory":
        "min(last_5m):max:aws.elasticache.database_memory_usage_percentage{cacheclusterid:shop-001} > 80",
      "cache-node-1-evictions": "min(last_5m):max:aws.elasticache.evictions{cacheclusterid:shop-001} > 10",
      "cache-node-1-connections": "min(last_5m):max:aws.elasticache.curr_connections{cacheclusterid:shop-001} > 52000",
      "cache-node-1-lag": "min(last_5m):max:aws.elasticache.replication_lag{cacheclusterid:shop-001} > 10",
      "queue-jobs-age": "min(last_5m):max:aws.sqs.approximate_age_of_oldest_message{queuename:shop-jobs} > 600",
      "queue-jobs-length":
        "min(last_5m):max:aws.sqs.approximate_number_of_messages_visible{queuename:shop-jobs} > 1000",
      "queue-jobs-dead-letters":
        "min(last_5m):max:aws.sqs.approximate_number_of_messages_visible{queuename:shop-jobs-dlq} > 0",
      "queue-jobs-dead-letters-age":
        "min(last_5m):max:aws.sqs.approximate_age_of_oldest_message{queuename:shop-jobs-dlq} > 864000",
    });
  });

  it("ask a network load balancer for no statuses", () => {
    const loadBalancer = SYSTEM.loadBalancer && { ...SYSTEM.loadBalancer, kind: "network" as const, targets: [] };

    expect(Object.values(queries({ ...SYSTEM, loadBalancer })).filter((query) => query.includes("elb"))).toEqual([]);
  });

  it("are none of what an environment hasn't", () => {
    const bare = {
      ...SYSTEM,
      services: [],
      loadBalancer: undefined,
      database: undefined,
      cache: undefined,
      queues: [],
    };

    expect(queries(bare)).toEqual({});
  });

  it("are the same whatever AWS names things", () => {
    const keys = monitorDefinitions(SYSTEM, NO_ADDRESSES).map(({ key }) => key);

    expect(keys).toEqual(Object.keys(queries()));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("of connections need to know how many there are", () => {
    const { database } = SYSTEM;
    if (database === undefined) throw new Error("there is a database");
    const found = queries({ ...SYSTEM, database: { ...database, connectionLimit: undefined } });

    expect(Object.keys(found).filter((key) => key.includes("database"))).toEqual(["database-replica-1-lag"]);
  });

  it.each([
    [0.5, "last_1m"],
    [3, "last_5m"],
    [20, "last_30m"],
    [90, "last_2h"],
    [600, "last_1d"],
  ])("look over %s minutes by the window %s", (minutes, window) => {
    expect(windowText(minutes)).toBe(window);
  });
});

describe("objectives of Datadog", () => {
  it("count a service's own requests", () => {
    expect(objectiveDefinitions(SYSTEM)).toMatchObject([
      {
        key: "web-availability",
        targetPercent: 99.9,
        days: 30,
        numerator: "sum:application.http_requests.count{env:shop-production,service:web,!status:5*}.as_count()",
        denominator: "sum:application.http_requests.count{env:shop-production,service:web}.as_count()",
      },
      {
        key: "web-latency",
        targetPercent: 95,
        numerator:
          "sum:application.http_request_duration_seconds.bucket{env:shop-production,service:web,upper_bound:1.0}.as_count()",
        denominator: "sum:application.http_request_duration_seconds.count{env:shop-production,service:web}.as_count()",
      },
    ]);
  });

  it.each([
    ["objectives", { ...WEB, objectives: undefined }],
    ["metrics", { ...WEB, metricsPath: undefined }],
  ])("are none of a service without %s", (_, service) => {
    expect(objectiveDefinitions({ ...SYSTEM, services: [service] })).toEqual([]);
  });

  it("burn by two windows", () => {
    const burn = { rate: 14.4, longWindow: "1h", shortWindow: "5m", severity: "critical" } as const;

    expect(burnRateQuery("abc", burn, 30)).toBe(
      'burn_rate("abc").over("30d").long_window("1h").short_window("5m") > 14.4',
    );
  });
});

describe("the dashboard in Datadog", () => {
  const objectives = [{ definition: { name: "web: 99.9 %", days: 30 }, id: "abc" }];
  const text = dashboardText(SYSTEM, ADDRESSES, objectives);
  const { widgets, ...dashboard } = JSON.parse(text) as { widgets: { definition: Record<string, unknown> }[] };

  it("has a group for each kind of thing, with what monitors look at and their thresholds", () => {
    expect(dashboard).toMatchObject({ title: "shop-production", layout_type: "ordered" });
    expect(widgets.map(({ definition }) => definition.title)).toEqual([
      "Objectives",
      "Services",
      "Data stores and queues",
    ]);
    expect(JSON.stringify(widgets)).toContain('"slo_id":"abc"');
    for (const { query } of monitorDefinitions(SYSTEM, ADDRESSES)) {
      expect(JSON.stringify(widgets)).toContain(JSON.stringify(query.expression));
      expect(JSON.stringify(widgets)).toContain(`"value":"y = ${query.threshold}"`);
    }
  });

  it("has no group of nothing", () => {
    const bare = { ...SYSTEM, database: undefined, cache: undefined, queues: [] };
    const titles = (JSON.parse(dashboardText(bare, ADDRESSES, [])) as typeof dashboard & { widgets: typeof widgets })
      .widgets;

    expect(titles.map(({ definition }) => definition.title)).toEqual(["Services"]);
  });
});

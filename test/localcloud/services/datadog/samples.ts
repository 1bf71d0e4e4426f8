import type { Samples } from "../../limits/samples";

export const SAMPLES: Samples = {
  "datadog:index/dashboardJson:DashboardJson": {
    dashboard: JSON.stringify({ title: "shop", layout_type: "ordered", widgets: [] }),
  },
  "datadog:index/monitor:Monitor": {
    name: "shop: fewer than 2 instances",
    type: "query alert",
    message: "Fewer tasks run than the minimum. @pagerduty-shop",
    query: "max(last_5m):max:aws.ecs.service.running{servicename:shop} < 2",
    monitorThresholds: { critical: "2" },
    tags: ["env:production"],
  },
  "datadog:index/serviceLevelObjective:ServiceLevelObjective": {
    name: "shop: 99.9 % of requests without error",
    type: "metric",
    query: {
      numerator: "sum:application.http_requests.count{env:production,!status:5*}.as_count()",
      denominator: "sum:application.http_requests.count{env:production}.as_count()",
    },
    thresholds: [{ timeframe: "30d", target: 99.9 }],
  },
};

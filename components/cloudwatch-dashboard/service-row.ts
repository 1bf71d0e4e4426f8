import type { MonitoredService, MonitoredTrigger } from "../monitoring";
import type { KnownNames, KnownServiceNames } from "./known-names";
import { type Line, metricWidget, type Row, type Widget, type WidgetMetric } from "./widgets";

const APPLICATION = "AWS/ApplicationELB";

/** What a service does: how much it is used, how it answers, and how it is scaled. */
export function serviceRow(service: MonitoredService, names: KnownNames, region: string): Row | undefined {
  const known = names.services[service.name];
  if (known === undefined) return undefined;
  const dimensions = ["ClusterName", names.clusterName, "ServiceName", known.serviceName] as const;
  return {
    title: service.name,
    widgets: [
      tasksWidget(service, dimensions, region),
      utilizationWidget(service, dimensions, region, { metricName: "CPUUtilization", trigger: "cpu", title: "CPU" }),
      utilizationWidget(service, dimensions, region, {
        metricName: "MemoryUtilization",
        trigger: "memory",
        title: "Memory",
      }),
      ...trafficWidgets(service, known, names, region),
    ],
  };
}

type ServiceDimensions = readonly ["ClusterName", string, "ServiceName", string];

function tasksWidget(service: MonitoredService, dimensions: ServiceDimensions, region: string): Widget {
  const count = (metricName: string, label: string): WidgetMetric => [
    "ECS/ContainerInsights",
    metricName,
    ...dimensions,
    { label },
  ];
  return metricWidget(region, {
    title: `${service.name}: instances`,
    unit: "tasks",
    metrics: [count("RunningTaskCount", "running"), count("DesiredTaskCount", "desired")],
    lines: [
      { label: "fewest", value: service.minInstances },
      { label: "most", value: service.maxInstances },
    ],
  });
}

interface Utilization {
  readonly metricName: string;
  readonly trigger: string;
  readonly title: string;
}

function utilizationWidget(
  service: MonitoredService,
  dimensions: ServiceDimensions,
  region: string,
  { metricName, trigger, title }: Utilization,
): Widget {
  return metricWidget(region, {
    title: `${service.name}: ${title}`,
    unit: "%",
    metrics: [
      ["AWS/ECS", metricName, ...dimensions, { label: "average" }],
      ["AWS/ECS", metricName, ...dimensions, { label: "highest", stat: "Maximum" }],
    ],
    lines: triggerLines(service, trigger),
  });
}

/** The thresholds at which a trigger scales up and down; none where it isn't on. */
export function triggerLines({ triggers }: Pick<MonitoredService, "triggers">, name: string): Line[] {
  const trigger: MonitoredTrigger | undefined = triggers.find((each) => each.name === name);
  if (trigger === undefined) return [];
  return [
    { label: "scales up", value: trigger.above },
    { label: "scales down", value: trigger.below },
  ];
}

function trafficWidgets(
  service: MonitoredService,
  { targetGroups = [] }: KnownServiceNames,
  { loadBalancer }: KnownNames,
  region: string,
): Widget[] {
  if (loadBalancer === undefined || targetGroups.length === 0) return [];
  const metric = (metricName: string, options: object): WidgetMetric[] =>
    targetGroups.map((targetGroup, index) => [
      APPLICATION,
      metricName,
      "TargetGroup",
      targetGroup,
      "LoadBalancer",
      loadBalancer,
      { ...options, ...labelled(options, index) },
    ]);
  return [
    metricWidget(region, {
      title: `${service.name}: requests`,
      unit: "a minute",
      statistic: "Sum",
      metrics: [
        ...metric("RequestCount", { label: "requests" }),
        ...metric("HTTPCode_Target_5XX_Count", { label: "errors" }),
      ],
    }),
    metricWidget(region, {
      title: `${service.name}: response time`,
      unit: "s",
      metrics: ["Average", "p95", "p99"].flatMap((stat) => metric("TargetResponseTime", { label: stat, stat })),
      lines: triggerLines(service, "response-time"),
    }),
    metricWidget(region, {
      title: `${service.name}: targets`,
      unit: "tasks",
      metrics: [
        ...metric("HealthyHostCount", { label: "healthy", stat: "Minimum" }),
        ...metric("UnHealthyHostCount", { label: "unhealthy", stat: "Maximum" }),
      ],
    }),
  ];
}

/** Two groups take turns in a blue-green deployment; their series need names of their own. */
function labelled(options: object, index: number): object {
  return "label" in options && index > 0 ? { label: `${String(options.label)} (group ${index + 1})` } : {};
}

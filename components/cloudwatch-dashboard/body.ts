import type { ShownSystem } from "./args";
import type { KnownNames } from "./known-names";
import { serviceRow } from "./service-row";
import { cacheRow, databaseRow, queueRow } from "./store-rows";
import { alarmWidget, logWidget, metricWidget, placed, type PlacedWidget, type Row } from "./widgets";

/** Lines of JSON at the level of an error, the latest first. */
const ERRORS =
  "filter level in ['error', 'fatal'] | fields @timestamp, @logStream, @message | sort @timestamp desc | limit 20";

/** Amazon CloudWatch API Reference, "Dashboard Body Structure and Syntax": alarms of one widget. */
const MOST_ALARMS = 100;

/** A dashboard as CloudWatch takes it. */
export interface DashboardBody {
  readonly widgets: readonly PlacedWidget[];
}

/** The dashboard of a system: alarms first, then the way of a request, from the load balancer to the queue. */
export function dashboardBody(
  system: ShownSystem,
  names: KnownNames,
  { region, alarmArns }: { readonly region: string; readonly alarmArns: readonly string[] },
): DashboardBody {
  const { cache, database, queues, services } = system;
  const rows = [
    alarmRow(system.environment, alarmArns),
    loadBalancerRow(names, region),
    ...services.map((service) => serviceRow(service, names, region)),
    errorsRow(names, region),
    database && databaseRow(database, names, region),
    cache && cacheRow(cache, names, region),
    ...queues.map((queue) => queueRow(queue, names, region)),
  ];
  return { widgets: placed(rows.filter((row) => row !== undefined)) };
}

function alarmRow(environment: string, alarmArns: readonly string[]): Row {
  const lists = Array.from({ length: Math.ceil(alarmArns.length / MOST_ALARMS) }, (_, index) =>
    alarmArns.slice(index * MOST_ALARMS, (index + 1) * MOST_ALARMS),
  );
  return { title: `${environment}: alarms`, widgets: lists.map((alarms) => alarmWidget("Alarms", alarms)) };
}

function loadBalancerRow({ loadBalancer }: KnownNames, region: string): Row | undefined {
  if (loadBalancer === undefined) return undefined;
  const metric = (metricName: string, label: string) => [
    "AWS/ApplicationELB",
    metricName,
    "LoadBalancer",
    loadBalancer,
    { label },
  ];
  return {
    title: "Load balancer",
    widgets: [
      metricWidget(region, {
        title: "Requests",
        unit: "a minute",
        statistic: "Sum",
        metrics: [
          metric("RequestCount", "requests"),
          metric("HTTPCode_ELB_5XX_Count", "answered with an error by itself"),
        ],
      }),
      metricWidget(region, {
        title: "Connections",
        unit: "a minute",
        statistic: "Sum",
        metrics: [metric("NewConnectionCount", "new"), metric("RejectedConnectionCount", "rejected")],
      }),
    ],
  };
}

function errorsRow({ services }: KnownNames, region: string): Row | undefined {
  const groups = Object.values(services).map(({ logGroupName }) => logGroupName);
  if (groups.length === 0) return undefined;
  return { title: "Errors", widgets: [logWidget(region, "Latest errors", groups, ERRORS)] };
}

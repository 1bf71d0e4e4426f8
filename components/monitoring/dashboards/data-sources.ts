/** Identities of the data sources, by which dashboards refer to them whatever their addresses are. */
export const DATA_SOURCES = {
  prometheus: { type: "prometheus", uid: "prometheus", name: "Prometheus" },
  history: { type: "prometheus", uid: "managed-prometheus", name: "Amazon Managed Prometheus" },
  alertmanager: { type: "alertmanager", uid: "alertmanager", name: "Alertmanager" },
  jaeger: { type: "jaeger", uid: "jaeger", name: "Jaeger" },
  cloudwatch: { type: "cloudwatch", uid: "cloudwatch", name: "CloudWatch" },
} as const;

/** Where Grafana finds what it shows, known after deployment. */
export interface DataSourceAddresses {
  /** Address of Prometheus, such as `http://prometheus.proofpix-production.internal:9090`. */
  readonly prometheus: string;
  /** Base URL of Alertmanager. */
  readonly alertmanager: string;
  /** Address of Jaeger's interface for queries. @default - there are no traces */
  readonly jaeger?: string | undefined;
  /** Region whose metrics and logs CloudWatch shows. */
  readonly region: string;
  /**
   * Amazon Managed Prometheus, which keeps the history. The address is the workspace's endpoint, which ends with its id
   * and a slash. @default - the history is as long as Prometheus' own disk keeps it
   */
  readonly managedPrometheus?: { readonly endpoint: string; readonly region: string } | undefined;
  /** Seconds between two scrapes, below which no step makes sense. @default 15 */
  readonly scrapeSeconds?: number;
}

const SCRAPE_SECONDS = 15;

interface DataSource {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly access: "proxy";
  readonly url?: string;
  readonly isDefault?: boolean;
  readonly editable: false;
  readonly jsonData: Readonly<Record<string, unknown>>;
}

/** A file of Grafana's provisioning of data sources. */
export interface DataSourceFile {
  readonly apiVersion: 1;
  /** Whether data sources that a file no longer names are deleted. */
  readonly prune: true;
  readonly datasources: readonly DataSource[];
}

/** The data sources of an environment. */
export function dataSourceFile(addresses: DataSourceAddresses): DataSourceFile {
  return {
    apiVersion: 1,
    prune: true,
    datasources: [
      prometheus(addresses),
      ...managedPrometheus(addresses),
      alertmanager(addresses),
      ...jaeger(addresses),
      cloudwatch(addresses),
    ],
  };
}

function prometheus({
  prometheus: url,
  jaeger: traces,
  scrapeSeconds = SCRAPE_SECONDS,
}: DataSourceAddresses): DataSource {
  const settings = { prometheusType: "Prometheus", timeInterval: `${scrapeSeconds}s`, httpMethod: "POST" };
  return {
    ...source("prometheus"),
    url,
    isDefault: true,
    jsonData: { ...settings, ...alertSettings(), ...(traces !== undefined && exemplarSettings()) },
  };
}

/**
 * Grafana's own data source for Prometheus signs for AWS in Grafana 11 and 12. Grafana 13 moves this to a plugin, which
 * has to be downloaded (Grafana's documentation, "Migrate from Prometheus SigV4 to Amazon Managed Service for
 * Prometheus").
 */
function managedPrometheus({
  managedPrometheus: workspace,
  scrapeSeconds = SCRAPE_SECONDS,
}: DataSourceAddresses): DataSource[] {
  if (workspace === undefined) return [];
  return [
    {
      ...source("history"),
      url: workspace.endpoint,
      jsonData: {
        ...{ prometheusType: "Prometheus", timeInterval: `${scrapeSeconds}s`, httpMethod: "POST", manageAlerts: false },
        ...{ sigV4Auth: true, sigV4AuthType: "default", sigV4Region: workspace.region },
      },
    },
  ];
}

/** Grafana shows and silences what Prometheus and Alertmanager say, and decides nothing itself. */
function alertmanager({ alertmanager: url }: DataSourceAddresses): DataSource {
  return {
    ...source("alertmanager"),
    url,
    jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
  };
}

function jaeger({ jaeger: url }: DataSourceAddresses): DataSource[] {
  if (url === undefined) return [];
  const query = "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{$$__tags}[5m])))";
  const tracesToMetrics = {
    datasourceUid: DATA_SOURCES.prometheus.uid,
    spanStartTimeShift: "-5m",
    spanEndTimeShift: "5m",
    tags: [{ key: "service.name", value: "service" }],
    queries: [{ name: "99 % of requests", query }],
  };
  return [{ ...source("jaeger"), url, jsonData: { nodeGraph: { enabled: true }, tracesToMetrics } }];
}

function cloudwatch({ region }: DataSourceAddresses): DataSource {
  return { ...source("cloudwatch"), jsonData: { authType: "default", defaultRegion: region } };
}

function alertSettings(): Readonly<Record<string, unknown>> {
  return { manageAlerts: true, alertmanagerUid: DATA_SOURCES.alertmanager.uid };
}

/** The label of exemplars in which the services tell the trace. */
function exemplarSettings(): Readonly<Record<string, unknown>> {
  const { uid: datasourceUid } = DATA_SOURCES.jaeger;
  return { exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid, urlDisplayLabel: "Open the trace" }] };
}

function source(key: keyof typeof DATA_SOURCES): Pick<DataSource, "name" | "uid" | "type" | "access" | "editable"> {
  return { ...DATA_SOURCES[key], access: "proxy", editable: false };
}

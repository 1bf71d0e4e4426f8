/** Images of the stack, each by a reference with a tag, which is resolved to its digest. */
export interface MonitoringImages {
  /** Prometheus, which collects and evaluates. */
  readonly prometheus: string;
  /** Alertmanager, which tells people. */
  readonly alertmanager: string;
  /** Grafana, which shows dashboards. */
  readonly grafana: string;
  /** Jaeger, which keeps and shows traces. */
  readonly jaeger: string;
  /** OpenTelemetry collector with its further components ("contrib"). */
  readonly otelCollector: string;
  /** Prober of health endpoints. */
  readonly blackboxExporter: string;
  /** Exporter of PostgreSQL's metrics. */
  readonly postgresExporter: string;
  /** Exporter of the cache's metrics. */
  readonly redisExporter: string;
  /** Exporter of metrics that CloudWatch alone has. */
  readonly cloudwatchExporter: string;
  /** With a shell of POSIX and the AWS CLI; it fetches the configuration. */
  readonly awsCli: string;
}

/** Versions of November 2026, of public registries that ask for no password. */
export const DEFAULT_IMAGES: MonitoringImages = {
  prometheus: "quay.io/prometheus/prometheus:v3.16.0",
  alertmanager: "quay.io/prometheus/alertmanager:v0.35.0",
  grafana: "docker.io/grafana/grafana:12.4.4",
  jaeger: "docker.io/jaegertracing/jaeger:2.21.0",
  otelCollector: "docker.io/otel/opentelemetry-collector-contrib:0.165.0",
  blackboxExporter: "quay.io/prometheus/blackbox-exporter:v0.28.0",
  postgresExporter: "quay.io/prometheuscommunity/postgres-exporter:v0.19.1",
  redisExporter: "docker.io/oliver006/redis_exporter:v1.69.0",
  cloudwatchExporter: "quay.io/prometheuscommunity/yet-another-cloudwatch-exporter:v0.68.0",
  awsCli: "public.ecr.aws/aws-cli/aws-cli:2.36.43",
};

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { sampleHistory } from "../../../../../stacks/documentation/dashboards/history";
import { Prometheus } from "../../../../../stacks/documentation/dashboards/prometheus";
import { administerCache } from "../../../../examples/enterprise/servers/administration";
import { buildProduct, ProductProcess } from "../../../../examples/enterprise/servers/product";
import { CACHE_USER } from "../../../../examples/enterprise/servers/redis";
import { setStage, type Stage } from "../../../../examples/enterprise/servers/stage";
import { alertmanager, blackboxExporter, type Listening, postgresExporter, redisExporter } from "./exporters";
import { StandIn } from "./stand-in";

/** The sample product with its servers, what watches them, and a Prometheus that reads it all. */
export interface World {
  readonly prometheus: Prometheus;
  readonly alertmanagerUrl: string;
  /** Address of the service that takes requests. */
  readonly productUrl: string;
  /** End of the made-up history, which is out of reach of what looks at now. */
  readonly historyEnd: number;
  readonly end: () => Promise<void>;
}

const HOUR = 3600;

/** Starts everything once. */
export async function startWorld(): Promise<World> {
  const stage = await setStage({ replicas: 1 });
  await administerCache(stage.redis, CACHE_USER, [["CONFIG", "SET", "maxmemory", "64mb"]]);
  const standIn = await StandIn.start();
  buildProduct(stage.directory, ["server", "worker"]);
  const product = new ProductProcess(stage.directory, "server", stage.environment);
  const worker = new ProductProcess(stage.directory, "worker", { ...stage.environment, QUEUE_WAIT_SECONDS: "1" });
  const [primary, replica, cache, blackbox, alerts] = await Promise.all([
    postgresExporter(stage.primary, stage.directory),
    ...stage.replicas.slice(0, 1).map((server) => postgresExporter(server, stage.directory)),
    redisExporter(stage.redis),
    blackboxExporter(stage.directory),
    alertmanager(stage.directory, `http://127.0.0.1:${standIn.port}/webhook`),
  ] as [Promise<Listening>, Promise<Listening>, Promise<Listening>, Promise<Listening>, Promise<Listening>]);
  const historyEnd = (Math.floor(Date.now() / 1000 / HOUR) - 2) * HOUR;
  const productUrl = await product.url();
  const places: Places = {
    product: portOf(productUrl),
    worker: portOf(await worker.url()),
    primary: primary.port,
    replica: replica.port,
    cache: cache.port,
    blackbox: blackbox.port,
    alertmanager: alerts.port,
    standIn: standIn.port,
  };
  const prometheus = await Prometheus.start({
    history: sampleHistory({ end: historyEnd, days: 16, fineHours: 3 }),
    configuration: (address) => configuration(stage, places, address),
  });
  const end = async (): Promise<void> => {
    await prometheus.stop();
    await Promise.all([primary, replica, cache, blackbox, alerts].map(({ process }) => process.stop()));
    await Promise.all([product.stop(), worker.stop()]);
    await standIn.stop();
    await stage.end();
  };
  return { prometheus, alertmanagerUrl: `http://127.0.0.1:${alerts.port}`, productUrl, historyEnd, end };
}

type Places = Readonly<
  Record<"product" | "worker" | "primary" | "replica" | "cache" | "blackbox" | "alertmanager" | "standIn", number>
>;

/** The jobs and labels of the generated scrape configuration, with targets of this machine. */
function configuration({ directory }: Stage, places: Places, prometheus: string): string {
  const rules = join(directory, "rules.yml");
  writeFileSync(rules, stringify({ groups: [{ name: "sample", rules: RULES }] }));
  const instances = [
    { service: "enterprise", port: places.product },
    { service: "worker", port: places.worker },
  ];
  const task = (service: string) => ({ service, task: "0a1b2c3d", revision: "7", availability_zone: "eu-west-1a" });
  const own = (job: string) => ({ job_name: job, metrics_path: `/${job}`, static_configs: [target(places.standIn)] });
  const alerted = `127.0.0.1:${places.alertmanager}`;
  return stringify({
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: [rules],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alerted] }] }] },
    scrape_configs: [
      {
        job_name: "application",
        static_configs: instances.map(({ service, port }) => target(port, task(service))),
      },
      {
        job_name: "database",
        static_configs: [
          target(places.primary, { server: "primary" }),
          target(places.replica, { server: "replica-1" }),
        ],
      },
      { job_name: "cache", static_configs: [target(places.cache, { node: "node-1" })] },
      { job_name: "alertmanager", static_configs: [target(places.alertmanager)] },
      { job_name: "prometheus", static_configs: [{ targets: [prometheus] }] },
      ...["cloudwatch", "jaeger", "otel-collector"].map(own),
      probeJob(instances, places),
    ],
  });
}

function target(port: number, labels: Readonly<Record<string, string>> = {}): object {
  return { targets: [`127.0.0.1:${port}`], labels };
}

function probeJob(instances: readonly { readonly service: string; readonly port: number }[], places: Places): object {
  const paths = [
    ["/health", "instance"],
    ["/api/health", "dependencies"],
    ["/api/performance/health", "performance"],
  ] as const;
  return {
    job_name: "probe",
    metrics_path: "/probe",
    params: { module: ["health"] },
    static_configs: instances.flatMap(({ service, port }) =>
      paths.map(([path, covers]) => ({
        targets: [`http://127.0.0.1:${port}${path}`],
        labels: { service, path, covers, instance: `127.0.0.1:${port}` },
      })),
    ),
    relabel_configs: [
      { source_labels: ["__address__"], target_label: "__param_target" },
      { target_label: "__address__", replacement: `127.0.0.1:${places.blackbox}` },
    ],
  };
}

const RULES = [
  { alert: "Certain", expr: "vector(1)", labels: { severity: "critical", service: "enterprise" } },
  { alert: "Quiet", expr: "vector(1)", labels: { severity: "warning", service: "worker" } },
  { alert: "Later", expr: "vector(1)", for: "1h", labels: { severity: "warning", service: "worker" } },
];

function portOf(url: string): number {
  return Number(new URL(url).port);
}

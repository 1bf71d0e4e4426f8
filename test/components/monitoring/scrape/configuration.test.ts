import {
  awsDiscovery,
  DETECTION,
  prometheusArguments,
  prometheusConfiguration,
} from "../../../../components/monitoring";
import { runTool } from "../../../support/monitoring/tools";
import { monitoredSystem } from "../system";
import { ADDRESSES, configuration, configurationText, KNOWN, relabelled, written } from "./support";

const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/proofpix";
const REMOTE = {
  url: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write",
  region: "eu-west-1",
};

function scrape(name: string, settings: Parameters<typeof configuration>[0] = {}) {
  const found = configuration(settings).scrape_configs.find(({ job_name: job }) => job === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe("Prometheus' configuration", () => {
  it.each([
    ["alone", {}],
    ["with a replica and remote write", { replica: "a", remoteWrite: REMOTE }],
  ])("is one that Prometheus takes, %s", (_name, settings) => {
    const directory = written(configurationText(settings));
    const { output, succeeded } = runTool("promtool", ["check", "config", "prometheus.yml"], directory);

    expect(output).toContain("prometheus.yml is valid prometheus config file syntax");
    expect(succeeded).toBe(true);
  });

  it("reads each service, its probes, the data stores, CloudWatch, and the monitoring itself", () => {
    expect(configuration().scrape_configs.map(({ job_name: name }) => name)).toEqual([
      "application-enterprise",
      "probe-enterprise-/health",
      "probe-enterprise-/api/health",
      "probe-enterprise-/api/performance/health",
      "probe-worker-connection",
      "probe-certificate",
      "database-primary",
      "database-replica-1",
      "database-replica-2",
      "cache-node-1",
      "cache-node-2",
      "cache-node-3",
      "cloudwatch",
      "prometheus",
      "alertmanager",
      "grafana",
      "jaeger",
      "otel-collector",
      "blackbox",
    ]);
  });

  it("keeps of the certificate's probe the end alone, and has none without a domain name", () => {
    expect(scrape("probe-certificate")).toMatchObject({
      metric_relabel_configs: [
        { source_labels: ["__name__"], regex: "probe_ssl_earliest_cert_expiry", action: "keep" },
      ],
    });
    const plain = prometheusConfiguration(
      { ...monitoredSystem(), loadBalancer: undefined },
      { addresses: ADDRESSES, discovery: KNOWN },
    );

    expect(plain).not.toContain("probe-certificate");
  });

  it("reads no data store that isn't there, and no part that doesn't run", () => {
    const names = configuration({ parts: ["prometheus"] }).scrape_configs.map(({ job_name: name }) => name);

    expect(names).not.toContain("jaeger");
    expect(names).toContain("prometheus");
  });

  it("names the environment on all that leaves it", () => {
    expect(configuration().global).toEqual({
      scrape_interval: "15s",
      scrape_timeout: "10s",
      evaluation_interval: "15s",
      external_labels: { environment: "production" },
    });
    expect(configuration().alerting).not.toHaveProperty("alert_relabel_configs");
  });

  it("names the replica for Amazon Managed Prometheus, and keeps that from Alertmanager", () => {
    const { global, alerting } = configuration({ replica: "a" });

    expect(global.external_labels).toEqual({ environment: "production", cluster: "production", __replica__: "a" });
    expect(alerting).toMatchObject({
      alert_relabel_configs: [{ regex: "cluster|__replica__", action: "labeldrop" }],
    });
  });

  it("writes to a workspace as the task's role, without what libraries tell of themselves", () => {
    expect(configuration().remote_write).toBeUndefined();
    expect(configuration({ remoteWrite: REMOTE }).remote_write).toEqual([
      {
        url: REMOTE.url,
        sigv4: { region: "eu-west-1" },
        queue_config: { max_samples_per_send: 1000, max_shards: 20, capacity: 2500 },
        write_relabel_configs: [
          { source_labels: ["__name__"], regex: "(go|promhttp|net_conntrack)_.+", action: "drop" },
        ],
      },
    ]);
  });

  it("finds tasks through ECS, and its parts by name, in AWS", () => {
    const discovery = awsDiscovery(
      { region: "eu-west-1", clusterArn: CLUSTER, domain: "proofpix.internal" },
      DETECTION,
    );

    expect(scrape("application-enterprise", { discovery }).aws_sd_configs).toEqual([
      { role: "ecs", region: "eu-west-1", clusters: [CLUSTER], port: 3000, refresh_interval: "10s" },
    ]);
    expect(configuration({ discovery }).alerting).toEqual({
      alertmanagers: [
        {
          dns_sd_configs: [
            { names: ["alertmanager.proofpix.internal"], type: "A", port: 9093, refresh_interval: "15s" },
          ],
          api_version: "v2",
          timeout: "2s",
        },
      ],
    });
    expect(JSON.stringify(scrape("probe-enterprise-/health", { discovery }))).toContain(
      "blackbox.proofpix.internal:9115",
    );
  });

  it("differs in its discovery only where addresses are known", () => {
    const discovery = awsDiscovery({ region: "eu-west-1", clusterArn: CLUSTER, domain: "test" }, DETECTION);
    const withoutDiscovery = (settings: Parameters<typeof configuration>[0]) =>
      configuration(settings).scrape_configs.map((config) =>
        Object.fromEntries(Object.entries(config).filter(([key]) => !/_sd_configs$|^static_configs$/.test(key))),
      );

    expect(withoutDiscovery({ discovery })).toEqual(withoutDiscovery({}));
  });

  it("asks the exporters: a port for each server, an address for each node", () => {
    expect(scrape("database-replica-1").static_configs).toEqual([{ targets: ["exporters.test:9188"] }]);
    expect(scrape("cache-node-1")).toMatchObject({
      metrics_path: "/scrape",
      params: { target: ["rediss://cache-001.euw1.cache.amazonaws.com:6379"] },
    });
    expect(scrape("cloudwatch")).toMatchObject({ scrape_interval: "1m" });
  });

  it("probes instances in the rhythm of the detection, and what they depend on more seldom", () => {
    expect(scrape("probe-enterprise-/health")).toMatchObject({
      scrape_interval: "5s",
      scrape_timeout: "2500ms",
      metrics_path: "/probe",
      params: { module: ["instance"] },
    });
    expect(scrape("probe-enterprise-/api/health")).toMatchObject({
      scrape_interval: "15s",
      scrape_timeout: "5500ms",
      params: { module: ["dependencies"] },
    });
  });
});

describe("Prometheus' own relabelling", () => {
  it("keeps the running tasks of the service, and names task, revision and zone", () => {
    expect(relabelled("application-enterprise")).toEqual([
      {
        __address__: "10.0.1.17:3000",
        __metrics_path__: "/metrics",
        __scheme__: "http",
        __scrape_interval__: "15s",
        __scrape_timeout__: "10s",
        job: "application",
        service: "enterprise",
        instance: "10.0.1.17:3000",
        task: "0f9de17a",
        revision: "12",
        availability_zone: "eu-west-1a",
      },
      undefined,
      undefined,
    ]);
  });

  it("asks the blackbox exporter for each task's own address", () => {
    expect(relabelled("probe-enterprise-/api/health")[0]).toMatchObject({
      __address__: "blackbox.test:9115",
      __metrics_path__: "/probe",
      __param_module: "dependencies",
      __param_target: "http://10.0.1.17:3000/api/health",
      job: "probe",
      service: "enterprise",
      instance: "10.0.1.17:3000",
      path: "/api/health",
      covers: "dependencies",
    });
  });

  it("has a worker without health endpoints tried by a connection", () => {
    expect(relabelled("probe-worker-connection")[0]).toMatchObject({
      __param_module: "connection",
      __param_target: "10.0.1.19:3000",
      instance: "10.0.1.19:3000",
      covers: "instance",
      service: "worker",
    });
  });

  it("has the certificate of the load balancer's domain looked at", () => {
    expect(relabelled("probe-certificate")[0]).toMatchObject({
      __address__: "blackbox.test:9115",
      __param_target: "app.proofpix.com:443",
      __param_module: "certificate",
      job: "probe",
      instance: "app.proofpix.com:443",
    });
  });

  it.each([
    ["database-primary", { job: "database", server: "primary", instance: "exporters.test:9187" }],
    ["cache-node-2", { job: "cache", node: "node-2", __param_target: "node-2" }],
    ["cloudwatch", { job: "cloudwatch" }],
    [
      "probe-certificate",
      {
        job: "probe",
        instance: "app.proofpix.com:443",
        __address__: "blackbox.test:9115",
        __param_module: "certificate",
        __param_target: "app.proofpix.com:443",
      },
    ],
  ])("labels %s", (job, labels) => {
    expect(relabelled(job)[0]).toMatchObject(labels);
  });
});

describe("Prometheus' command line", () => {
  const settings = {
    port: 9090,
    configurationFile: "/etc/prometheus/prometheus.yml",
    dataDirectory: "/prometheus",
    retentionDays: 15,
    diskGibibytes: 20,
  };

  it("limits the samples by time and by size", () => {
    expect(prometheusArguments(settings)).toEqual([
      "--config.file=/etc/prometheus/prometheus.yml",
      "--storage.tsdb.path=/prometheus",
      "--storage.tsdb.retention.time=15d",
      "--storage.tsdb.retention.size=16384MB",
      "--web.listen-address=:9090",
      "--enable-feature=exemplar-storage",
    ]);
  });

  it("names the address of its links", () => {
    expect(prometheusArguments({ ...settings, externalUrl: "https://monitoring.proofpix.com/prometheus" })).toContain(
      "--web.external-url=https://monitoring.proofpix.com/prometheus",
    );
  });
});

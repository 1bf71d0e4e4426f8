import { parse } from "yaml";
import {
  CLOUDWATCH_METRICS,
  cloudWatchArguments,
  type CloudWatchAddresses,
  cloudWatchConfiguration,
  cloudWatchMetricName,
  grafanaFiles,
  type MonitoredSystem,
} from "../../../../components/monitoring";
import { monitoredLoadBalancer } from "../../../../components/load-balancer/monitored";
import { ruleFile, ruleFileYaml } from "../../../../components/monitoring/rules";
import { monitoredSystem } from "../system";

interface StaticJob {
  readonly name: string;
  readonly namespace: string;
  readonly regions: readonly string[];
  readonly dimensions: readonly object[];
  readonly customTags: readonly object[];
  readonly metrics: readonly { readonly name: string }[];
}

const ADDRESSES: CloudWatchAddresses = {
  region: "eu-west-1",
  loadBalancer: "app/proofpix/0123456789abcdef",
  targetGroups: { enterprise: ["targetgroup/blue/1", "targetgroup/green/2"] },
  databaseServers: { primary: "proofpix-production-database" },
  cacheNodes: { "node-1": "proofpix-production-cache-001" },
  queues: { jobs: "proofpix-production-jobs" },
};

const BEHIND_NETWORK = monitoredSystem({
  loadBalancer: monitoredLoadBalancer("shop", { algorithm: "ip-hash", targets: { enterprise: { port: 3000 } } }),
});

function jobs(addresses: CloudWatchAddresses = ADDRESSES, system = monitoredSystem()): readonly StaticJob[] {
  return (parse(cloudWatchConfiguration(system, addresses)) as { static: readonly StaticJob[] }).static;
}

describe("the name of a metric of CloudWatch", () => {
  // Most are of the exporter's own tests and README.
  it.each([
    ["AWS/ElastiCache", "CPUUtilization", "Average", "aws_elasticache_cpuutilization_average"],
    ["/aws/sagemaker/TrainingJobs", "CPUUtilization", "Average", "aws_sagemaker_trainingjobs_cpuutilization_average"],
    ["Glue", "glue.driver.aggregate.bytesRead", "Average", "aws_glue_driver_aggregate_bytes_read_average"],
    ["Glue", "aggregate.glue.jobs.bytesRead", "Average", "aws_glue_aggregate_glue_jobs_bytes_read_average"],
    ["AWS/ELB", "HTTPCode_Backend_4XX", "Sum", "aws_elb_httpcode_backend_4_xx_sum"],
    ["AWS/ES", "FreeStorageSpace", "Sum", "aws_es_free_storage_space_sum"],
    ["AWS/NetworkELB", "NewFlowCount", "Sum", "aws_networkelb_new_flow_count_sum"],
    ["AWS/NetworkELB", "TCP_ELB_Reset_Count", "Sum", "aws_networkelb_tcp_elb_reset_count_sum"],
    ["AWS/X", "IHaveA%Sign", "p95", "aws_x_ihave_a_percentsign_p95"],
  ])("of %s, %s and %s is %s", (namespace, metric, statistic, name) => {
    expect(cloudWatchMetricName(namespace, metric, statistic)).toBe(name);
  });
});

describe("the configuration of the exporter of CloudWatch", () => {
  it("has a job for each resource, with the labels by which rules and dashboards know it", () => {
    expect(jobs().map(({ name, dimensions, customTags }) => ({ name, dimensions, customTags }))).toEqual([
      {
        name: "loadBalancer",
        dimensions: [{ name: "LoadBalancer", value: "app/proofpix/0123456789abcdef" }],
        customTags: [],
      },
      ...["targetgroup/blue/1", "targetgroup/green/2"].map((value) => ({
        name: "targetGroup-enterprise",
        dimensions: [
          { name: "TargetGroup", value },
          { name: "LoadBalancer", value: "app/proofpix/0123456789abcdef" },
        ],
        customTags: [{ key: "service", value: "enterprise" }],
      })),
      {
        name: "databaseServer-primary",
        dimensions: [{ name: "DBInstanceIdentifier", value: "proofpix-production-database" }],
        customTags: [{ key: "server", value: "primary" }],
      },
      {
        name: "cacheNode-node-1",
        dimensions: [{ name: "CacheClusterId", value: "proofpix-production-cache-001" }],
        customTags: [{ key: "node", value: "node-1" }],
      },
      {
        name: "queue-jobs",
        dimensions: [{ name: "QueueName", value: "proofpix-production-jobs" }],
        customTags: [{ key: "queue", value: "jobs" }],
      },
      expect.objectContaining({
        dimensions: [{ name: "QueueName", value: monitoredSystem().queues[0]?.deadLetterName }],
      }),
    ]);
  });

  it("reads a minute at a time, and takes what CloudWatch doesn't tell of a sum as none", () => {
    expect(jobs()[0]).toMatchObject({
      namespace: "AWS/ApplicationELB",
      regions: ["eu-west-1"],
      metrics: [
        { name: "RequestCount", statistics: ["Sum"], period: 60, length: 300, nilToZero: true },
        { name: "HTTPCode_ELB_5XX_Count", nilToZero: true },
        { name: "HTTPCode_Target_5XX_Count", nilToZero: true },
      ],
    });
    expect(jobs()[3]).toMatchObject({ metrics: [{ name: "CPUUtilization", nilToZero: false }, {}] });
  });

  it("asks of a network load balancer what CloudWatch knows of one", () => {
    const addresses = { ...ADDRESSES, loadBalancer: "net/proofpix/0123456789abcdef" };
    const [whole, ...groups] = jobs(addresses, BEHIND_NETWORK).slice(0, 3);

    expect(whole).toMatchObject({
      namespace: "AWS/NetworkELB",
      dimensions: [{ name: "LoadBalancer", value: "net/proofpix/0123456789abcdef" }],
      metrics: [
        { name: "NewFlowCount", statistics: ["Sum"], nilToZero: true },
        { name: "ActiveFlowCount", statistics: ["Average"], nilToZero: false },
        { name: "TCP_ELB_Reset_Count", statistics: ["Sum"] },
        { name: "TCP_Target_Reset_Count", statistics: ["Sum"] },
      ],
    });
    expect(groups).toMatchObject(
      ["targetgroup/blue/1", "targetgroup/green/2"].map((value) => ({
        namespace: "AWS/NetworkELB",
        dimensions: [{ name: "TargetGroup", value }, { name: "LoadBalancer" }],
        metrics: [{ name: "UnHealthyHostCount", statistics: ["Maximum"] }],
      })),
    );
  });

  it("reads the bill, which is in one region, where it is wanted", () => {
    const prices = { asOf: "2026-11-30", parts: [], billing: true };

    expect(jobs(ADDRESSES, monitoredSystem({ prices })).at(-1)).toMatchObject({
      name: "bill",
      regions: ["us-east-1"],
      dimensions: [{ name: "Currency", value: "USD" }],
      metrics: [{ name: "EstimatedCharges", statistics: ["Maximum"], period: 21_600 }],
    });
    expect(jobs().map(({ name }) => name)).not.toContain("bill");
  });

  it("reads nothing of what isn't there", () => {
    expect(jobs({ region: "eu-west-1" }, monitoredSystem({ queues: [] }))).toEqual([]);
  });

  it("starts the exporter with one look a minute", () => {
    expect(cloudWatchArguments("/etc/exporters/cloudwatch.yml", 5000)).toEqual([
      "--config.file=/etc/exporters/cloudwatch.yml",
      "--listen-address=:5000",
      "--scraping-interval=60",
    ]);
  });
});

describe("the metrics of CloudWatch", () => {
  const names = Object.values(CLOUDWATCH_METRICS).flatMap(({ namespace, metrics }) =>
    metrics.map(({ name, statistic }) => cloudWatchMetricName(namespace, name, statistic)),
  );

  /** Metrics of CloudWatch that rules and dashboards of a system look at. */
  function usedBy(system: MonitoredSystem): string[] {
    const files = grafanaFiles(system, {
      directory: "/etc/grafana",
      port: 3000,
      addresses: {
        region: "eu-west-1",
        prometheus: "http://prometheus:9090",
        alertmanager: "http://alertmanager:9093",
        jaeger: "http://jaeger:16686",
        managedPrometheus: undefined,
        scrapeSeconds: 15,
      },
    });
    const texts = [...files.map(({ content }) => content), ruleFileYaml(ruleFile(system))];
    return [...(texts.join("\n").match(/aws_[a-z0-9_]+/g) ?? [])];
  }

  it("are those that rules and dashboards look at, and no others", () => {
    const prices = { asOf: "2026-11-30", parts: [{ name: "database", dollarsPerHour: 1 }], billing: true };
    const used = [...usedBy(monitoredSystem({ prices })), ...usedBy(BEHIND_NETWORK)];

    expect([...new Set(used)].sort()).toEqual([...names].sort());
  });

  it("are of one kind of load balancer, that which there is", () => {
    expect(usedBy(BEHIND_NETWORK).filter((name) => name.startsWith("aws_applicationelb"))).toEqual([]);
    expect(usedBy(monitoredSystem()).filter((name) => name.startsWith("aws_networkelb"))).toEqual([]);
  });
});

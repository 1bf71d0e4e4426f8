import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { all, only, type Registered } from "../../../../support/deploy";
import { deployCommitted, deployEnvironment, type Deployed } from "../../../deployed";
import { MINIMAL, refused } from "../../../example-settings";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const WORKSPACE = "aws:amp/workspace:Workspace";

const MONITORING = { runbookUrl: "https://docs.example.com/runbooks/alerts" };
const SIGN_ON = {
  clientId: "grafana",
  clientSecret: "grafana-client",
  authorizationUrl: "https://login.example.com/authorize",
  tokenUrl: "https://login.example.com/token",
  userInfoUrl: "https://login.example.com/userinfo",
  administrators: ["platform"],
};
const GRAFANA = { host: "grafana.staging.proofpix.com", signOn: SIGN_ON };
const OUTSIDE = {
  domain: { name: "staging.proofpix.com", hostedZone: "proofpix.com" },
  secrets: [{ name: "grafana-client" }],
  monitoring: { ...MONITORING, grafana: GRAFANA },
};

function deployed(overrides: object, environment = "staging"): Promise<Deployed> {
  return deployEnvironment(parseConfiguration({ ...MINIMAL, ...overrides }, environment));
}

function variablesOf(resources: readonly Registered[], service: string): Record<string, string> {
  const definition = all(resources, TASK_DEFINITION).find(({ name }) => name === service);
  const containers = JSON.parse(String(definition?.inputs.containerDefinitions)) as {
    readonly name: string;
    readonly environment: { readonly name: string; readonly value: string }[];
  }[];
  const application = containers.find(({ name }) => name === "application");
  return Object.fromEntries((application?.environment ?? []).map(({ name, value }) => [name, value]));
}

function filesOf(resources: readonly Registered[], part: string): string {
  return String(all(resources, OBJECT).find(({ inputs }) => inputs.key === part)?.inputs.content);
}

describe("the monitoring of an environment", () => {
  it("is none unless it is configured: services send spans nowhere", async () => {
    const { resources, outputs } = await deployed({});

    expect(resources.filter(({ name }) => name.includes("monitoring"))).toEqual([]);
    expect(Object.keys(variablesOf(resources, "proofpix-staging-enterprise"))).not.toContain(
      "OTEL_EXPORTER_OTLP_ENDPOINT",
    );
    expect(Object.keys(outputs)).not.toContain("grafanaUrl");
  });

  it("runs beside the services, which it tells where to send spans, and tells the environment's topics", async () => {
    const { resources, outputs } = await deployed({ monitoring: MONITORING });

    expect(variablesOf(resources, "proofpix-staging-enterprise")).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel-collector.proofpix-staging.internal:4318",
      OTEL_SERVICE_NAME: "enterprise",
    });
    expect(filesOf(resources, "prometheus")).toContain("regex: proofpix-staging-enterprise");
    expect(filesOf(resources, "alertmanager")).toContain("topic_arn: arn:mock:proofpix-staging-topic");
    expect(filesOf(resources, "alertmanager")).toContain("topic_arn: arn:mock:proofpix-staging-warnings-topic");
    expect(outputs).toMatchObject({
      grafanaUrl: "http://grafana.proofpix-staging.internal:3000",
      prometheusUrl: "http://prometheus.proofpix-staging.internal:9090",
      alertmanagerUrl: "http://alertmanager.proofpix-staging.internal:9093",
    });
  });

  it("sends no spans where tracing is off", async () => {
    const { resources } = await deployed({ monitoring: { ...MONITORING, tracing: { enabled: false } } });

    expect(Object.keys(variablesOf(resources, "proofpix-staging-enterprise"))).not.toContain("OTEL_SERVICE_NAME");
  });

  it("is twice what alerts depend on, with all samples kept, in production alone", async () => {
    const { resources: production, outputs } = await deployCommitted("production");
    const { resources: development } = await deployCommitted("development");
    const tasks = (resources: readonly Registered[], part: string): unknown =>
      all(resources, SERVICE).find(({ name }) => name.endsWith(`-monitoring-${part}`))?.inputs.desiredCount;

    expect([tasks(production, "prometheus"), tasks(production, "alertmanager")]).toEqual([2, 2]);
    expect([tasks(development, "prometheus"), tasks(development, "alertmanager")]).toEqual([1, 1]);
    expect(only(production, WORKSPACE).protect).toBe(true);
    expect(all(development, WORKSPACE)).toEqual([]);
    expect(outputs).toHaveProperty("managedPrometheusId");
  });

  it("has its exporters read database, cache, load balancer and queues by the names that AWS gave", async () => {
    const { resources } = await deployCommitted("production");
    const files = filesOf(resources, "exporters");

    for (const label of ["server", "node", "queue", "service"]) expect(files).toContain(`key: ${label}`);
    expect(filesOf(resources, "prometheus")).toMatch(/rediss:\/\/proofpix-production-cache-001\./);
  });

  it("leads people to Grafana by a host of its own, which the certificate covers", async () => {
    const { resources, outputs } = await deployed(OUTSIDE);

    expect(only(resources, "aws:acm/certificate:Certificate").inputs).toMatchObject({
      domainName: "staging.proofpix.com",
      subjectAlternativeNames: ["grafana.staging.proofpix.com"],
    });
    const rules = all(resources, "aws:lb/listenerRule:ListenerRule").filter(({ name }) => name.includes("grafana"));
    for (const { inputs } of rules) {
      expect(inputs.conditions).toEqual([{ hostHeader: { values: ["grafana.staging.proofpix.com"] } }]);
    }
    expect(rules).toHaveLength(2);
    expect(variablesOf(resources, "proofpix-staging-monitoring-grafana")).toMatchObject({
      GF_SERVER_ROOT_URL: "https://grafana.staging.proofpix.com",
      GF_AUTH_GENERIC_OAUTH_CLIENT_ID: "grafana",
    });
    expect(outputs).toMatchObject({ grafanaUrl: "https://grafana.staging.proofpix.com" });
  });

  it("leaves the services' own rules and names alone when Grafana gets a host", async () => {
    const ofServices = ({ resources }: Deployed) =>
      all(resources, "aws:lb/listenerRule:ListenerRule")
        .filter(({ name }) => name.includes("enterprise"))
        .map(({ name, inputs: { priority } }) => ({ name, priority }));

    const before = ofServices(await deployed({ ...OUTSIDE, monitoring: MONITORING }));

    expect(ofServices(await deployed(OUTSIDE))).toEqual(before);
  });

  it("needs room on the services' instances where it runs there, and none on Fargate", async () => {
    const inGroup = async (capacity: string): Promise<number> => {
      const { resources } = await deployed({ monitoring: { ...MONITORING, capacity } });
      return Number(only(resources, "aws:autoscaling/group:Group").inputs.minSize);
    };

    expect(await inGroup("environment")).toBeGreaterThan(await inGroup("fargate"));
  });
});

/** A receiver that has somebody to tell. */
const WATCHDOG_RECEIVER = /- name: watchdog\n +webhook_configs/;

describe("the watchdog of an environment's monitoring", () => {
  it("hears of the alert that always fires, at an address that is a secret", async () => {
    const { resources } = await deployed({
      secrets: [{ name: "watchdog-address" }],
      monitoring: { ...MONITORING, watchdog: { secretUrl: "watchdog-address" } },
    });
    const definition = all(resources, TASK_DEFINITION).find(
      ({ name }) => name === "proofpix-staging-monitoring-alertmanager",
    );

    expect(filesOf(resources, "alertmanager")).toMatch(WATCHDOG_RECEIVER);
    expect(String(definition?.inputs.containerDefinitions)).toContain("watchdog-address");
  });

  it("is nobody by default", async () => {
    const { resources } = await deployed({ monitoring: MONITORING });

    expect(filesOf(resources, "alertmanager")).not.toMatch(WATCHDOG_RECEIVER);
  });

  it.each([
    [{}, "monitoring.watchdog", "must have url or secretUrl, one of them"],
    [
      { url: "https://watchdog.example.com", secretUrl: "unknown" },
      "monitoring.watchdog",
      "must have url or secretUrl, one of them",
    ],
    [{ secretUrl: "unknown" }, "monitoring.watchdog.secretUrl", "names no secret in proofpix:secrets"],
  ])("is refused as %j", (watchdog, key, reason) => {
    expect(refused({ monitoring: { ...MONITORING, watchdog } })[`proofpix:${key}`]).toContain(reason);
  });
});

describe("monitoring is refused", () => {
  const reasons = (monitoring: object, others: object = {}) =>
    refused({ ...others, monitoring: { ...MONITORING, ...monitoring } });

  it("of a service that there is not", () => {
    expect(reasons({ services: [{ name: "other" }] })["proofpix:monitoring.services[0].name"]).toContain(
      'must be a service of proofpix:services, which are "enterprise", got "other"',
    );
  });

  it("with an objective that no histogram can tell of", () => {
    expect(reasons({ objectives: { latencySeconds: 3 } })).toHaveProperty([
      "proofpix:monitoring.objectives.latencySeconds",
    ]);
  });

  it.each([
    [{ kind: "slack" }, "secretUrl", 'must be given for the kind "slack"'],
    [{ kind: "email" }, "to", 'must be given for the kind "email"'],
    [{ kind: "webhook" }, "url", "must be given or secretUrl, one of them"],
    [{ kind: "sns", channel: "#x" }, "channel", 'means nothing for the kind "sns"'],
    [{ kind: "pagerduty", routingKey: "undeclared" }, "routingKey", "names no secret in proofpix:secrets"],
  ])("with the receiver %j", (receiver, key, reason) => {
    expect(reasons({ receivers: [receiver] })[`proofpix:monitoring.receivers[0].${key}`]).toContain(reason);
  });

  it.each([[{ kind: "sns", severity: "warning" }], [{ kind: "sns", team: "product" }]])(
    "with %j alone, which leaves most outages untold",
    (receiver) => {
      expect(reasons({ receivers: [receiver] })).toEqual({
        "proofpix:monitoring.receivers":
          "must have a receiver of critical alerts that is no team's alone, or nobody is told of an outage, got none",
      });
    },
  );

  it("with a receiver of a team whose name makes no receiver's", () => {
    expect(reasons({ receivers: [{ kind: "sns" }, { kind: "sns", team: "a-" }] })).toEqual({
      "proofpix:monitoring.receivers[1].team": expect.stringMatching(
        /not ending with a hyphen.*got "a-"|got "a-".*not ending with a hyphen/,
      ) as string,
    });
  });

  it("with Grafana behind a network load balancer, for that reason alone", () => {
    expect(reasons({ grafana: GRAFANA }, { ...OUTSIDE, algorithm: "ip-hash" })).toEqual({
      "proofpix:monitoring.grafana":
        "can't stand beside the services behind a network load balancer, which ip-hash makes; choose another algorithm, or leave it out",
    });
  });

  it("with people before Grafana who could not sign on", () => {
    const found = reasons({ grafana: GRAFANA });

    expect(found["proofpix:monitoring.grafana.host"]).toContain("needs a load balancer with a certificate");
    expect(found["proofpix:monitoring.grafana.signOn.clientSecret"]).toContain("names no secret");
  });

  it("with a store of traces that lacks what it needs", () => {
    expect(reasons({ tracing: { storage: { kind: "opensearch" } } })["proofpix:monitoring.tracing.storage.url"]).toBe(
      'is missing: the kind "opensearch" needs it',
    );
  });
});

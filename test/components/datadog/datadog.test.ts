import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../../../components";
import { AgentDaemon, Datadog, type DatadogArgs, type DatadogLogsArgs } from "../../../components/datadog";
import { type Registered, all, deploy, only, refusals } from "../../support/deploy";
import { changesBetween } from "../../support/changes";
import { deployLocally } from "../../support/local-deployment";
import { ADDRESSES, SYSTEM } from "./watched";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:datadog-AbCdEf";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

const LOGS: DatadogLogsArgs = {
  accountId: "123456789012",
  region: "eu-west-1",
  groups: { web: "/ecs/shop-web" },
  apiKeySecretArn: SECRET,
  kmsKeyArn: KEY,
};
const MONITORING = { apiKey: "0123", appKey: "4567", system: SYSTEM, addresses: ADDRESSES };

const TYPES = {
  dashboard: "datadog:index/dashboardJson:DashboardJson",
  filter: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  monitor: "datadog:index/monitor:Monitor",
  objective: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  policy: "aws:iam/rolePolicy:RolePolicy",
  provider: "pulumi:providers:datadog",
  stream: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
} as const;

function datadog(args: Partial<DatadogArgs> = {}): Promise<Registered[]> {
  return deploy(() => new Datadog("shop", { site: "datadoghq.eu", logs: LOGS, ...args }));
}

function policies(resources: readonly Registered[]): Record<string, { Action: unknown; Resource: unknown }[]> {
  return Object.fromEntries(
    all(resources, TYPES.policy).map(({ name, inputs }) => [
      name,
      (JSON.parse(inputs.policy as string) as { Statement: { Action: unknown; Resource: unknown }[] }).Statement,
    ]),
  );
}

describe("Datadog", () => {
  it("gets logs through an encrypted stream, with a key that only the stream reads", async () => {
    const resources = await datadog();

    expect(only(resources, TYPES.stream).inputs).toMatchObject({
      destination: "http_endpoint",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: KEY },
      httpEndpointConfiguration: {
        url: "https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input",
        secretsManagerConfiguration: { enabled: true, secretArn: SECRET },
        s3BackupMode: "FailedDataOnly",
        s3Configuration: { kmsKeyArn: KEY },
      },
    });
    expect(JSON.stringify(only(resources, TYPES.stream).inputs)).not.toContain("accessKey");
    expect(only(resources, TYPES.filter)).toMatchObject({
      name: "shop-web",
      inputs: { logGroup: "/ecs/shop-web", filterPattern: "" },
    });
  });

  it("lets each role do what it needs, and nothing else", async () => {
    const found = policies(await datadog({ logs: { ...LOGS, secretKeyArns: [`${KEY}2`] } }));

    expect(found["shop-log-subscription"]).toEqual([
      {
        Effect: "Allow",
        Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
        Resource: expect.stringContaining("shop-logs") as unknown,
      },
    ]);
    expect(found["shop-log-delivery"]?.map(({ Resource }) => Resource)).toEqual([
      expect.stringMatching(/failed-logs.*\/\*$/),
      expect.stringMatching(/failed-logs[^*]*$/),
      KEY,
      SECRET,
      [`${KEY}2`],
    ]);
  });

  it("has monitors, objectives with their burn rates and a dashboard by keys that stay hidden", async () => {
    const resources = await datadog({ logs: undefined, monitoring: MONITORING });
    const monitors = all(resources, TYPES.monitor);

    expect(only(resources, TYPES.provider).inputs).toMatchObject({ apiUrl: "https://api.datadoghq.eu/" });
    expect(all(resources, TYPES.objective).map(({ name }) => name)).toEqual([
      "shop-web-availability",
      "shop-web-latency",
    ]);
    expect(monitors.filter(({ inputs }) => inputs.type === "slo alert").map(({ name }) => name)).toEqual(
      ["availability", "latency"].flatMap((kind) => ["1h", "6h", "1d"].map((window) => `shop-web-${kind}-${window}`)),
    );
    expect(monitors.filter(({ inputs }) => inputs.type === "query alert")).toHaveLength(16);
    expect(only(resources, TYPES.dashboard).inputs.dashboard).toContain('"slo_id":"shop-web-availability-id"');
  });

  it("tells people by how urgent it is, with the runbook", async () => {
    const notify = { critical: ["@pagerduty-shop"], warning: ["@slack-shop-ops"] };
    const resources = await datadog({ logs: undefined, monitoring: { ...MONITORING, notify } });
    const message = (name: string) =>
      all(resources, TYPES.monitor).find((each) => each.name === name)?.inputs.message as string;

    expect(message("shop-web-too-few-instances")).toBe(
      "Of web run fewer tasks than its minimum of 3.\n\nRunbook: https://docs.example.com/alerts#toofewinstances\n\n@pagerduty-shop",
    );
    expect(message("shop-queue-jobs-age")).toMatch(/@slack-shop-ops$/);
  });

  it("changes in place with a threshold, and makes nothing anew with another address", async () => {
    const at = (monitoring: NonNullable<DatadogArgs["monitoring"]>) => datadog({ logs: undefined, monitoring });
    const before = await at(MONITORING);
    const loadBalancer = { ...SYSTEM.loadBalancer, ownErrorPercent: 2 } as typeof SYSTEM.loadBalancer;
    const threshold = await at({ ...MONITORING, system: { ...SYSTEM, loadBalancer } });
    const address = await at({ ...MONITORING, addresses: { ...ADDRESSES, loadBalancer: "app/other/1" } });
    const expected = { created: [], replaced: [], deleted: [] };
    const updated = ["DashboardJson shop", "Monitor shop-load-balancer-errors"];

    for (const after of [threshold, address]) {
      const changes = changesBetween(withoutProviders(before), withoutProviders(after));
      expect({ ...changes, updated: [...changes.updated].sort() }).toEqual({ ...expected, updated });
    }
  });

  it("forwards one group more without a change to what runs", async () => {
    const groups = { ...LOGS.groups, worker: "/ecs/shop-worker" };

    expect(changesBetween(await datadog(), await datadog({ logs: { ...LOGS, groups } }))).toEqual({
      created: ["LogSubscriptionFilter shop-worker"],
      updated: [],
      replaced: [],
      deleted: [],
    });
  });

  it.each<[string, Partial<DatadogArgs>, RegExp]>([
    ["nothing to do", { logs: undefined }, /^logs: or monitoring must be given/],
    ["a site that there isn't", { site: "example.com" as never }, /^site: must be a site of Datadog/],
    ["no log groups", { logs: { ...LOGS, groups: {} } }, /^logs\.groups: must name at least one/],
    ["a group of another form", { logs: { ...LOGS, groups: { Web: "a" } } }, /^logs\.groups\.Web: must be named by/],
    [
      "a key in place of the secret",
      { logs: { ...LOGS, apiKeySecretArn: "0123456789" } },
      /^logs\.apiKeySecretArn: must be the ARN .*never the API key itself(?!.*0123)/,
    ],
    [
      "a secret with a JSON key",
      { logs: { ...LOGS, apiKeySecretArn: `${SECRET}:api_key::` } },
      /^logs\.apiKeySecretArn: /,
    ],
    ["half a day", { logs: { ...LOGS, failedRetentionDays: 0.5 } }, /^logs\.failedRetentionDays: must be a whole/],
    [
      "a handle without @",
      { monitoring: { ...MONITORING, notify: { critical: ["shop"] } } },
      /^monitoring\.notify\.critical\[0\]: must be a handle of Datadog, such as "@pagerduty-shop", got "shop"/,
    ],
  ])("refuses %s", async (_, args, problem) => {
    const found = await refusals(() => new Datadog("shop", { site: "datadoghq.eu", logs: LOGS, ...args }));

    expect(found).toEqual([expect.stringMatching(problem)]);
  });

  it("refuses objectives over days that Datadog doesn't count", async () => {
    const [web] = SYSTEM.services;
    if (web?.objectives === undefined) throw new Error("web has objectives");
    const services = [{ ...web, objectives: { ...web.objectives, windowDays: 28 } }];
    const found = await refusals(
      () =>
        new Datadog("shop", {
          site: "datadoghq.eu",
          monitoring: { ...MONITORING, system: { ...SYSTEM, services } },
        }),
    );

    expect(found[0]).toMatch(
      /^monitoring\.system: has objectives of web over 28 days, and Datadog counts over 7, 30, 90/,
    );
  });
});

/** Providers are the engine's own, which the local cloud has no type for. */
function withoutProviders(resources: readonly Registered[]): Registered[] {
  return resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));
}

describe("AWS and Datadog take", () => {
  const REGION = "us-east-1";

  it("logs, monitors, objectives and a dashboard", async () => {
    const { refusals: refused, resources } = await deployLocally(() => {
      const { accountId } = aws.getCallerIdentityOutput();
      const key = new EncryptionKey("shop", { accountId, region: REGION });
      const secret = new aws.secretsmanager.Secret("datadog", { kmsKeyId: key.keyArn });
      const version = new aws.secretsmanager.SecretVersion("datadog", {
        secretId: secret.id,
        secretString: '{"api_key":"0123"}',
      });
      const group = new aws.cloudwatch.LogGroup("shop", { name: "/ecs/shop-web" });
      new Datadog("shop", {
        site: "datadoghq.eu",
        logs: {
          accountId,
          region: REGION,
          groups: { web: group.name },
          apiKeySecretArn: pulumi.all([secret.arn, version.id]).apply(([arn]) => arn),
          secretKeyArns: [key.keyArn],
          kmsKeyArn: key.keyArn,
        },
        monitoring: MONITORING,
      });
    });

    expect(refused).toEqual([]);
    expect(resources.filter(({ type }) => type === TYPES.monitor)).toHaveLength(22);
  });

  it("an agent on every instance", async () => {
    const { refusals: refused, resources } = await deployLocally(() => {
      const { accountId } = aws.getCallerIdentityOutput();
      const key = new EncryptionKey("shop", { accountId, region: REGION });
      const cluster = new aws.ecs.Cluster("shop");
      new AgentDaemon("shop-datadog", {
        clusterArn: cluster.arn,
        image: `public.ecr.aws/datadog/agent@sha256:${"7".repeat(64)}`,
        site: "datadoghq.eu",
        apiKey: pulumi.interpolate`arn:aws:secretsmanager:${REGION}:${accountId}:secret:datadog-AbCdEf:api_key::`,
        env: "production",
        kmsKeyArn: key.keyArn,
      });
    });
    const service = resources.find(({ type }) => type === "aws:ecs/service:Service");

    expect(refused).toEqual([]);
    expect(service?.inputs).toMatchObject({ schedulingStrategy: "DAEMON", launchType: "EC2" });
  });
});

describe("AgentDaemon", () => {
  const ARGS = {
    clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
    image: `public.ecr.aws/datadog/agent@sha256:${"7".repeat(64)}`,
    site: "datadoghq.eu",
    apiKey: `${SECRET}:api_key::`,
    env: "production",
    kmsKeyArn: KEY,
  } as const;
  const definition = async (more: object = {}) =>
    only(
      await deploy(() => new AgentDaemon("shop-datadog", { ...ARGS, ...more })),
      "aws:ecs/taskDefinition:TaskDefinition",
    ).inputs;

  it("sees an instance's processes and what containers use, read-only, and no socket of Docker", async () => {
    const { containerDefinitions, networkMode, volumes } = await definition();
    const [agent] = JSON.parse(containerDefinitions as string) as [{ mountPoints: object[]; privileged: boolean }];

    expect(networkMode).toBe("bridge");
    expect(volumes).toEqual(expect.arrayContaining([{ name: "host-proc", hostPath: "/proc/" }]));
    expect(JSON.stringify(volumes)).not.toContain("docker.sock");
    expect(agent).toMatchObject({
      name: "datadog-agent",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] } },
    });
    expect(agent.mountPoints).toContainEqual({
      sourceVolume: "host-proc",
      containerPath: "/host/proc",
      readOnly: true,
    });
  });

  it("sees containers where it is let", async () => {
    expect(JSON.stringify(await definition({ dockerSocket: true }))).toContain("/var/run/docker.sock");
  });

  it("refuses less memory than the agent takes", async () => {
    expect(await refusals(() => new AgentDaemon("shop-datadog", { ...ARGS, memory: "128Mi" }))).toEqual([
      'memory: must be at least "256Mi", got "128Mi"',
    ]);
  });
});

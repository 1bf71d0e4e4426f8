import * as pulumi from "@pulumi/pulumi";
import { datadogAgentSidecars, type DatadogAgentSidecarArgs, datadogLabels } from "../../../components/datadog";
import { deployService, refusalsOfService } from "../container-service/support";
import { only } from "../../support/deploy";
import { refusals } from "../../support/deploy";
import { WEB } from "./watched";

const ARGS: DatadogAgentSidecarArgs = {
  image: `public.ecr.aws/datadog/agent@sha256:${"7".repeat(64)}`,
  site: "datadoghq.eu",
  apiKey: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:datadog-AbCdEf:api_key::",
  env: "production",
  service: "web",
};

async function containers(args: Partial<DatadogAgentSidecarArgs> = {}) {
  const resources = await deployService(() => ({ sidecars: datadogAgentSidecars({ ...ARGS, ...args }) }));
  const text = only(resources, "aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions as string;
  const all = JSON.parse(text) as { name: string; environment: { name: string; value: string }[] }[];
  return Object.fromEntries(all.map((each) => [each.name, each]));
}

describe("Datadog's agent beside a service", () => {
  it("is prepared by two containers, and runs confined beside what takes traces", async () => {
    const found = await containers();

    expect(Object.keys(found)).toEqual([
      "application",
      "datadog-agent-copy",
      "datadog-agent-setup",
      "datadog-agent",
      "datadog-trace-agent",
    ]);
    expect(found["datadog-agent"]).toMatchObject({
      essential: false,
      entryPoint: ["agent", "run"],
      cpu: 131,
      memory: 384,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      dependsOn: [{ containerName: "datadog-agent-setup", condition: "SUCCESS" }],
      secrets: [{ name: "DD_API_KEY", valueFrom: ARGS.apiKey }],
      healthCheck: { command: ["CMD", "agent", "health"] },
    });
    expect(found["datadog-trace-agent"]).toMatchObject({ essential: false, memory: 256, user: "1000:1000" });
    expect(found["datadog-agent-copy"]).toMatchObject({ user: "0:0", essential: false });
  });

  it("tells Datadog where it is from, and takes traces and OTLP, but no logs", async () => {
    const { environment } = (await containers({ version: "1.4.2", agentTags: ["team:shop", "owner:web"] }))[
      "datadog-agent"
    ] ?? { environment: [] };

    expect(Object.fromEntries(environment.map(({ name, value }) => [name, value]))).toEqual({
      ECS_FARGATE: "true",
      DD_SITE: "datadoghq.eu",
      DD_ENV: "production",
      DD_SERVICE: "web",
      DD_VERSION: "1.4.2",
      DD_TAGS: "owner:web team:shop",
      DD_LOG_LEVEL: "warn",
      DD_LOGS_ENABLED: "false",
      DD_APM_ENABLED: "true",
      DD_PROCESS_CONFIG_CONTAINER_COLLECTION_ENABLED: "true",
      DD_OTLP_CONFIG_RECEIVER_PROTOCOLS_GRPC_ENDPOINT: "0.0.0.0:4317",
      DD_OTLP_CONFIG_RECEIVER_PROTOCOLS_HTTP_ENDPOINT: "0.0.0.0:4318",
    });
  });

  it("takes no traces where nobody sends any", async () => {
    const found = await containers({ traces: false });

    expect(found).not.toHaveProperty("datadog-trace-agent");
    expect(JSON.stringify(found)).not.toContain("OTLP");
  });

  it.each<[string, Partial<DatadogAgentSidecarArgs>, RegExp]>([
    ["another site", { site: "datadoghq.org" as never }, /^site: must be a site of Datadog .*got "datadoghq.org"/],
    ["capitals", { env: "Production" }, /^env: must be of lower-case letters/],
    ["a service without a name", { service: "" }, /^service: /],
    ["a version with a space", { version: "1 2" }, /^version: /],
    ["a tag without a value", { agentTags: ["team"] }, /^agentTags\[0\]: must be "key:value"/],
    ["the key itself", { apiKey: "0123456789abcdef" }, /^apiKey: must be the ARN of the secret(?!.*0123)/],
  ])("refuses %s", async (_, args, problem) => {
    expect(await refusals(() => datadogAgentSidecars({ ...ARGS, ...args }))).toEqual([expect.stringMatching(problem)]);
  });

  it("takes a key that isn't known yet", () => {
    expect(datadogAgentSidecars({ ...ARGS, apiKey: pulumi.output("arn:later") })).toHaveLength(4);
  });

  it("has to fit into the task", async () => {
    const sidecars = () => datadogAgentSidecars({ ...ARGS, cpu: "1000m", memory: "2Gi" });

    expect(await refusalsOfService(() => ({ sidecars: sidecars() }))).toEqual([
      expect.stringMatching(/^cpu: must be more than what the sidecars take/),
      expect.stringMatching(/^memory: must be more than what the sidecars take/),
    ]);
  });
});

describe("labels of a service", () => {
  it("name it, and where its metrics are", () => {
    const labels = datadogLabels({ ...WEB, env: "production", version: "1.4.2" });

    expect(labels).toMatchObject({
      "com.datadoghq.tags.env": "production",
      "com.datadoghq.tags.service": "web",
      "com.datadoghq.tags.version": "1.4.2",
    });
    expect(JSON.parse(labels["com.datadoghq.ad.checks"] ?? "")).toEqual({
      openmetrics: {
        instances: [
          { openmetrics_endpoint: "http://%%host%%:8080/metrics", namespace: "application", metrics: [".+"] },
        ],
      },
    });
  });

  it("name no metrics that there aren't", () => {
    expect(datadogLabels({ ...WEB, metricsPath: undefined, env: "production" })).toEqual({
      "com.datadoghq.tags.env": "production",
      "com.datadoghq.tags.service": "web",
    });
  });

  it("are labels of the container, in whatever order they are written", async () => {
    const definitions = async (dockerLabels: Record<string, string>) =>
      only(await deployService(() => ({ dockerLabels })), "aws:ecs/taskDefinition:TaskDefinition").inputs
        .containerDefinitions as string;

    expect(await definitions({ b: "2", a: "1" })).toContain('"dockerLabels":{"a":"1","b":"2"}');
    expect(await definitions({ a: "1", b: "2" })).toBe(await definitions({ b: "2", a: "1" }));
  });
});

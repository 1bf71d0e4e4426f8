import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { keyIn } from "../../../../../stacks/environment/sections/monitoring/datadog";
import { all, only, type Registered } from "../../../../support/deploy";
import { deployEnvironment, type Deployed } from "../../../deployed";
import { MINIMAL, refused } from "../../../example-settings";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/datadog-api-key-AbCdEf";
const DATADOG = { site: "datadoghq.eu", apiKeySecret: SECRET };
const AGENT = "public.ecr.aws/datadog/agent:7.72.0";
const RUNBOOK = "https://docs.example.com/alerts";

function settings(datadog: object, monitoring: object = {}): Record<string, unknown> {
  return { ...MINIMAL, monitoring: { runbookUrl: RUNBOOK, ...monitoring, datadog } };
}

function deployed(datadog: object): Promise<Deployed> {
  return deployEnvironment(parseConfiguration({ ...settings(datadog), capacity: "fargate" }, "staging"));
}

function ofDatadog(resources: readonly Registered[]): Registered[] {
  return resources.filter(({ type }) => type.includes("datadog") || type.includes("Firehose"));
}

/** Names of the containers of each task definition of a service. */
function containers({ resources }: Deployed): string[] {
  const definition = all(resources, "aws:ecs/taskDefinition:TaskDefinition").find(({ name }) =>
    name.endsWith("enterprise"),
  );
  return (JSON.parse(String(definition?.inputs.containerDefinitions)) as { name: string }[]).map(({ name }) => name);
}

describe("Datadog in an environment", () => {
  it("is none unless it is configured", async () => {
    const without = await deployEnvironment(
      parseConfiguration({ ...MINIMAL, monitoring: { runbookUrl: RUNBOOK } }, "staging"),
    );

    expect(ofDatadog(without.resources)).toEqual([]);
    expect(containers(without)).toEqual(["application"]);
    expect(without.outputs).not.toHaveProperty("datadogDashboardPath");
  });

  it("gets the services' logs, and nothing stands beside them unless an agent is named", async () => {
    const environment = await deployed(DATADOG);

    expect(only(environment.resources, "proofpix:datadog:Datadog").name).toBe("proofpix-staging-datadog");
    expect(
      all(environment.resources, "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter").map(({ name }) => name),
    ).toEqual(["proofpix-staging-datadog-enterprise"]);
    expect(all(environment.resources, "datadog:index/monitor:Monitor")).toEqual([]);
    expect(containers(environment)).toEqual(["application"]);
  });

  it("has agents beside the services, which get the key by its secret", async () => {
    const environment = await deployed({ ...DATADOG, agentImage: AGENT, logs: false, traces: true });
    const [definition] = all(environment.resources, "aws:ecs/taskDefinition:TaskDefinition").filter(({ name }) =>
      name.endsWith("enterprise"),
    );

    expect(all(environment.resources, "proofpix:datadog:Datadog")).toEqual([]);
    expect(containers(environment)).toEqual([
      "application",
      "datadog-agent-copy",
      "datadog-agent-setup",
      "datadog-agent",
      "datadog-trace-agent",
    ]);
    expect(definition?.inputs.containerDefinitions).toContain(`"valueFrom":"${SECRET}:api_key::"`);
    expect(definition?.inputs.containerDefinitions).toContain("http://127.0.0.1:4318");
    expect(definition?.inputs.containerDefinitions).toContain("http://%%host%%:");
  });

  it.each<[string, object, string]>([
    ["the key itself", { ...DATADOG, apiKeySecret: "0123456789abcdef" }, "monitoring.datadog.apiKeySecret"],
    ["a site that there isn't", { ...DATADOG, site: "datadoghq.org" }, "monitoring.datadog.site"],
    ["spans without agents", { ...DATADOG, traces: true }, "monitoring.datadog.traces"],
    [
      "a handle without @",
      { ...DATADOG, notify: { critical: ["pagerduty"] } },
      "monitoring.datadog.notify.critical[0]",
    ],
  ])("refuses %s", (_, datadog, key) => {
    const found = refused({ ...settings(datadog), capacity: "fargate" });

    expect(Object.keys(found)).toEqual([`proofpix:${key}`]);
    expect(JSON.stringify(found)).not.toContain("0123456789abcdef");
  });

  it("refuses objectives over days that Datadog doesn't count, where it has monitors", () => {
    const objectives = { objectives: { windowDays: 28 } };
    const monitors = { ...DATADOG, appKeySecret: SECRET };

    expect(refused(settings(monitors, objectives))).toEqual({
      "proofpix:monitoring.objectives.windowDays": expect.stringMatching(
        /^must be one of 7, 30, 90 with monitors in Datadog/,
      ) as unknown,
    });
    expect(() => parseConfiguration(settings(DATADOG, objectives), "staging")).not.toThrow();
  });

  it("refuses a service that is too small for its agents, and agents beside services on instances", () => {
    const small = [{ name: "enterprise", cpu: "250m", memory: "512Mi" }];
    const agents = settings({ ...DATADOG, agentImage: AGENT, traces: true });

    expect(refused({ ...agents, services: small, capacity: "fargate" })).toEqual({
      "proofpix:services[0].memory": expect.stringMatching(/must be more than what the sidecars take/) as unknown,
    });
    expect(refused(agents)).toEqual({
      "proofpix:monitoring.datadog.agentImage": expect.stringMatching(/^needs services that run on Fargate/) as unknown,
    });
  });
});

describe("a key of Datadog", () => {
  it("is read from the secret's JSON, and no error shows what that holds", () => {
    expect(keyIn('{"api_key":"0123"}', "api_key", SECRET)).toBe("0123");
    for (const content of ["0123", '{"key":"0123"}', '{"api_key":""}', "null"]) {
      expect(() => keyIn(content, "api_key", SECRET)).toThrow(/must be \{"api_key": "…"\} in JSON(?!.*0123)/);
    }
  });
});

import { parseConfiguration } from "../../../stacks/environment/configuration";
import { all, only, type Registered } from "../../support/deploy";
import { type Deployed, deployCommitted, deployEnvironment, DIGEST } from "../deployed";
import { MINIMAL } from "../example-settings";

const SERVICE = "aws:ecs/service:Service";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const REGISTRY = "pulumi:providers:docker";

const SERVICES = [
  { name: "enterprise", stickiness: { duration: "1h" }, enableExecuteCommand: true },
  {
    name: "api",
    image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/api@" + DIGEST,
    port: 8080,
    cpu: "500m",
    memory: "1Gi",
    routing: { paths: ["/api/*"] },
    algorithm: "least-connections",
    stickiness: { cookieName: "SESSION" },
    healthCheck: { path: "/api/health", interval: "10s", timeout: "2s", unhealthyThreshold: 2 },
    scaling: { minInstances: 3, maxInstances: 4 },
    secrets: { TOKEN_KEY: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token-AbCdEf" },
  },
  { name: "jobs", worker: true, environment: { QUEUE: "thumbnails" } },
];

function deployWith(overrides: Record<string, unknown> = {}): Promise<Deployed> {
  return deployEnvironment(parseConfiguration({ ...MINIMAL, ...overrides }, "staging"));
}

let plain: Deployed;
let several: Deployed;
let otherwise: Deployed;

beforeAll(async () => {
  plain = await deployWith();
  several = await deployWith({ services: SERVICES });
  otherwise = await deployWith({
    protect: true,
    webFirewall: false,
    domain: { name: "staging.proofpix.com" },
    registryCredentials: "proofpix/registry-credentials",
    services: [{ name: "enterprise" }, { name: "jobs", worker: true }],
  });
});

function container(resources: readonly Registered[], name: string): Record<string, unknown> {
  const definition = all(resources, TASK_DEFINITION).find((each) => each.name === name);
  const [first] = JSON.parse(definition?.inputs.containerDefinitions as string) as Record<string, unknown>[];
  return first ?? {};
}

describe("the provider", () => {
  it("is the environment's region, and refuses other accounts (ENV-4)", () => {
    expect(only(plain.resources, "pulumi:providers:aws").inputs).toMatchObject({
      region: "eu-west-1",
      allowedAccountIds: '["123456789012"]',
    });
  });
});

describe("several services (SC-13)", () => {
  it("run each with its own size, bounds and environment", () => {
    const sizes = all(several.resources, TASK_DEFINITION).map(({ name, inputs: { cpu, memory } }) => [
      name,
      cpu,
      memory,
    ]);
    const counts = all(several.resources, SERVICE).map(({ name, inputs }) => [name, inputs.desiredCount]);

    expect(sizes.sort()).toEqual([
      ["proofpix-staging-api", "512", "1024"],
      ["proofpix-staging-enterprise", "1024", "2048"],
      ["proofpix-staging-jobs", "1024", "2048"],
    ]);
    expect(counts.sort()).toEqual([
      ["proofpix-staging-api", 3],
      ["proofpix-staging-enterprise", 2],
      ["proofpix-staging-jobs", 2],
    ]);
    expect(container(several.resources, "proofpix-staging-jobs")).toMatchObject({
      environment: expect.arrayContaining([{ name: "QUEUE", value: "thumbnails" }]) as unknown[],
    });
    expect(container(several.resources, "proofpix-staging-api")).toMatchObject({
      secrets: [{ name: "TOKEN_KEY", valueFrom: SERVICES[1]?.secrets?.TOKEN_KEY }],
    });
  });

  it("are asked for their health by load balancer and ECS alike (HC-2)", () => {
    const group = all(several.resources, TARGET_GROUP).find(({ name }) => name.includes("-api-"));

    expect(group?.inputs).toMatchObject({
      loadBalancingAlgorithmType: "least_outstanding_requests",
      stickiness: { enabled: true, type: "app_cookie", cookieName: "SESSION" },
      healthCheck: { path: "/api/health", interval: 10, timeout: 2, unhealthyThreshold: 2 },
    });
    expect(container(several.resources, "proofpix-staging-api").healthCheck).toMatchObject({
      command: expect.arrayContaining([expect.stringContaining("127.0.0.1:8080/api/health")]) as unknown[],
      interval: 10,
      timeout: 2,
      retries: 2,
    });
  });

  it("keep clients by the load balancer's cookie, where no other is named (LB-3)", () => {
    const group = all(several.resources, TARGET_GROUP).find(({ name }) => name.includes("-enterprise-"));

    expect(group?.inputs).toMatchObject({
      loadBalancingAlgorithmType: "round_robin",
      stickiness: { enabled: true, type: "lb_cookie", cookieDuration: 3600 },
    });
  });

  it("let people in where they ask for it", () => {
    const open = all(several.resources, SERVICE).filter(({ inputs }) => inputs.enableExecuteCommand === true);

    expect(open.map(({ name }) => name)).toEqual(["proofpix-staging-enterprise"]);
  });

  it("leave a worker without load balancer, port and health check", () => {
    const worker = all(several.resources, SERVICE).find(({ name }) => name === "proofpix-staging-jobs");

    expect(worker?.inputs.loadBalancers ?? []).toEqual([]);
    expect(all(several.resources, TARGET_GROUP)).toHaveLength(4);
    expect(container(several.resources, "proofpix-staging-jobs").portMappings ?? []).toEqual([]);
  });

  it("have their outputs by name", () => {
    expect(several.outputs).toMatchObject({
      serviceNames: {
        enterprise: "proofpix-staging-enterprise",
        api: "proofpix-staging-api",
        jobs: "proofpix-staging-jobs",
      },
      imageDigests: { enterprise: DIGEST, api: DIGEST, jobs: DIGEST },
      bounds: {
        enterprise: { minInstances: 2, maxInstances: 5 },
        api: { minInstances: 3, maxInstances: 4 },
        jobs: { minInstances: 2, maxInstances: 5 },
      },
      healthUrls: { jobs: [] },
    });
  });
});

describe("outputs", () => {
  it("are left out where they have no value, of which Pulumi would warn", async () => {
    const { outputNames, outputs } = await deployCommitted("development");

    expect(outputNames).toContain("databaseEndpoint");
    expect(outputNames.filter((name) => Reflect.get(outputs, name) === undefined)).toEqual([]);
  });
});

describe("images", () => {
  it("are asked for once, with the registry's credentials, and deployed by digest (CO-1, CO-4)", () => {
    const { resources } = otherwise;
    const image = `registry.proofpix.com/proofpix/enterprise@${DIGEST}`;
    const parameter = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/registry-credentials-AbCdEf";

    expect(JSON.stringify(only(resources, REGISTRY).inputs.registryAuth)).toContain("reader");
    for (const service of ["enterprise", "jobs"]) {
      expect(container(resources, `proofpix-staging-${service}`)).toMatchObject({
        image,
        repositoryCredentials: { credentialsParameter: parameter },
      });
    }
  });

  it("need no credentials where none are named", () => {
    expect(only(plain.resources, REGISTRY).inputs.registryAuth).toBeUndefined();
    expect(container(plain.resources, "proofpix-staging-enterprise")).not.toHaveProperty("repositoryCredentials");
  });
});

describe("the way in", () => {
  it("is by the domain over TLS (LB-4)", () => {
    expect(otherwise.outputs).toMatchObject({
      url: "https://staging.proofpix.com",
      healthUrls: { enterprise: expect.arrayContaining(["https://staging.proofpix.com/health"]) as string[] },
    });
  });

  it("is plain HTTP under the load balancer's name without a domain", () => {
    expect(plain.outputs.url).toBe("http://proofpix-staging.elb.amazonaws.com");
  });

  it("shows a new revision on a port of its own, to whom the configuration names", async () => {
    const cidrBlocks = ["203.0.113.0/24", "198.51.100.7/32"];
    const opened = await deployWith({ testListener: { cidrBlocks, port: 9443 } });
    const rules = all(opened.resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");

    expect([plain.outputs.testUrl, otherwise.outputs.testUrl, opened.outputs.testUrl]).toEqual([
      "http://proofpix-staging.elb.amazonaws.com:8080",
      "https://staging.proofpix.com:8443",
      "http://proofpix-staging.elb.amazonaws.com:9443",
    ]);
    expect(rules.filter(({ inputs }) => inputs.fromPort === 9443).map(({ inputs }) => inputs.cidrIpv4)).toEqual(
      cidrBlocks,
    );
  });

  it("goes through a firewall, unless that is switched off", () => {
    expect(all(plain.resources, "aws:wafv2/webAcl:WebAcl")).toHaveLength(1);
    expect(all(otherwise.resources, "aws:wafv2/webAcl:WebAcl")).toEqual([]);
  });
});

describe("protection", () => {
  it("lets a test environment be destroyed with its access logs", () => {
    expect(only(plain.resources, "aws:s3/bucket:Bucket").inputs.forceDestroy).toBe(true);
    expect(only(plain.resources, LOAD_BALANCER).inputs.enableDeletionProtection).toBe(false);
  });

  it("keeps access logs and load balancer where it is on", () => {
    expect(only(otherwise.resources, "aws:s3/bucket:Bucket").inputs.forceDestroy).toBe(false);
    expect(only(otherwise.resources, LOAD_BALANCER)).toMatchObject({
      protect: true,
      inputs: { enableDeletionProtection: true },
    });
  });
});

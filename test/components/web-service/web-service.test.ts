import { all, only, type Registered } from "../../support/deploy";
import { deployed, DIGEST, IMAGE, LEAST, outputsOf, partsOf, TYPE } from "./support";

const NAMELESS = { image: LEAST.image, availabilityZones: LEAST.availabilityZones };

interface Container {
  readonly image: string;
  readonly portMappings: readonly { readonly containerPort: number }[];
  readonly environment: readonly object[];
}

function container(resources: readonly Registered[]): Container {
  const [definition] = JSON.parse(
    only(resources, TYPE.taskDefinition).inputs.containerDefinitions as string,
  ) as Container[];
  if (definition === undefined) throw new Error("no container");
  return definition;
}

describe("a web service of three inputs", () => {
  let resources: readonly Registered[];

  beforeAll(async () => {
    resources = await deployed();
  });

  it("has every part that answers requests, scales them and tells of failures", () => {
    expect(partsOf(resources)).toEqual([
      "AlarmTopic",
      "ClusterCapacity",
      "ContainerCluster",
      "ContainerService",
      "EncryptionKey",
      "FailureEvents",
      "LoadAlarms",
      "LoadBalancer",
      "Network",
      "ServiceScaling",
    ]);
  });

  it("answers over HTTPS alone, under a certificate for its domain, behind a firewall", () => {
    const listeners = all(resources, TYPE.listener).map(({ inputs }) => [inputs.port, inputs.protocol]);

    expect(listeners.sort()).toEqual([
      [443, "HTTPS"],
      [80, "HTTP"],
      [8443, "HTTPS"],
    ]);
    expect(all(resources, TYPE.listener).find(({ inputs }) => inputs.port === 80)?.inputs.defaultActions).toEqual([
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ]);
    expect(only(resources, TYPE.certificate).inputs.domainName).toBe("shop.example.com");
    expect(all(resources, TYPE.webAcl)).toHaveLength(1);
  });

  it("runs two to ten tasks of 1 vCPU and 2 GiB on Fargate, in private subnets", () => {
    expect(only(resources, TYPE.taskDefinition).inputs).toMatchObject({
      cpu: "1024",
      memory: "2048",
      requiresCompatibilities: ["FARGATE"],
    });
    expect(only(resources, TYPE.service).inputs).toMatchObject({
      desiredCount: 2,
      networkConfiguration: { assignPublicIp: false },
    });
    expect(only(resources, TYPE.scalable).inputs).toMatchObject({ minCapacity: 2, maxCapacity: 10 });
    expect(container(resources)).toMatchObject({ image: IMAGE, portMappings: [{ containerPort: 3000 }] });
  });

  it("is deployed blue-green, and rolled back by the alarms on errors and response time", () => {
    expect(only(resources, TYPE.service).inputs).toMatchObject({
      deploymentConfiguration: { strategy: "BLUE_GREEN" },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: {
        enable: true,
        rollback: true,
        alarmNames: expect.arrayContaining(["shop-web-target-5xx", "shop-web-target-response-time"]) as unknown,
      },
    });
  });

  it("is scaled by CPU, memory and response time", () => {
    const names = all(resources, TYPE.alarm).map(({ name }) => name);

    expect(names).toEqual(
      expect.arrayContaining(["shop-scale-up-cpu", "shop-scale-up-memory", "shop-scale-up-response-time"]),
    );
  });

  it("encrypts its logs and alarms with a key of its own, and keeps logs for a year", () => {
    const groups = all(resources, TYPE.logGroup).filter(({ name }) => name !== "shop-web-firewall");

    expect(only(resources, TYPE.topic).inputs.kmsMasterKeyId).toBe("arn:mock:shop-key");
    expect(groups.length).toBeGreaterThanOrEqual(4);
    for (const { inputs } of groups) {
      expect(inputs).toMatchObject({ kmsKeyId: "arn:mock:shop-key", retentionInDays: 365 });
    }
  });

  it("has no two resources of one type and name", () => {
    const names = resources.map(({ type, name }) => `${type} ${name}`);

    expect(new Set(names).size).toBe(names.length);
  });

  it("tells nobody of alarms, as long as nobody is named", () => {
    expect(all(resources, TYPE.subscription)).toEqual([]);
  });
});

describe("outputs of a web service", () => {
  it("tell where it answers, and what it consists of", async () => {
    const outputs = await outputsOf(LEAST, (shop) => ({
      url: shop.url,
      testUrl: shop.testUrl,
      cluster: shop.cluster.clusterName,
      service: shop.service.serviceName,
      vpcId: shop.network.vpcId,
      bounds: [shop.service.minInstances, shop.service.maxInstances],
      scaling: shop.scaling?.alarmNames,
      target: shop.target.port,
      loadBalancer: shop.loadBalancer.loadBalancerName,
    }));

    expect(outputs).toMatchObject({
      url: "https://shop.example.com",
      testUrl: "https://shop.example.com:8443",
      cluster: "shop",
      service: "shop",
      vpcId: "shop-vpc-id",
      bounds: [2, 10],
      target: 3000,
      loadBalancer: "shop",
    });
    expect(outputs.scaling).toContain("shop-scale-up-cpu");
  });
});

describe("a web service's own settings", () => {
  it("reach its tasks", async () => {
    const resources = await deployed({
      ...LEAST,
      port: 8080,
      cpu: "500m",
      memory: "1Gi",
      architecture: "arm64",
      environment: { LOG_LEVEL: "info" },
      secrets: { TOKEN: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf" },
      command: ["serve"],
      minInstances: 3,
      maxInstances: 6,
      deployment: { strategy: "canary", canaryPercent: 5 },
    });

    expect(container(resources)).toMatchObject({
      command: ["serve"],
      environment: expect.arrayContaining([{ name: "LOG_LEVEL", value: "info" }]) as unknown,
      secrets: [{ name: "TOKEN" }],
      portMappings: [{ containerPort: 8080 }],
    });
    expect(only(resources, TYPE.taskDefinition).inputs).toMatchObject({ cpu: "512", memory: "1024" });
    expect(only(resources, TYPE.service).inputs).toMatchObject({
      desiredCount: 3,
      deploymentConfiguration: { strategy: "CANARY", canaryConfiguration: { canaryPercent: 5 } },
    });
    expect(only(resources, TYPE.scalable).inputs).toMatchObject({ minCapacity: 3, maxCapacity: 6 });
    expect(only(resources, TYPE.service).inputs).toMatchObject({ loadBalancers: [{ containerPort: 8080 }] });
  });

  it("reach its load balancer, and the container is asked under the same path", async () => {
    const resources = await deployed({
      ...LEAST,
      healthCheck: { path: "/ready" },
      stickiness: { kind: "load-balancer", duration: "1h" },
      internal: true,
      webFirewall: false,
    });

    for (const { inputs } of all(resources, TYPE.targetGroup)) {
      expect(inputs).toMatchObject({ healthCheck: { path: "/ready" }, stickiness: { enabled: true } });
    }
    expect(JSON.stringify(container(resources))).toContain("/ready");
    expect(only(resources, TYPE.loadBalancer).inputs).toMatchObject({
      internal: true,
      subnets: ["shop-vpc-private-1-id", "shop-vpc-private-2-id"],
    });
    expect(all(resources, TYPE.webAcl)).toEqual([]);
  });

  it("take an image by its tag, whose digest runs", async () => {
    const resources = await deployed({ ...LEAST, image: "registry.example.com/shop:1.4.2" });

    expect(container(resources).image).toBe(`registry.example.com/shop@${DIGEST}`);
    expect(partsOf(resources)).toContain("ContainerImage");
  });

  it("keep every log as long as is said, access logs and the firewall's included", async () => {
    const resources = await deployed({ ...LEAST, logRetentionDays: 30 });

    expect(new Set(all(resources, TYPE.logGroup).map(({ inputs }) => inputs.retentionInDays))).toEqual(new Set([30]));
  });

  it("tell people of alarms by mail", async () => {
    const resources = await deployed({ ...LEAST, alarmRecipients: ["operations@example.com"] });

    expect(only(resources, TYPE.subscription).inputs).toMatchObject({ endpoint: "operations@example.com" });
  });

  it("tag every part", async () => {
    const resources = await deployed({ ...LEAST, tags: { Product: "shop" } });
    const tagged = resources.filter(({ inputs }) => (inputs.tags as object | undefined) !== undefined);

    expect(tagged.length).toBeGreaterThan(50);
    expect(tagged.filter(({ inputs }) => (inputs.tags as Record<string, unknown>).Product !== "shop")).toEqual([]);
  });

  it("let plain HTTP in where that is asked for, and nothing else", async () => {
    const resources = await deployed({ ...NAMELESS, allowPlainHttp: true });

    expect(all(resources, TYPE.listener).map(({ inputs }) => [inputs.port, inputs.protocol])).toEqual([
      [80, "HTTP"],
      [8080, "HTTP"],
    ]);
    expect(all(resources, TYPE.certificate)).toEqual([]);
    expect(await outputsOf({ ...NAMELESS, allowPlainHttp: true }, ({ url }) => url)).toBe(
      "http://shop.elb.amazonaws.com",
    );
  });

  it("take a certificate that is there", async () => {
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e";
    const resources = await deployed({ ...NAMELESS, certificateArn });

    expect(all(resources, TYPE.listener).find(({ inputs }) => inputs.port === 443)?.inputs).toMatchObject({
      certificateArn,
    });
  });
});

import fc from "fast-check";
import { ConfigurationError } from "../../../../stacks/configuration/problem";
import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { service as serviceSchema } from "../../../../stacks/environment/sections/services/service-keys";
import { settingsSchema } from "../../../../stacks/environment/sections";
import { committedSettings, MINIMAL, refused } from "../../example-settings";

describe("a configuration that says the least", () => {
  const configuration = parseConfiguration(MINIMAL, "staging");
  const [service] = configuration.services;

  it("deploys the one service of the product with its limits (CO-1, CO-2)", () => {
    expect(configuration.services).toHaveLength(1);
    expect(service).toMatchObject({
      name: "enterprise",
      image: "registry.proofpix.com/proofpix/enterprise:1.0.0",
      cpu: "1000m",
      memory: "2Gi",
      storage: "10Gi",
      worker: false,
      enableExecuteCommand: false,
    });
  });

  it("gives the container the product's environment (CO-3)", () => {
    expect(service?.environment).toEqual({ NODE_ENV: "production", LOG_LEVEL: "info" });
  });

  it("checks health every 30 s, with 5 s and three tries, at the shallow path (HC-1, HC-2)", () => {
    expect(service?.healthCheck).toEqual({ path: "/health", interval: "30s", timeout: "5s", unhealthyThreshold: 3 });
    expect(service?.healthEndpoints).toEqual(["/health", "/api/health", "/api/performance/health"]);
  });

  it("bounds the service as the environment", () => {
    expect(service?.scaling).toMatchObject({ minInstances: 2, maxInstances: 5 });
  });

  it("scales the service by the product's triggers (SC-1 to SC-4, SC-6 to SC-9)", () => {
    expect(service?.scaling).toMatchObject({
      triggers: {
        cpu: { enabled: true, above: 70, aboveFor: "2m", below: 30, belowFor: "10m" },
        memory: { enabled: true, above: 80, aboveFor: "2m", below: 50, belowFor: "10m" },
        responseTime: { enabled: true, above: 2, aboveFor: "5m", below: 0.5, belowFor: "15m" },
        queueDepth: { above: 100, aboveFor: "3m", below: 10, belowFor: "15m" },
      },
      schedules: [],
    });
  });

  it("deploys blue-green onto EC2 instances on which tasks of CO-2's size fit", () => {
    expect(service?.deployment).toMatchObject({ strategy: "blue-green", bakeTime: "2m" });
    expect(configuration.instances).toMatchObject({
      types: ["m6i.large", "m6a.large", "m5.large"],
      networkInterfaceTrunking: false,
    });
  });

  it("is highly available, guarded and keeps its logs for a year", () => {
    expect(configuration).toMatchObject({
      network: { natGateways: "one-per-zone", interfaceEndpoints: false },
      capacity: "ec2",
      architecture: "x86_64",
      algorithm: "round-robin",
      webFirewall: true,
      logRetentionDays: 365,
      recipients: { critical: [], warning: [] },
    });
  });

  it("adds the tags that the program knows", () => {
    expect(configuration.tags).toEqual({
      Owner: "platform",
      CostCenter: "product",
      Project: "proofpix",
      Environment: "staging",
      ManagedBy: "Pulumi",
    });
  });

  it.each([
    ["production", true],
    ["staging", false],
  ])("in %s protects what holds data: %p", (environment, protect) => {
    expect(parseConfiguration(MINIMAL, environment).protect).toBe(protect);
  });
});

describe("what a configuration may say instead", () => {
  it.each([true, false])("protection %p in every environment", (protect) => {
    expect(parseConfiguration({ ...MINIMAL, protect }, "production").protect).toBe(protect);
    expect(parseConfiguration({ ...MINIMAL, protect }, "development").protect).toBe(protect);
  });

  it("services with their own image, size, bounds and environment (SC-13)", () => {
    const services = [
      { name: "web" },
      {
        name: "jobs",
        worker: true,
        image: "registry.proofpix.com/proofpix/jobs:2.1.0",
        cpu: "500m",
        memory: "1Gi",
        environment: { LOG_LEVEL: "debug", QUEUE: "thumbnails" },
        scaling: { maxInstances: 3 },
      },
    ];

    const [web, jobs] = parseConfiguration({ ...MINIMAL, services }, "staging").services;

    expect(web).toMatchObject({ image: MINIMAL.image, cpu: "1000m" });
    expect(jobs).toMatchObject({
      image: "registry.proofpix.com/proofpix/jobs:2.1.0",
      cpu: "500m",
      memory: "1Gi",
      environment: { NODE_ENV: "production", LOG_LEVEL: "debug", QUEUE: "thumbnails" },
      scaling: { minInstances: 2, maxInstances: 3 },
    });
  });

  it("a fixed number of instances with autoscaling off", () => {
    const fixed = { ...MINIMAL, minInstances: 2, maxInstances: 2, autoScale: false };

    expect(parseConfiguration(fixed, "staging").bounds).toEqual({ minInstances: 2, maxInstances: 2 });
  });

  it("ip-hash, which goes without firewall", () => {
    const balanced = { ...MINIMAL, algorithm: "ip-hash", domain: { name: "app.proofpix.com" } };

    expect(parseConfiguration(balanced, "staging")).toMatchObject({ algorithm: "ip-hash", webFirewall: false });
  });
});

describe("a wrong value", () => {
  it.each([
    ["proofpix:minInstances", { minInstances: 0 }, "a whole number from 1 to 1000, got 0"],
    ["proofpix:minInstances", { minInstances: 1.5 }, "got 1.5"],
    ["proofpix:autoScale", { autoScale: "yes" }, 'true or false, got "yes"'],
    ["proofpix:region", { region: "Ireland" }, 'got "Ireland"; write for example "eu-west-1"'],
    ["proofpix:allowedAccountIds[0]", { allowedAccountIds: [123456789012] }, "got 123456789012; write it in quotes"],
    ["proofpix:allowedAccountIds", { allowedAccountIds: [] }, "at least one"],
    [
      "proofpix:network.interfaceEndpoints",
      { network: { ...MINIMAL.network, interfaceEndpoints: ["sqs"] } },
      'true, false or a list of ecr.api, ecr.dkr, logs, secretsmanager, ssm, ssmmessages, got ["sqs"]',
    ],
    ["proofpix:image", { image: "registry.proofpix.com/proofpix/enterprise" }, "must have a tag or a digest"],
    [
      "proofpix:image",
      { image: "registry.proofpix.com/proofpix/Enterprise:1" },
      "must have a repository of lower-case",
    ],
    ["proofpix:certificateArn", { certificateArn: "arn:aws:iam::1:server-certificate/x" }, "ACM certificate"],
    ["proofpix:capacity", { capacity: "lambda" }, 'must be "ec2" or "fargate", got "lambda"'],
    ["proofpix:deploymentStrategy", { deploymentStrategy: "bluegreen" }, 'did you mean "blue-green"?'],
    ["proofpix:instances.types[0]", { instances: { types: ["large"] } }, 'an instance type, got "large"'],
    ["proofpix:instances.size", { instances: { size: 3 } }, "is not a known key"],
    ["proofpix:algorithm", { algorithm: "roundrobin" }, 'did you mean "round-robin"?'],
    ["proofpix:kind", { kind: { toString: "" } }, "staging"],
    ["proofpix:alarmRecipients[0]", { alarmRecipients: ["operations"] }, 'got "operations"'],
    ["proofpix:alarmRecipients[0]", { alarmRecipients: ["a@b"] }, 'got "a@b"'],
    ["proofpix:logRetentionDays", { logRetentionDays: 100 }, "got 100"],
    ["proofpix:tags.Owner", { tags: { Owner: 7, CostCenter: "product" } }, "got 7; write it in quotes"],
    ["proofpix:tags.Team", { tags: { ...MINIMAL.tags, Team: "<b>" } }, 'got "<b>"'],
    ["proofpix:services", { services: [] }, "at least one service"],
    ["proofpix:services[0]", { services: [null] }, "a group of the keys name, image"],
  ])("is named by %s with what is allowed and the fix", (key, overrides, words) => {
    expect(refused(overrides)).toEqual({ [key]: expect.stringContaining(words) as string });
  });

  it.each([
    ["name", "Web", "lower-case letters"],
    ["cpu", "1000 m", 'millicores or cores, such as "500m" or "1", got "1000 m"'],
    ["cpu", 1, "got 1; write it in quotes"],
    ["cpu", "0m", "more than zero"],
    ["memory", "2GB", "mebibytes or gibibytes"],
    ["storage", "10", "mebibytes or gibibytes"],
    ["deployment.strategy", "canaries", '"canary" or "linear", got "canaries"'],
    ["deployment.bakeTime", "90s", "whole minutes"],
    ["deployment.canaryPercent", 0, "from 0.1 to 100"],
    ["scaling.queueName", "my queue", "the name of an SQS queue"],
    ["port", 70_000, "from 1 to 65535"],
    ["healthCheck.interval", "1s", 'whole seconds from "5s" to "5m", got "1s"'],
    ["healthCheck.interval", "5500ms", "whole seconds"],
    ["healthCheck.timeout", "30s", "must be less than the interval of 30 s"],
    ["healthCheck.unhealthyThreshold", 1, "from 2 to 10"],
    ["healthCheck.path", "health", "begins with /"],
    ["healthEndpoints[0]", ["health"], "begins with /"],
    ["routing.paths[0]", { paths: ["api"] }, "begins with /"],
    ["stickiness.cookieName", { cookieName: "AWSALB" }, "not beginning with AWSALB"],
    ["environment.PORT", { PORT: 3000 }, "write it in quotes"],
    ["environment.1ST", { "1ST": "x" }, "letters, digits and underscores"],
  ])("of a service is named by services[0].%s (%p)", (key, value, words) => {
    const [top = "", nested] = key.replace(/\[0\]$/, "").split(".");
    const service = {
      name: "enterprise",
      [top]: nested === undefined || typeof value === "object" ? value : { [nested]: value },
    };

    expect(refused({ services: [service] })).toEqual({
      [`proofpix:services[0].${key}`]: expect.stringContaining(words) as string,
    });
  });

  it.each(["minInstances", "autoScale", "region", "allowedAccountIds", "network", "image", "tags"])(
    "is named when %s is missing, with an example",
    (key) => {
      expect(refused({ [key]: undefined })).toEqual({
        [`proofpix:${key}`]: expect.stringMatching(/^is missing; add .*, for example/) as string,
      });
    },
  );
});

describe("an unknown key", () => {
  it.each([
    [{ minInstanses: 1 }, "proofpix:minInstanses", "did you mean proofpix:minInstances?"],
    [{ replicas: 3 }, "proofpix:replicas", "remove it; known here are kind, region, allowedAccountIds"],
    [
      { network: { ...MINIMAL.network, cidr: "x" } },
      "proofpix:network.cidr",
      "did you mean proofpix:network.cidrBlock?",
    ],
    [
      { services: [{ name: "web", healthcheck: {} }] },
      "proofpix:services[0].healthcheck",
      "did you mean proofpix:services[0].healthCheck?",
    ],
    [
      { services: [{ name: "web", healthCheck: { successes: 2 } }] },
      "proofpix:services[0].healthCheck.successes",
      "remove it; known here are path, interval, timeout, unhealthyThreshold",
    ],
    [{ constructor: 1 }, "proofpix:constructor", "is not a known key"],
  ])("%j is refused with the nearest known one", (overrides, key, words) => {
    expect(refused(overrides)).toEqual({ [key]: expect.stringContaining(words) as string });
  });
});

describe("several problems", () => {
  it("are reported at once, whatever their kind", () => {
    const problems = refused(
      {
        minInstances: 9,
        capacity: "vm",
        replicas: 3,
        network: { ...MINIMAL.network, availabilityZones: ["eu-west-1a", "eu-central-1b"], cidr: "x" },
        tags: { Owner: "platform", Project: "mine" },
        services: [
          { name: "web", cpu: "wrong" },
          { name: "api", scaling: { triggers: { cpu: { above: 20 } } } },
          { name: "api", worker: true },
        ],
      },
      "Staging",
    );

    expect(Object.keys(problems).sort()).toEqual([
      "proofpix:capacity",
      "proofpix:maxInstances",
      "proofpix:network.availabilityZones[1]",
      "proofpix:network.cidr",
      "proofpix:replicas",
      "proofpix:services[0].cpu",
      "proofpix:services[1].scaling.triggers.cpu.below",
      "proofpix:services[2].name",
      "proofpix:tags.CostCenter",
      "proofpix:tags.Project",
      "the stack's name",
    ]);
  });

  it("stand in one message that says that nothing happened", () => {
    expect(() => parseConfiguration({ ...MINIMAL, minInstances: "two", replicas: 1 }, "staging")).toThrow(
      [
        'the configuration of stack "staging" has 2 problems; nothing was created or changed:',
        '  - proofpix:minInstances: must be a whole number from 1 to 1000, got "two"; write for example 2',
        "  - proofpix:replicas: is not a known key; remove it",
      ].join("\n"),
    );
  });
});

describe("a wrong value", () => {
  const rich = {
    ...committedSettings("production"),
    instances: { types: ["m6i.large"], minSize: 3, maxSize: 40 },
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c",
    testListener: { cidrBlocks: ["203.0.113.0/24"] },
    secretKeyArns: ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  };

  it.each(Object.keys(settingsSchema.shape))("of %s leads to no complaint about another key", (key) => {
    const told = Object.keys(refused({ ...rich, [key]: { no: "value" } }, "production"));

    expect(told).not.toHaveLength(0);
    expect(told.filter((each) => !new RegExp(`^proofpix:${key}(?:[.[]|$)`).test(each))).toEqual([]);
  });

  it.each([
    ["domain", { algorithm: "ip-hash", domain: { name: "a b", hostedZone: "example.com" } }, "proofpix:domain.name"],
    [
      "services",
      {
        services: [
          { name: "web", cpu: "1 m" },
          { name: "jobs", worker: true },
        ],
      },
      "proofpix:services[0].cpu",
    ],
    ["testListener", { testListener: { cidrBlocks: ["everywhere"], port: 80 } }, "proofpix:testListener.cidrBlocks[0]"],
    [
      "the domain's names",
      {
        domain: { name: "app.proofpix.com", alternativeNames: ["Api"], hostedZone: "proofpix.com" },
        services: [{ name: "web" }, { name: "api", routing: { hosts: ["api.proofpix.com"] } }],
      },
      "proofpix:domain.alternativeNames[0]",
    ],
    ["the bounds", { maxInstances: "five", instances: { maxSize: 1 } }, "proofpix:maxInstances"],
  ])("in a part of %s hides what only follows from it", (_, overrides, key) => {
    expect(Object.keys(refused(overrides))).toEqual([key]);
  });
});

describe("any value at any key", () => {
  const KEYS = Object.keys(settingsSchema.shape);
  const SERVICE_KEYS = Object.keys(serviceSchema.shape);

  function withAnyValue(keys: readonly string[]) {
    return fc.dictionary(fc.constantFrom(...keys, "unknown"), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
  }

  it("is taken or refused, and nothing else happens", () => {
    fc.assert(
      fc.property(withAnyValue(KEYS), fc.array(withAnyValue(SERVICE_KEYS), { maxLength: 2 }), (settings, services) => {
        const raw = { ...MINIMAL, services: services.map((service) => ({ name: "web", ...service })), ...settings };
        try {
          expect(parseConfiguration(raw, "staging").environment).toBe("staging");
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError);
        }
      }),
    );
  });
});

describe("a value that may be secret", () => {
  const SECRET = "hunter2-hunter2";

  it.each([
    { services: [{ name: "web", secrets: { DB_PASSWORD: SECRET } }] },
    { services: [{ name: "web", secrets: SECRET }] },
    { services: { name: "web", secrets: { DB_PASSWORD: SECRET } } },
    { services: [{ name: "web", environment: { DB_PASSWORD: SECRET } }] },
    { registryCredentials: { username: "ci", password: SECRET } },
    { registryCredentials: `${SECRET} !` },
    { registryPassword: SECRET },
  ])("is refused and not repeated: %j", (overrides) => {
    const reasons = Object.values(refused(overrides));

    expect(reasons).not.toHaveLength(0);
    expect(reasons.join()).not.toContain(SECRET);
  });

  it.each([
    ["region", { region: SECRET }],
    ["tags", { tags: { Owner: SECRET, Team: `<${SECRET}>`, Project: SECRET } }],
    ["protect", { protect: SECRET }],
    ["services", { services: [{ name: SECRET, cpu: SECRET }] }],
  ])("is refused and not repeated where %s is encrypted", (key, overrides) => {
    expect(refused(overrides, "staging", [key])).toEqual({
      [`proofpix:${key}`]: expect.stringMatching(/^must not be encrypted(?!.*hunter2)/) as string,
    });
  });

  it("is told of a key in a namespace that is ours but for a slip, and of no other", () => {
    const problemsOf = (...keys: string[]) => {
      try {
        parseConfiguration({ ...MINIMAL }, "staging", [], keys);
        return [];
      } catch (error) {
        return (error as ConfigurationError).problems;
      }
    };

    expect(problemsOf("profpix:region", "ProofPix:tags", "aws:region", "proofpixel:region")).toEqual([
      { key: "profpix:region", reason: "has an unknown namespace; did you mean proofpix:region?" },
      { key: "ProofPix:tags", reason: "has an unknown namespace; did you mean proofpix:tags?" },
    ]);
    expect(problemsOf("aws:region")).toEqual([]);
  });

  it("is not repeated where an unknown key is encrypted", () => {
    expect(refused({ registryPassword: SECRET }, "staging", ["registryPassword"])).toEqual({
      "proofpix:registryPassword": expect.stringMatching(/^is not a known key(?!.*hunter2)/) as string,
    });
  });
});

import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { all, only, type Registered } from "../../../support/deploy";
import { deployCommitted, deployEnvironment, type Deployed } from "../../deployed";
import { ENVIRONMENTS, MINIMAL, refused } from "../../example-settings";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const NAME = "proofpix-staging-cache";
const CACHE = { nodeType: "cache.t4g.micro", replicas: 1 };
const USING = [
  { name: "enterprise", uses: ["cache"] },
  { name: "other", worker: true },
];

function deployed(overrides: object, environment = "staging"): Promise<Deployed> {
  return deployEnvironment(parseConfiguration({ ...MINIMAL, ...overrides }, environment));
}

function environmentOf(resources: readonly Registered[], service: string): Record<string, string> {
  const definition = all(resources, TASK_DEFINITION).find(({ name }) => name.includes(service));
  const [container] = JSON.parse(String(definition?.inputs.containerDefinitions)) as [
    { environment: { name: string; value: string }[] },
  ];
  return Object.fromEntries(container.environment.map(({ name, value }) => [name, value]));
}

describe("the cache of an environment", () => {
  it("is none unless it is configured", async () => {
    const { resources, outputs } = await deployed({});

    expect(resources.filter(({ type }) => type.includes("elasticache"))).toEqual([]);
    expect(Object.keys(outputs).filter((output) => output.startsWith("cache"))).toEqual([]);
  });

  it("is what its keys say, under the environment's key, and told by the outputs", async () => {
    const cache = {
      ...CACHE,
      engine: "redis",
      engineVersion: "7.0",
      evictionPolicy: "volatile-ttl",
      passwordVersion: 2,
      snapshotRetentionDays: 3,
      snapshotWindow: "01:00-02:00",
      maintenanceWindow: "mon:04:00-mon:05:00",
      snapshotName: "before",
    };
    const { resources, outputs } = await deployed({ cache, logRetentionDays: 30 });

    expect(only(resources, GROUP)).toMatchObject({
      name: NAME,
      protect: false,
      inputs: {
        engine: "redis",
        engineVersion: "7.0",
        nodeType: "cache.t4g.micro",
        numCacheClusters: 2,
        kmsKeyId: "arn:mock:proofpix-staging-key",
        snapshotRetentionLimit: 3,
        snapshotWindow: "01:00-02:00",
        maintenanceWindow: "mon:04:00-mon:05:00",
        snapshotName: "before",
      },
    });
    expect(resources.map(({ name }) => name)).toContain(`${NAME}-password-2`);
    expect(outputs).toMatchObject({
      cacheEndpoint: `master.${NAME}.abc123.euw1.cache.amazonaws.com`,
      cacheReaderEndpoint: `replica.${NAME}.abc123.euw1.cache.amazonaws.com`,
      cacheSecretArn: `arn:mock:${NAME}-user`,
      cacheReplicationGroupId: NAME,
    });
  });

  it("keeps a copy of its secret in the second region", async () => {
    const { resources } = await deployed({ cache: CACHE, secondRegion: "eu-central-1" });

    expect(only(resources, SECRET).inputs.replicas).toEqual([
      { region: "eu-central-1", kmsKeyId: "arn:mock:proofpix-staging-eu-central-1-key" },
    ]);
  });

  it("is protected in production with its secret and logs", async () => {
    const { resources } = await deployed({ cache: CACHE, minInstances: 3 }, "production");
    const ofCache = resources.filter(({ name, protect }) => name.startsWith("proofpix-production-cache") && protect);

    expect(new Set(ofCache.map(({ type }) => type))).toEqual(
      new Set([GROUP, SECRET, "aws:cloudwatch/logGroup:LogGroup"]),
    );
  });
});

describe("a service that uses the cache", () => {
  let resources: readonly Registered[];

  beforeAll(async () => {
    ({ resources } = await deployed({ cache: CACHE, services: USING }));
  });

  it("finds it by environment variables, which others don't get", () => {
    expect(environmentOf(resources, "enterprise")).toMatchObject({
      CACHE_HOST: `master.${NAME}.abc123.euw1.cache.amazonaws.com`,
      CACHE_PORT: "6379",
      CACHE_READER_HOST: `replica.${NAME}.abc123.euw1.cache.amazonaws.com`,
      CACHE_SECRET_ARN: `arn:mock:${NAME}-user`,
    });
    expect(Object.keys(environmentOf(resources, "other"))).not.toContain("CACHE_HOST");
  });

  it("is told no host of readers where there are none", async () => {
    const { resources } = await deployed({ cache: { ...CACHE, replicas: 0 }, services: USING });

    expect(Object.keys(environmentOf(resources, "enterprise"))).not.toContain("CACHE_READER_HOST");
  });

  it("may read the secret, and joins the group of the clients", () => {
    const policies = all(resources, ROLE_POLICY).filter(({ inputs }) => String(inputs.policy).includes(`${NAME}-user`));
    const joining = all(resources, SERVICE).filter(({ inputs }) =>
      JSON.stringify(inputs.networkConfiguration).includes(`${NAME}-clients-id`),
    );

    expect(policies.map(({ name }) => name)).toEqual([expect.stringContaining("enterprise")]);
    expect(joining.map(({ name }) => name)).toEqual([expect.stringContaining("enterprise")]);
  });
});

describe("a configuration is refused", () => {
  it("where a service uses a cache that there is not", () => {
    expect(refused({ services: USING })).toEqual({
      "proofpix:services[0].uses[0]":
        'must be a part that the environment has, got "cache"; configure proofpix:cache, or remove it from uses',
    });
  });

  it("where a service uses the cache twice", () => {
    expect(refused({ cache: CACHE, services: [{ name: "enterprise", uses: ["cache", "cache"] }] })).toEqual({
      "proofpix:services[0].uses[1]": '"cache" is listed twice; list each part once',
    });
  });

  it.each<[string, object, string, string]>([
    ["a version of the other engine", { engineVersion: "7.1" }, "engineVersion", "must be a version of valkey"],
    ["windows that overlap", { snapshotWindow: "04:00-05:00" }, "maintenanceWindow", "must not overlap snapshotWindow"],
    ["an eviction policy of no engine", { evictionPolicy: "lru" }, "evictionPolicy", "allkeys-lru"],
    ["a node type of another service", { nodeType: "db.t4g.micro" }, "nodeType", "a node type of ElastiCache"],
    ["too many replicas", { replicas: 6 }, "replicas", "a whole number from 0 to 5"],
  ])("for %s, under its key and once", (_, changes, key, words) => {
    expect(refused({ cache: { ...CACHE, ...changes }, services: USING })).toEqual({
      [`proofpix:cache.${key}`]: expect.stringContaining(words) as unknown,
    });
  });
});

it.each([
  ["development", "cache.t4g.micro", 1, false],
  ["staging", "cache.t4g.small", 2, true],
  ["production", "cache.m7g.large", 3, true],
] as const)("%s has a cache of its size", async (environment, nodeType, numCacheClusters, automaticFailoverEnabled) => {
  expect(ENVIRONMENTS).toContain(environment);
  expect(only((await deployCommitted(environment)).resources, GROUP).inputs).toMatchObject({
    nodeType,
    numCacheClusters,
    automaticFailoverEnabled,
    multiAzEnabled: automaticFailoverEnabled,
  });
});

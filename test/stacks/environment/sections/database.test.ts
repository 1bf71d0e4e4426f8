import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { all, only, type Registered } from "../../../support/deploy";
import { deployEnvironment, type Deployed } from "../../deployed";
import { MINIMAL, refused } from "../../example-settings";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const PROXY = "aws:rds/proxy:Proxy";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const TARGET_GROUP = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const SECRET = "aws:secretsmanager/secret:Secret";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const NAME = "proofpix-staging-database";
const DATABASE = { instanceClass: "db.t4g.small", storage: { size: "20Gi" } };
const AURORA = { kind: "aurora", instanceClass: "db.r7g.large" };
const PROXIED = `${NAME}-proxy.proxy-abc.eu-west-1.rds.amazonaws.com`;
const USING = [
  { name: "enterprise", uses: ["database"] },
  { name: "other", worker: true },
];

function deployed(overrides: object, environment = "staging"): Promise<Deployed> {
  return deployEnvironment(parseConfiguration({ ...MINIMAL, ...overrides }, environment));
}

/** What a service that uses a database gets. */
async function given(database: object) {
  const { resources } = await deployed({ database, services: USING });
  return { resources, variables: variablesOf(resources, "enterprise"), groups: groupsOf(resources, "enterprise") };
}

function variablesOf(resources: readonly Registered[], service: string): Record<string, string> {
  const definition = all(resources, TASK_DEFINITION).find(({ name }) => name.includes(service));
  const [container] = JSON.parse(String(definition?.inputs.containerDefinitions)) as [
    { environment: { name: string; value: string }[] },
  ];
  return Object.fromEntries(container.environment.map(({ name, value }) => [name, value]));
}

function groupsOf(resources: readonly Registered[], service: string): string[] {
  const found = all(resources, SERVICE).find(({ name }) => name.includes(service));
  return (found?.inputs.networkConfiguration as { securityGroups: string[] }).securityGroups;
}

function primaryOf(resources: readonly Registered[]): Registered | undefined {
  return all(resources, INSTANCE).find(({ inputs }) => inputs.replicateSourceDb === undefined);
}

describe("the database of an environment", () => {
  it("is none unless it is configured", async () => {
    const { resources, outputs } = await deployed({});

    expect(resources.filter(({ type }) => type.startsWith("aws:rds/"))).toEqual([]);
    expect(outputs.databaseEndpoint).toBeUndefined();
    expect(outputs.databaseSecretArn).toBeUndefined();
  });

  it("is what its keys say, under the environment's key, and told by the outputs", async () => {
    const database = {
      ...DATABASE,
      version: "16",
      readReplicas: 1,
      backup: { retentionDays: 9, window: "01:00-02:00" },
      maintenanceWindow: "mon:04:00-mon:05:00",
      parameters: { work_mem: "65536" },
      rotationDays: 60,
    };
    const { resources, outputs } = await deployed({ database });

    expect(primaryOf(resources)).toMatchObject({
      name: NAME,
      protect: false,
      inputs: {
        engineVersion: "16",
        instanceClass: "db.t4g.small",
        allocatedStorage: 20,
        multiAz: true,
        backupRetentionPeriod: 9,
        backupWindow: "01:00-02:00",
        maintenanceWindow: "mon:04:00-mon:05:00",
        kmsKeyId: "arn:mock:proofpix-staging-key",
        deletionProtection: false,
      },
    });
    expect(all(resources, INSTANCE)).toHaveLength(2);
    expect(only(resources, ROTATION).inputs.rotationRules).toMatchObject({ automaticallyAfterDays: 60 });
    expect(outputs.databaseIdentifier).toMatch(/^proofpix-staging-database-/);
    expect(outputs.databaseEndpoint).toBe(`${outputs.databaseIdentifier ?? ""}.abc.eu-central-1.rds.amazonaws.com`);
    expect(outputs.databaseSecretArn).toBe(`arn:mock:${NAME}`);
    expect(outputs.databaseReaderEndpoints).toHaveLength(1);
    expect(outputs.databaseReplicatedBackupsArn).toBeUndefined();
  });

  it("is Aurora, with readers and no storage of its own", async () => {
    const { resources } = await deployed({ database: { ...AURORA, readReplicas: 2 } });

    expect(only(resources, CLUSTER).inputs).toMatchObject({ engine: "aurora-postgresql" });
    expect(all(resources, "aws:rds/clusterInstance:ClusterInstance")).toHaveLength(3);
  });

  it("begins with data that is named", async () => {
    const restoreFrom = { database: "proofpix-staging-database-0a1b2c3d", time: "2026-11-30T03:00:00Z" };
    const { resources } = await deployed({ database: { ...DATABASE, restoreFrom, revision: "restored" } });

    expect(primaryOf(resources)?.inputs.restoreToPointInTime).toEqual({
      sourceDbInstanceIdentifier: "proofpix-staging-database-0a1b2c3d",
      restoreTime: "2026-11-30T03:00:00Z",
    });
    expect(resources.map(({ name }) => name)).toContain(`${NAME}-restored`);
  });

  it("has a pool of the asked size, where a proxy is asked for", async () => {
    const { resources } = await deployed({ database: { ...DATABASE, proxy: { maxConnectionsPercent: 60 } } });

    expect(only(resources, TARGET_GROUP).inputs.connectionPoolConfig).toMatchObject({ maxConnectionsPercent: 60 });
    expect(all((await deployed({ database: DATABASE })).resources, PROXY)).toEqual([]);
  });

  it("has single hyphens in its name, where the environment's has double ones", async () => {
    const { resources } = await deployed({ database: DATABASE }, "staging-eu");

    expect(primaryOf(resources)?.name).toBe("proofpix-staging-eu-database");
  });

  it("keeps backups and its secret in the second region too, under its key", async () => {
    const database = { ...DATABASE, backup: { retentionDays: 9 } };
    const { resources, outputs } = await deployed({ database, secondRegion: "eu-central-1" });
    const key = "arn:mock:proofpix-staging-eu-central-1-key";

    expect(only(resources, REPLICATION).inputs).toMatchObject({ kmsKeyId: key, retentionPeriod: 9 });
    expect(only(resources, SECRET).inputs.replicas).toEqual([{ region: "eu-central-1", kmsKeyId: key }]);
    expect(outputs.databaseReplicatedBackupsArn).toBe(`${NAME}-backups-id`);
  });

  it("ends a replication before it begins another, since RDS replicates an instance's backups once", async () => {
    const { resources } = await deployed({ database: DATABASE, secondRegion: "eu-central-1" });

    expect(only(resources, REPLICATION).deleteBeforeReplace).toBe(true);
  });

  it("leaves the backups of clusters to AWS Backup", async () => {
    const { resources } = await deployed({ database: AURORA, secondRegion: "eu-central-1" });

    expect(all(resources, REPLICATION)).toEqual([]);
    expect(only(resources, SECRET).inputs.replicas).toHaveLength(1);
  });

  it("is protected in production, by Pulumi and by AWS, but for its replicas", async () => {
    const { resources } = await deployed({ database: { ...DATABASE, readReplicas: 1 }, minInstances: 3 }, "production");
    const instances = all(resources, INSTANCE).map(({ inputs, protect }) => [
      inputs.replicateSourceDb === undefined,
      protect,
    ]);

    expect(new Map(instances as [boolean, boolean][])).toEqual(
      new Map([
        [true, true],
        [false, false],
      ]),
    );
    expect(primaryOf(resources)?.inputs.deletionProtection).toBe(true);
    expect(only(resources, SECRET).protect).toBe(true);
    const logs = all(resources, "aws:cloudwatch/logGroup:LogGroup").filter(({ name }) => name.includes("-database-"));
    const unprotected = logs.filter(({ protect }) => !protect).map(({ name }) => name);
    expect(unprotected.sort()).toEqual(
      ["postgresql", "upgrade"].map((log) => `proofpix-production-database-replica-1-${log}-log`),
    );
    expect(logs.length).toBeGreaterThan(unprotected.length);
  });
});

describe("a service that uses the database", () => {
  it("finds an instance by its own host, and may read its secret", async () => {
    const { resources, variables, groups } = await given(DATABASE);

    expect(variables).toMatchObject({
      DATABASE_HOST: expect.stringMatching(/^proofpix-staging-database-.*\.rds\.amazonaws\.com$/) as string,
      DATABASE_PORT: "5432",
      DATABASE_NAME: "application",
      DATABASE_SECRET_ARN: `arn:mock:${NAME}`,
    });
    expect(variables).not.toHaveProperty("DATABASE_READER_HOSTS");
    expect(groups).toContain(`${NAME}-clients-id`);
    const policies = all(resources, ROLE_POLICY).filter(({ inputs }) =>
      String(inputs.policy).includes(`"secretsmanager:GetSecretValue","Resource":"arn:mock:${NAME}"`),
    );
    expect(policies.map(({ name }) => name)).toEqual([expect.stringContaining("enterprise")]);
  });

  it("gets nothing of it where it doesn't use it", async () => {
    const { resources } = await given(DATABASE);

    expect(Object.keys(variablesOf(resources, "other")).filter((name) => name.startsWith("DATABASE_"))).toEqual([]);
    expect(groupsOf(resources, "other")).not.toContain(`${NAME}-clients-id`);
  });

  it("finds the proxy of an instance, and its replicas by their own hosts", async () => {
    const { variables, groups } = await given({ ...DATABASE, readReplicas: 2, proxy: {} });

    expect(variables).toMatchObject({ DATABASE_HOST: PROXIED, DATABASE_PORT: "5432" });
    expect(variables.DATABASE_READER_HOSTS?.split(",")).toHaveLength(2);
    expect(variables.DATABASE_READER_HOSTS).not.toContain("proxy");
    expect(groups).toEqual(expect.arrayContaining([`${NAME}-proxy-clients-id`, `${NAME}-clients-id`]));
  });

  it("waits for the proxy's target, of which no value of its tasks depends", async () => {
    const { resources } = await given({ ...AURORA, proxy: {} });
    const urn = only(resources, TARGET).urn;
    const place = (type: string, service: string) =>
      resources.findIndex((each) => each.type === type && each.name.endsWith(`-${service}`));
    const target = resources.findIndex((each) => each.urn === urn);

    for (const { dependencies } of resources) expect(Object.values(dependencies).flat()).not.toContain(urn);
    expect(place(TASK_DEFINITION, "enterprise")).toBeGreaterThan(target);
    expect(place(SERVICE, "enterprise")).toBeGreaterThan(target);
  });

  it("reaches nothing but the proxy where that has an endpoint for reads, or nobody answers them", async () => {
    const cluster = await given({ ...AURORA, proxy: {} });
    const lone = await given({ ...DATABASE, proxy: {} });

    expect(cluster.variables.DATABASE_READER_HOSTS).toBe(
      `${NAME}-proxy-read-only.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com`,
    );
    expect(lone.variables).not.toHaveProperty("DATABASE_READER_HOSTS");
    for (const { groups } of [cluster, lone]) {
      expect(groups).toContain(`${NAME}-proxy-clients-id`);
      expect(groups).not.toContain(`${NAME}-clients-id`);
    }
  });

  it("finds the reader endpoint of a cluster without a proxy", async () => {
    expect((await given(AURORA)).variables.DATABASE_READER_HOSTS).toMatch(/cluster-ro-/);
    expect((await given({ ...AURORA, readReplicas: 0 })).variables).not.toHaveProperty("DATABASE_READER_HOSTS");
  });
});

describe("a configuration is refused", () => {
  it("where a service uses a database that there is not", () => {
    expect(refused({ services: USING })).toEqual({
      "proofpix:services[0].uses[0]":
        'must be a part that the environment has, got "database"; configure proofpix:database, or remove it from uses',
    });
  });

  it.each(["database", "database-migrations"])("where a service is called %s beside a database", (name) => {
    expect(refused({ database: DATABASE, services: [{ name }] })).toEqual({
      "proofpix:services[0].name": expect.stringContaining(
        'must not be called like the resources of proofpix:database, whose names go on with "database"',
      ) as string,
    });
  });

  it("for no service of such a name where there is no database, nor for one that only looks alike", () => {
    expect(() => parseConfiguration({ ...MINIMAL, services: [{ name: "database" }] }, "staging")).not.toThrow();
    expect(() =>
      parseConfiguration({ ...MINIMAL, database: DATABASE, services: [{ name: "databases" }] }, "staging"),
    ).not.toThrow();
  });

  it.each<[string, object, string, string]>([
    ["an instance without a class", { storage: { size: "20Gi" } }, "instanceClass", "is missing"],
    ["an instance without storage", { instanceClass: "db.t4g.small" }, "storage", "is missing"],
    ["capacity of an instance", { ...DATABASE, minimumCapacity: 1 }, "minimumCapacity", "means nothing"],
    ["storage of Aurora", { ...AURORA, storage: { size: "20Gi" } }, "storage", 'means nothing for the kind "aurora"'],
    ["serverless without capacity", { kind: "aurora-serverless", minimumCapacity: 1 }, "maximumCapacity", "is missing"],
    [
      "a cluster over two zones",
      { kind: "multi-az-cluster", instanceClass: "db.m6gd.large", storage: { size: "100Gi" } },
      "kind",
      "has 2; add a zone",
    ],
    ["an unknown class", { ...DATABASE, instanceClass: "db.x9.large" }, "instanceClass", "must be a class of RDS"],
    [
      "replicas that are too small",
      { ...DATABASE, replicaInstanceClass: "db.t4g.micro" },
      "replicaInstanceClass",
      "must have at least the memory",
    ],
    [
      "readers that are too small",
      { ...AURORA, replicaInstanceClass: "db.t4g.micro" },
      "replicaInstanceClass",
      "must have at least the memory",
    ],
    ["storage that is too small", { ...DATABASE, storage: { size: "10Gi" } }, "storage.size", "20"],
    [
      "windows that overlap",
      { ...DATABASE, backup: { window: "04:00-05:00" } },
      "backup.window",
      "must not overlap with the maintenance window",
    ],
    ["backups that are kept too long", { ...DATABASE, backup: { retentionDays: 36 } }, "backup.retentionDays", "to 35"],
    [
      "two sources",
      { ...DATABASE, restoreFrom: { snapshot: "a", database: "b" } },
      "restoreFrom",
      "snapshot and database",
    ],
    ["no source", { ...DATABASE, restoreFrom: { time: "2026-11-30T03:00:00Z" } }, "restoreFrom", "got none"],
    [
      "a time of a snapshot",
      { ...DATABASE, restoreFrom: { snapshot: "a", time: "2026-11-30T03:00:00Z" } },
      "restoreFrom.time",
      "means nothing for a snapshot",
    ],
    [
      "more idle connections than connections",
      { ...DATABASE, proxy: { maxConnectionsPercent: 10, maxIdleConnectionsPercent: 20 } },
      "proxy.maxIdleConnectionsPercent",
      "must be at most maxConnectionsPercent, 10",
    ],
  ])("for %s, under its key and once", (_, database, key, words) => {
    expect(refused({ database })).toEqual({
      [`proofpix:database.${key}`]: expect.stringContaining(words) as string,
    });
  });
});

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DatabaseProxy, type DatabaseProxyArgs } from "../../../components/database-proxy";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const PROXY = "aws:rds/proxy:Proxy";
const TARGET_GROUP = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const PROXY_ARN = "arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0";

const ARGS: DatabaseProxyArgs = {
  database: { kind: "instance", identifier: "shop-1a2b", clientSecurityGroupId: "sg-0c11e417" },
  secretArn: SECRET,
  kmsKeyArn: KEY,
  vpcId: "vpc-0a1b2c3d",
  subnetIds: ["subnet-0a", "subnet-0b"],
  alarmActions: [TOPIC],
};
const CLUSTERS = ["multi-az-cluster", "aurora", "aurora-serverless"] as const;

const OUTPUTS = {
  [PROXY]: () => ({ arn: PROXY_ARN, endpoint: "shop.proxy-abc.eu-west-1.rds.amazonaws.com" }),
  [ENDPOINT]: () => ({ endpoint: "shop-read-only.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com" }),
};

async function proxy(overrides: Partial<DatabaseProxyArgs> = {}): Promise<Registered[]> {
  return deploy(() => new DatabaseProxy("shop-proxy", { ...ARGS, ...overrides }), { outputs: OUTPUTS });
}

function ofKind(kind: DatabaseProxyArgs["database"]["kind"]): Partial<DatabaseProxyArgs> {
  return { database: { ...ARGS.database, kind } };
}

async function outputsOf(overrides: Partial<DatabaseProxyArgs> = {}): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  await deploy(
    () => {
      const { endpoint, readOnlyEndpoint, port, connectStatements } = new DatabaseProxy("shop-proxy", {
        ...ARGS,
        ...overrides,
      });
      pulumi
        .output({ endpoint, readOnlyEndpoint, port, connectStatements })
        .apply((known) => Object.assign(seen, known));
    },
    { outputs: OUTPUTS },
  );
  return seen;
}

describe("the proxy", () => {
  it("demands TLS, and checks passwords by SCRAM", async () => {
    expect(only(await proxy(), PROXY).inputs).toMatchObject({
      engineFamily: "POSTGRESQL",
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: 1800,
      vpcSubnetIds: ["subnet-0a", "subnet-0b"],
      auths: [
        {
          authScheme: "SECRETS",
          secretArn: SECRET,
          iamAuth: "DISABLED",
          clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
        },
      ],
    });
  });

  it("takes tokens of IAM in place of passwords", async () => {
    const [auth] = only(await proxy({ authentication: "iam" }), PROXY).inputs.auths as Record<string, unknown>[];

    expect(auth).toMatchObject({ iamAuth: "REQUIRED", secretArn: SECRET });
    expect(auth).not.toHaveProperty("clientPasswordAuthType");
  });

  it("lets clients with tokens log in to it, and needs no statement for passwords", async () => {
    expect((await outputsOf({ authentication: "iam" })).connectStatements).toEqual([
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-0123456789abcdef0/*",
      },
    ]);
    expect((await outputsOf()).connectStatements).toEqual([]);
  });

  it("lets in the users of further secrets, which its role may read", async () => {
    const further = `${SECRET}-of-services`;
    const resources = await proxy({ furtherSecretArns: [further] });
    const auths = only(resources, PROXY).inputs.auths as Record<string, unknown>[];
    const policy = JSON.parse(String(only(resources, ROLE_POLICY).inputs.policy)) as { Statement: object[] };

    expect(auths.map(({ secretArn }) => secretArn)).toEqual([SECRET, further]);
    expect(new Set(auths.map(({ clientPasswordAuthType }) => clientPasswordAuthType)).size).toBe(1);
    expect(policy.Statement).toHaveLength(2);
    expect(policy.Statement[0]).toMatchObject({ Resource: [SECRET, further] });
  });

  it("speaks MySQL", async () => {
    const database = { ...ARGS.database, engineFamily: "MYSQL" } as const;
    const pool = { sessionPinningFilters: ["EXCLUDE_VARIABLE_SETS"] } as const;
    const resources = await proxy({ database, pool });

    expect(only(resources, PROXY).inputs).toMatchObject({
      engineFamily: "MYSQL",
      auths: [{ clientPasswordAuthType: "MYSQL_CACHING_SHA2_PASSWORD" }],
    });
    expect(only(resources, TARGET_GROUP).inputs.connectionPoolConfig).toMatchObject(pool);
    expect((await outputsOf({ database })).port).toBe(3306);
  });

  it("lets in its own clients only, and is a client of the database", async () => {
    const resources = await proxy();

    expect(only(resources, PROXY).inputs.vpcSecurityGroupIds).toEqual(["shop-proxy-id", "sg-0c11e417"]);
    expect(only(resources, INGRESS_RULE).inputs).toMatchObject({
      securityGroupId: "shop-proxy-id",
      referencedSecurityGroupId: "shop-proxy-clients-id",
      fromPort: 5432,
      toPort: 5432,
    });
  });

  it("may read its secret, decrypt it through Secrets Manager, and nothing else", async () => {
    const policy = JSON.parse(String(only(await proxy(), ROLE_POLICY).inputs.policy)) as Record<string, unknown>;

    expect(policy.Statement).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
      },
    ]);
  });

  it("logs into a group of its own name, with retention and key", async () => {
    const resources = await proxy();

    expect(only(resources, LOG_GROUP).inputs).toMatchObject({
      name: `/aws/rds/proxy/${String(only(resources, PROXY).inputs.name)}`,
      retentionInDays: 365,
      kmsKeyId: KEY,
    });
  });

  it("gets another name in other subnets, so that the old one can go last", async () => {
    const before = only(await proxy(), PROXY).inputs.name;

    expect(only(await proxy({ subnetIds: ["subnet-0a", "subnet-0c"] }), PROXY).inputs.name).not.toBe(before);
    expect(only(await proxy({ idleClientTimeout: "1h" }), PROXY).inputs.name).toBe(before);
  });
});

describe("the pool", () => {
  it("leaves a tenth of the connections, and keeps half of its own open", async () => {
    expect(only(await proxy(), TARGET_GROUP).inputs.connectionPoolConfig).toEqual({
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 45,
      connectionBorrowTimeout: 30,
    });
  });

  it("is what is asked for", async () => {
    const pool = {
      maxConnectionsPercent: 60,
      maxIdleConnectionsPercent: 0,
      connectionBorrowTimeout: "2m",
      initQuery: "SET statement_timeout = '30s'",
    } as const;

    expect(only(await proxy({ pool }), TARGET_GROUP).inputs.connectionPoolConfig).toEqual({
      maxConnectionsPercent: 60,
      maxIdleConnectionsPercent: 0,
      connectionBorrowTimeout: 120,
      initQuery: "SET statement_timeout = '30s'",
    });
  });
});

describe("the database", () => {
  it("is an instance, which has no read-only endpoint", async () => {
    const resources = await proxy();

    expect(only(resources, TARGET).inputs).toMatchObject({
      dbInstanceIdentifier: "shop-1a2b",
      targetGroupName: "default",
    });
    expect(only(resources, TARGET).inputs).not.toHaveProperty("dbClusterIdentifier");
    expect(all(resources, ENDPOINT)).toEqual([]);
    expect(await outputsOf()).toMatchObject({
      endpoint: "shop.proxy-abc.eu-west-1.rds.amazonaws.com",
      readOnlyEndpoint: undefined,
      port: 5432,
    });
  });

  it.each(["instance", ...CLUSTERS] as const)("takes nothing of a client's along, of the kind %s", async (kind) => {
    const resources = await deploy(
      () => {
        const { endpoint, readOnlyEndpoint } = new DatabaseProxy("shop-proxy", { ...ARGS, ...ofKind(kind) });
        new aws.ssm.Parameter("client", { type: "String", value: endpoint, description: readOnlyEndpoint ?? "" });
      },
      { outputs: OUTPUTS },
    );
    const { value = [], description = [] } = only(resources, "aws:ssm/parameter:Parameter").dependencies;

    expect(value).toContain(only(resources, PROXY).urn);
    expect([...value, ...description]).not.toContain(only(resources, TARGET).urn);
  });

  it.each(CLUSTERS)("is a cluster of the kind %s, which has one", async (kind) => {
    const resources = await proxy(ofKind(kind));

    expect(only(resources, TARGET).inputs).toMatchObject({ dbClusterIdentifier: "shop-1a2b" });
    expect(only(resources, ENDPOINT).inputs).toMatchObject({
      targetRole: "READ_ONLY",
      dbProxyEndpointName: `${String(only(resources, PROXY).inputs.name)}-read-only`,
      vpcSubnetIds: ["subnet-0a", "subnet-0b"],
      vpcSecurityGroupIds: ["shop-proxy-id"],
    });
    expect((await outputsOf(ofKind(kind))).readOnlyEndpoint).toBe(
      "shop-read-only.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com",
    );
  });
});

describe("the alarms", () => {
  async function alarms(overrides: Partial<DatabaseProxyArgs> = {}): Promise<Record<string, Record<string, unknown>>> {
    return Object.fromEntries(all(await proxy(overrides), ALARM).map(({ name, inputs }) => [name, inputs]));
  }

  it("tell of waiting, refusals, a pool in use and a database out of reach", async () => {
    const found = await alarms();

    expect(Object.keys(found).sort()).toEqual([
      "shop-proxy-borrow-latency",
      "shop-proxy-borrow-timeouts",
      "shop-proxy-clients-refused",
      "shop-proxy-database-refused",
      "shop-proxy-writer-connections",
      "shop-proxy-writer-unavailable",
    ]);
    for (const { alarmActions, okActions } of Object.values(found)) {
      expect([alarmActions, okActions]).toEqual([[TOPIC], [TOPIC]]);
    }
  });

  it("measure what RDS measures of a proxy, in microseconds and of the role that it says", async () => {
    const found = await alarms();
    const proxyName = (found["shop-proxy-borrow-latency"]?.dimensions as Record<string, string>).ProxyName;

    expect(found["shop-proxy-borrow-latency"]).toMatchObject({
      namespace: "AWS/RDS",
      metricName: "DatabaseConnectionsBorrowLatency",
      statistic: "Average",
      threshold: 250_000,
    });
    expect(found["shop-proxy-borrow-timeouts"]).toMatchObject({ statistic: "Maximum", threshold: 27_000_000 });
    expect(found["shop-proxy-writer-unavailable"]).toMatchObject({
      metricName: "AvailabilityPercentage",
      dimensions: { ProxyName: proxyName, TargetGroup: "default", TargetRole: "READ_WRITE" },
      comparisonOperator: "LessThanThreshold",
      threshold: 100,
    });
  });

  it("compare the connections in use with those that the pool may have", async () => {
    const { metricQueries, threshold } = (await alarms())["shop-proxy-writer-connections"] ?? {};

    expect(threshold).toBe(80);
    expect(metricQueries).toMatchObject([
      { id: "inUse", metric: { metricName: "DatabaseConnectionsCurrentlyBorrowed", stat: "Sum" } },
      { id: "allowed", metric: { metricName: "MaxDatabaseConnectionsAllowed", stat: "Sum" } },
      { expression: "100 * inUse / allowed", returnData: true },
    ]);
  });

  it("follow the thresholds and the pool", async () => {
    const found = await alarms({
      alarmThresholds: { borrowLatency: "1s", connectionsPercent: 50 },
      pool: { connectionBorrowTimeout: "10s" },
    });

    expect(found["shop-proxy-borrow-latency"]?.threshold).toBe(1_000_000);
    expect(found["shop-proxy-borrow-timeouts"]?.threshold).toBe(9_000_000);
    expect(found["shop-proxy-writer-connections"]?.threshold).toBe(50);
  });

  it("tell of the readers too, where there are any", async () => {
    expect(Object.keys(await alarms(ofKind("aurora")))).toEqual(
      expect.arrayContaining(["shop-proxy-readers-connections", "shop-proxy-readers-unavailable"]),
    );
  });

  it("are left out where nobody is to be told", async () => {
    expect(await alarms({ alarmActions: undefined })).toEqual({});
  });
});

describe("each child", () => {
  const protecting = (_args: object, options: pulumi.CustomResourceOptions): void => {
    options.protect = true;
  };

  it("has the component as parent", async () => {
    for (const { type, parent, component } of await proxy(ofKind("aurora"))) {
      if (!component) expect([type, parent]).toEqual([type, expect.stringMatching(/DatabaseProxy::shop-proxy$/)]);
    }
  });

  it.each([
    ["proxy", PROXY],
    ["targetGroup", TARGET_GROUP],
    ["target", TARGET],
    ["readOnlyEndpoint", ENDPOINT],
    ["role", ROLE],
    ["rolePolicy", ROLE_POLICY],
    ["logGroup", LOG_GROUP],
    ["alarm", ALARM],
    ["securityGroup", GROUP],
  ] as const)("is changed by transform.%s alone", async (child, type) => {
    const resources = await proxy({ ...ofKind("aurora"), transform: { [child]: protecting } });
    const changed = resources.filter((each) => each.protect).map((each) => each.type);

    expect([...new Set(changed)]).toEqual([type]);
  });

  it("carries the tags", async () => {
    const resources = await proxy({ ...ofKind("aurora"), tags: { Environment: "staging" } });

    for (const { type, inputs } of resources.filter((each) => each.inputs.tags !== undefined)) {
      expect([type, inputs.tags]).toEqual([type, expect.objectContaining({ Environment: "staging" })]);
    }
    for (const type of [PROXY, ENDPOINT, ROLE, LOG_GROUP]) expect(only(resources, type).inputs.tags).toBeDefined();
  });
});

describe("DatabaseProxy refuses", () => {
  async function refused(overrides: Partial<DatabaseProxyArgs>): Promise<string[]> {
    return refusals(() => new DatabaseProxy("shop-proxy", { ...ARGS, ...overrides }));
  }

  it.each([
    [{ secretArn: "shop" }, 'secretArn: must be the ARN of a secret of Secrets Manager, got "shop"'],
    [{ furtherSecretArns: ["x"] }, 'furtherSecretArns[0]: must be the ARN of a secret of Secrets Manager, got "x"'],
    [{ kmsKeyArn: "alias/shop" }, 'kmsKeyArn: must be the ARN of a KMS key, got "alias/shop"'],
    [{ subnetIds: ["subnet-0a"] }, "subnetIds: must have subnets of two zones at least, got 1"],
    [{ pool: { maxConnectionsPercent: 0 } }, "pool.maxConnectionsPercent: must be a whole number from 1 to 100"],
    [{ pool: { maxConnectionsPercent: 101 } }, "pool.maxConnectionsPercent: must be a whole number from 1 to 100"],
    [
      { pool: { maxConnectionsPercent: 40, maxIdleConnectionsPercent: 41 } },
      "pool.maxIdleConnectionsPercent: must be at most maxConnectionsPercent, 40, got 41",
    ],
    [
      { pool: { connectionBorrowTimeout: "301s" } },
      'pool.connectionBorrowTimeout: must be whole seconds from "1s" to "300s", got "301s"',
    ],
    [
      { pool: { sessionPinningFilters: ["EXCLUDE_VARIABLE_SETS"] } },
      'pool.sessionPinningFilters: must be left out with the engine family "POSTGRESQL"',
    ],
    [{ pool: { initQuery: " " } }, "pool.initQuery: must be SQL, got nothing"],
    [{ idleClientTimeout: "9h" }, 'idleClientTimeout: must be whole seconds from "1s" to "28800s", got "9h"'],
    [
      { alarmThresholds: { borrowLatency: "30s" } },
      "alarmThresholds.borrowLatency: must be less than pool.connectionBorrowTimeout, 30s,",
    ],
    [{ alarmThresholds: { connectionsPercent: 101 } }, "alarmThresholds.connectionsPercent: must be a whole number"],
  ] as const)("%j", async (overrides, words) => {
    expect(await refused(overrides)).toEqual([expect.stringContaining(words)]);
  });

  it("a name that RDS could not use", async () => {
    expect(await refusals(() => new DatabaseProxy("1-shop", ARGS))).toEqual([
      'name: must begin with a letter, as RDS names its proxies, got "1-shop"',
    ]);
  });

  it("nothing about outputs, of which nothing is known yet", async () => {
    const unknown = pulumi.output("");

    const resources = await proxy({ secretArn: unknown, kmsKeyArn: unknown, subnetIds: pulumi.output([]) });

    expect(only(resources, PROXY).inputs).toBeDefined();
  });
});

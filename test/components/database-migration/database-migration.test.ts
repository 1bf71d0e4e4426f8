import { DatabaseMigration, type DatabaseMigrationArgs } from "../../../components/database-migration";
import { MIGRATION_RUN } from "../../../components/database-migration/provider/inputs";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const ADMINISTRATOR = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-database-AbCdEf";
const OWN_SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-migration-GhIjKl";
const SERVICE = {
  secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-database-service-PqRsTu",
  secretVersion: "0a1b2c3d",
};
const REGISTRY = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry-MnOpQr";
const IMAGE = `registry.example.com/shop@sha256:${"1".repeat(64)}`;

const ARGS: DatabaseMigrationArgs = {
  clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  vpcId: "vpc-0a1b2c3d",
  vpcCidrBlock: "10.0.0.0/16",
  subnetIds: ["subnet-0a", "subnet-0b"],
  image: IMAGE,
  command: ["node", "dist/migrate.js"],
  environment: { DATABASE_HOST: "shop.abc.eu-west-1.rds.amazonaws.com" },
  database: {
    writerHost: "shop.abc.eu-west-1.rds.amazonaws.com",
    clientSecurityGroupId: "sg-0c11e417",
    administratorSecretArn: ADMINISTRATOR,
  },
  role: { command: ["node", "dist/migration-role.js"] },
  kmsKeyArn: KEY,
};

const OUTPUTS = {
  [VERSION]: () => ({ secretArn: OWN_SECRET }),
  [PASSWORD]: () => ({ result: "generated" }),
};

const migration = (overrides: Partial<DatabaseMigrationArgs> = {}): Promise<Registered[]> =>
  deploy(() => new DatabaseMigration("shop-migration", { ...ARGS, ...overrides }), { outputs: OUTPUTS });
/** Arguments that are refused, in order. */
async function refused(overrides: Partial<DatabaseMigrationArgs>): Promise<string[]> {
  const problems = await refusals(() => new DatabaseMigration("shop-migration", { ...ARGS, ...overrides }));
  return problems.map((problem) => problem.split(": ")[0] ?? "").sort();
}

interface Container {
  readonly name: string;
  readonly [property: string]: unknown;
}

function containersOf(resources: readonly Registered[]): Container[] {
  return JSON.parse(String(only(resources, TASK_DEFINITION).inputs.containerDefinitions)) as Container[];
}

describe("the task of a migration", () => {
  it("makes the role first, with the administrator's credentials, and then migrates with the role's own", async () => {
    const [application, role] = containersOf(await migration());
    const from = (secret: string, name: string, key: string) => ({ name, valueFrom: `${secret}:${key}::` });

    expect(role).toMatchObject({
      name: "role",
      image: IMAGE,
      command: ["node", "dist/migration-role.js"],
      essential: false,
      environment: [{ name: "DATABASE_HOST", value: "shop.abc.eu-west-1.rds.amazonaws.com" }],
      secrets: [
        from(ADMINISTRATOR, "DATABASE_PASSWORD", "password"),
        from(ADMINISTRATOR, "DATABASE_USERNAME", "username"),
        from(OWN_SECRET, "MIGRATION_PASSWORD", "password"),
        from(OWN_SECRET, "MIGRATION_USERNAME", "username"),
      ],
    });
    expect(application).toMatchObject({
      name: "application",
      image: IMAGE,
      command: ["node", "dist/migrate.js"],
      essential: true,
      dependsOn: [{ containerName: "role", condition: "SUCCESS" }],
      secrets: [from(OWN_SECRET, "DATABASE_PASSWORD", "password"), from(OWN_SECRET, "DATABASE_USERNAME", "username")],
    });
    expect(JSON.stringify(application)).not.toContain(ADMINISTRATOR);
  });

  it("makes the role of services too, where there is one, whose password the migration itself doesn't get", async () => {
    const resources = await migration({ service: SERVICE });
    const [application, role] = containersOf(resources);
    const from = (name: string, key: string) => ({ name, valueFrom: `${SERVICE.secretArn}:${key}::` });

    expect(role?.secrets).toEqual(
      expect.arrayContaining([from("SERVICE_USERNAME", "username"), from("SERVICE_PASSWORD", "password")]),
    );
    expect(JSON.stringify(application)).not.toContain(SERVICE.secretArn);
    expect(String(only(resources, ROLE_POLICY).inputs.policy)).toContain(SERVICE.secretArn);
    expect(only(resources, MIGRATION_RUN).inputs.serviceSecretVersion).toBe("0a1b2c3d");
  });

  it("runs on Fargate with its usual size, or another", async () => {
    expect(only(await migration(), TASK_DEFINITION).inputs).toMatchObject({
      ...{ family: "shop-migration", cpu: "512", memory: "1024", requiresCompatibilities: ["FARGATE"] },
      ...{ networkMode: "awsvpc", skipDestroy: true },
      runtimePlatform: { cpuArchitecture: "X86_64" },
    });
    const larger = await migration({ cpu: "2", memory: "8Gi", architecture: "arm64" });
    expect(only(larger, TASK_DEFINITION).inputs).toMatchObject({
      ...{ cpu: "2048", memory: "8192", runtimePlatform: { cpuArchitecture: "ARM64" } },
    });
  });

  it("logs to a group of its own under the key", async () => {
    const inputs = { name: "/ecs/shop-migration", kmsKeyId: KEY, retentionInDays: 365 };
    expect(only(await migration(), LOG_GROUP).inputs).toMatchObject(inputs);

    const shorter = await migration({ logRetentionDays: 30 });
    expect(only(shorter, LOG_GROUP).inputs).toMatchObject({ ...inputs, retentionInDays: 30 });
  });

  it("has roles of its own: the application's may do nothing, and the other reads what containers start with", async () => {
    const resources = await migration({ registryCredentialsArn: REGISTRY });

    expect(all(resources, ROLE).map(({ name }) => name)).toEqual(["shop-migration-execution", "shop-migration-task"]);
    const { inputs } = only(resources, ROLE_POLICY);
    expect(inputs.role).toBe("shop-migration-execution");
    const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: { Action: unknown; Resource: unknown }[] };
    expect(Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["logs:CreateLogStream", "logs:PutLogEvents"], expect.stringMatching(/:\*$/)],
      ["secretsmanager:GetSecretValue", [REGISTRY, ADMINISTRATOR, OWN_SECRET].sort()],
      ["kms:Decrypt", [KEY]],
    ]);
  });

  it("is let in by the database, and lets nobody in", async () => {
    const resources = await migration();

    expect(only(resources, GROUP).inputs.description).toBe("Tasks");
    expect(all(resources, EGRESS_RULE).map(({ inputs }) => inputs.cidrIpv4)).toEqual(["10.0.0.0/16", "0.0.0.0/0"]);
    expect(resources.filter(({ type }) => type.includes("IngressRule"))).toEqual([]);
  });
});

describe("the role's secret", () => {
  it("has a generated password, under the key, and can be restored for 30 days", async () => {
    const resources = await migration();

    expect(only(resources, PASSWORD).inputs).toMatchObject({ length: 32, special: false });
    expect(only(resources, SECRET).inputs).toMatchObject({ kmsKeyId: KEY, recoveryWindowInDays: 30 });
    const { secretString } = only(resources, VERSION).inputs;
    const text = (secretString as { readonly value?: string }).value ?? secretString;
    expect(JSON.parse(String(text))).toEqual({ username: "migration", password: "generated" });
  });

  it("has another name of the role, or goes at once, where that is asked for", async () => {
    const resources = await migration({ role: { ...ARGS.role, username: "owner" }, recoveryWindowDays: 0 });

    expect(only(resources, SECRET).inputs).toMatchObject({ recoveryWindowInDays: 0 });
    expect(JSON.stringify(only(resources, VERSION).inputs)).toContain("owner");
  });
});

describe("the run", () => {
  it("is told names and ARNs alone", async () => {
    const run = only(await migration(), MIGRATION_RUN);

    expect(run.name).toBe("shop-migration");
    expect(run.inputs).toEqual({
      image: IMAGE,
      command: ["node", "dist/migrate.js"],
      databaseHost: "shop.abc.eu-west-1.rds.amazonaws.com",
      clusterArn: ARGS.clusterArn,
      taskDefinitionArn: "arn:mock:shop-migration",
      subnetIds: ["subnet-0a", "subnet-0b"],
      securityGroupIds: ["shop-migration-tasks-id", "sg-0c11e417"],
      logGroupName: "/ecs/shop-migration",
      timeoutSeconds: 900,
    });
    expect(JSON.stringify(run.inputs)).not.toContain("generated");
  });

  it("has another time limit where one is given", async () => {
    expect(only(await migration({ timeout: "1h" }), MIGRATION_RUN).inputs.timeoutSeconds).toBe(3600);
  });
});

describe("a migration that could not work", () => {
  it("is refused with everything that is wrong", async () => {
    const problems = await refused({
      image: "registry.example.com/shop:1.0.0",
      command: [],
      cpu: "500m",
      memory: "8Gi",
      timeout: "30s",
      environment: { DATABASE_USERNAME: "shop", MIGRATION_USERNAME: "owner", SERVICE_USERNAME: "x", API_TOKEN: "x" },
      database: { ...ARGS.database, administratorSecretArn: "shop-database" },
      role: { command: [], username: "rds_superuser" },
      service: { ...SERVICE, secretArn: "shop-database-service" },
      kmsKeyArn: "alias/shop",
      recoveryWindowDays: 3,
      logRetentionDays: 2 as 1,
    });

    expect(problems).toEqual(
      [
        ...["command", "database.administratorSecretArn", "environment.API_TOKEN", "environment.DATABASE_USERNAME"],
        ...[
          "environment.MIGRATION_USERNAME",
          "environment.SERVICE_USERNAME",
          "image",
          "kmsKeyArn",
          "logRetentionDays",
          "memory",
        ],
        ...["recoveryWindowDays", "role.command", "role.username", "service.secretArn", "timeout"],
      ].sort(),
    );
  });

  it.each(["Migration", "1st", "pg_migration", "postgres", "rdsadmin", "with-hyphen", "a".repeat(64)])(
    "is refused with a role of the name %s",
    async (username) => {
      expect(await refused({ role: { ...ARGS.role, username } })).toEqual(["role.username"]);
    },
  );

  it.each(["migration", "_m", "schema_owner2", "a".repeat(63)])(
    "is taken with a role of the name %s",
    async (username) => {
      await expect(migration({ role: { ...ARGS.role, username } })).resolves.toBeDefined();
    },
  );
});

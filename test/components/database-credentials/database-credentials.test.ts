import * as pulumi from "@pulumi/pulumi";
import { DatabaseCredentials, type DatabaseCredentialsArgs } from "../../../components/database-credentials";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const STACK = "aws:serverlessrepository/cloudFormationStack:CloudFormationStack";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const FAR_KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const GOV_KEY = "arn:aws-us-gov:kms:us-gov-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-database-AbCdEf";
const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:shop-database-rotation";
const PASSWORD = "correct-horse-battery";

const ARGS: DatabaseCredentialsArgs = {
  database: {
    kind: "instance",
    identifier: "shop-database-1a2b",
    writerHost: "shop-database-1a2b.abc.eu-west-1.rds.amazonaws.com",
    port: 5432,
    databaseName: "shop",
    username: "shop",
    password: PASSWORD,
    clientSecurityGroupId: "sg-0c11e417",
  },
  kmsKeyArn: KEY,
  vpcId: "vpc-0a1b2c3d",
  subnetIds: ["subnet-0b", "subnet-0a"],
  alarmActions: [TOPIC],
};

const OUTPUTS = {
  [SECRET]: () => ({ arn: SECRET_ARN }),
  [VERSION]: () => ({ arn: SECRET_ARN, secretArn: SECRET_ARN }),
  [STACK]: () => ({ outputs: { RotationLambdaARN: FUNCTION } }),
};

async function credentials(overrides: Partial<DatabaseCredentialsArgs> = {}): Promise<Registered[]> {
  return deploy(() => new DatabaseCredentials("shop-database", { ...ARGS, ...overrides }), { outputs: OUTPUTS });
}

/** What a role may do, as its policy would have it. */
async function readStatements(): Promise<unknown> {
  let statements: unknown;
  await deploy(
    () => {
      const { readStatements: read } = new DatabaseCredentials("shop-database", ARGS);
      pulumi.output(read).apply((known) => {
        statements = known;
      });
    },
    { outputs: OUTPUTS },
  );
  return statements;
}

function valueOf(resources: readonly Registered[]): unknown {
  const { secretString } = only(resources, VERSION).inputs;
  const text = (secretString as { readonly value?: string }).value ?? secretString;
  return JSON.parse(String(text)) as unknown;
}

describe("the secret", () => {
  it("has what AWS's rotation function of PostgreSQL reads, and is of TLS or nothing", async () => {
    expect(valueOf(await credentials())).toEqual({
      engine: "postgres",
      host: "shop-database-1a2b.abc.eu-west-1.rds.amazonaws.com",
      port: 5432,
      dbname: "shop",
      username: "shop",
      password: PASSWORD,
      ssl: true,
      dbInstanceIdentifier: "shop-database-1a2b",
    });
  });

  it.each(["multi-az-cluster", "aurora", "aurora-serverless"] as const)("names the cluster of %s", async (kind) => {
    const value = valueOf(await credentials({ database: { ...ARGS.database, kind } }));

    expect(value).toMatchObject({ dbClusterIdentifier: "shop-database-1a2b" });
    expect(value).not.toHaveProperty("dbInstanceIdentifier");
  });

  it("is encrypted with the key, in one region, and can be restored for 30 days", async () => {
    const { inputs } = only(await credentials(), SECRET);

    expect(inputs).toMatchObject({ kmsKeyId: KEY, recoveryWindowInDays: 30 });
    expect(inputs).not.toHaveProperty("replicas");
    expect(inputs).not.toHaveProperty("name");
  });

  it("has a copy in a second region, under a key of that region", async () => {
    const replica = { region: "eu-central-1", kmsKeyArn: FAR_KEY };

    expect(only(await credentials({ replica }), SECRET).inputs.replicas).toEqual([
      { region: "eu-central-1", kmsKeyId: FAR_KEY },
    ]);
  });

  it.each([0, 7])("can be restored for %d days", async (recoveryWindowDays) => {
    expect(only(await credentials({ recoveryWindowDays }), SECRET).inputs.recoveryWindowInDays).toBe(
      recoveryWindowDays,
    );
  });

  it("is written once: another password, user or host of the program never takes the place of a rotated one", async () => {
    expect(only(await credentials(), VERSION).ignoreChanges).toEqual(["secretString"]);
  });

  it("is written again by another revision, which is another resource", async () => {
    expect(only(await credentials(), VERSION).name).toBe("shop-database-1");
    expect(only(await credentials({ database: { ...ARGS.database, revision: "restored" } }), VERSION).name).toBe(
      "shop-database-restored",
    );
  });

  it("is a secret to the engine, even where the password isn't", async () => {
    const secretString = only(await credentials(), VERSION).inputs.secretString;

    expect(pulumi.runtime.isRpcSecret(secretString)).toBe(true);
  });

  it("is told only once it has a value", async () => {
    const resources = await credentials();

    expect(only(resources, ROTATION).dependencies.secretId).toContain(only(resources, VERSION).urn);
  });

  it("may be read by whoever has its statements, through Secrets Manager only", async () => {
    expect(await readStatements()).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET_ARN },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
      },
    ]);
  });
});

describe("the rotation", () => {
  it("happens every 30 days in the first hours of the day, and not by a deployment", async () => {
    expect(only(await credentials(), ROTATION).inputs).toEqual({
      secretId: SECRET_ARN,
      rotationLambdaArn: FUNCTION,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: 30, duration: "4h" },
    });
  });

  it("happens when it is asked for", async () => {
    const rotation = { days: 7, windowHours: 1, immediately: true };

    expect(only(await credentials({ rotation }), ROTATION).inputs).toMatchObject({
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays: 7, duration: "1h" },
    });
  });

  it("keeps the other defaults where one is changed", async () => {
    expect(only(await credentials({ rotation: { days: 60 } }), ROTATION).inputs).toMatchObject({
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: 60, duration: "4h" },
    });
  });

  it("is AWS's own application, told of network and key", async () => {
    const resources = await credentials();
    const endpointGroup = only(resources, GROUP);

    expect(only(resources, STACK).inputs).toMatchObject({
      applicationId:
        "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
      semanticVersion: "1.1.671",
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
      parameters: {
        endpoint: "https://secretsmanager.eu-west-1.amazonaws.com",
        functionName: "shop-database-rotation",
        kmsKeyArn: KEY,
        vpcSubnetIds: "subnet-0a,subnet-0b",
        vpcSecurityGroupIds: `sg-0c11e417,${endpointGroup.name}-id`,
      },
    });
  });

  it("uses GovCloud's application there", async () => {
    const { inputs } = only(await credentials({ kmsKeyArn: GOV_KEY }), STACK);

    expect(inputs).toMatchObject({
      applicationId:
        "arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
      semanticVersion: "1.1.397",
      parameters: { endpoint: "https://secretsmanager.us-gov-east-1.amazonaws.com" },
    });
  });

  it("makes no password that RDS refuses for a master user", async () => {
    const { excludeCharacters } = only(await credentials(), STACK).inputs.parameters as Record<string, string>;

    for (const character of ["/", "@", '"', " "]) expect(excludeCharacters).toContain(character);
  });

  it("reaches Secrets Manager, and nothing else beside the database", async () => {
    const [rule, ...others] = all(await credentials(), EGRESS_RULE);

    expect(others).toEqual([]);
    expect(rule?.inputs).toMatchObject({ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" });
  });

  it("logs into a group with retention and key", async () => {
    expect(only(await credentials(), LOG_GROUP).inputs).toMatchObject({
      name: "/aws/lambda/shop-database-rotation",
      retentionInDays: 365,
      kmsKeyId: KEY,
    });
    expect(only(await credentials({ logRetentionDays: 30 }), LOG_GROUP).inputs.retentionInDays).toBe(30);
  });

  it("tells when it fails, if there is somebody to tell", async () => {
    expect(only(await credentials(), ALARM).inputs).toMatchObject({
      name: "shop-database-rotation-failed",
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: "shop-database-rotation" },
      statistic: "Sum",
      threshold: 0,
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
    expect(all(await credentials({ alarmActions: undefined }), ALARM)).toEqual([]);
  });

  it("has a function with a name that Lambda takes, however long the component's is", async () => {
    const name = "x".repeat(80);
    const resources = await deploy(() => new DatabaseCredentials(name, ARGS), { outputs: OUTPUTS });
    const { functionName } = only(resources, STACK).inputs.parameters as Record<string, string>;

    expect(functionName).toHaveLength(64);
    expect(only(resources, LOG_GROUP).inputs.name).toBe(`/aws/lambda/${functionName ?? ""}`);
  });
});

describe("each child", () => {
  const protecting = (_args: object, options: pulumi.CustomResourceOptions): void => {
    options.protect = true;
  };

  it("has the component as parent", async () => {
    for (const { type, parent, component } of await credentials()) {
      if (!component)
        expect([type, parent]).toEqual([type, expect.stringMatching(/DatabaseCredentials::shop-database$/)]);
    }
  });

  it.each([
    ["secret", SECRET],
    ["secretVersion", VERSION],
    ["secretRotation", ROTATION],
    ["rotationStack", STACK],
    ["securityGroup", GROUP],
    ["egressRule", EGRESS_RULE],
    ["logGroup", LOG_GROUP],
    ["alarm", ALARM],
  ] as const)("is changed by transform.%s alone", async (child, type) => {
    const resources = await credentials({ transform: { [child]: protecting } });

    expect(resources.filter((each) => each.protect).map((each) => each.type)).toEqual([type]);
  });

  it("carries the tags", async () => {
    const resources = await credentials({ tags: { Environment: "staging" } });

    for (const type of [SECRET, STACK, GROUP, EGRESS_RULE, LOG_GROUP, ALARM]) {
      expect(only(resources, type).inputs.tags).toMatchObject({ Environment: "staging" });
    }
  });
});

describe("DatabaseCredentials refuses", () => {
  async function refused(overrides: Partial<DatabaseCredentialsArgs>): Promise<string[]> {
    return refusals(() => new DatabaseCredentials("shop-database", { ...ARGS, ...overrides }));
  }

  it.each([
    ["short", "must have 8 to 128 printable ASCII characters"],
    ["with a space", "without spaces; generate it"],
    ["correct/horse", 'none of the characters /, @ and "'],
    ["correct@horse", 'none of the characters /, @ and "'],
    ['correct"horse', 'none of the characters /, @ and "'],
  ])("the password %j, without repeating it", async (password, words) => {
    const problems = await refused({ database: { ...ARGS.database, password } });

    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems.join()).not.toContain(password);
  });

  it.each([
    [{ rotation: { days: 0 } }, "rotation.days: must be a whole number from 1 to 365, got 0"],
    [{ rotation: { days: 366 } }, "rotation.days: must be a whole number from 1 to 365, got 366"],
    [{ rotation: { windowHours: 25 } }, "rotation.windowHours: must be a whole number from 1 to 24, got 25"],
    [{ recoveryWindowDays: 6 }, "recoveryWindowDays: must be a whole number from 7 to 30, got 6"],
    [
      { database: { ...ARGS.database, revision: "" } },
      'database.revision: must have 1 to 32 letters, digits, dots, hyphens and underscores, got ""',
    ],
    [{ subnetIds: [] }, "subnetIds: must have one subnet at least, got none"],
    [{ kmsKeyArn: "alias/shop" }, 'kmsKeyArn: must be the ARN of a KMS key, got "alias/shop"'],
    [{ replica: { region: "eu-west-1", kmsKeyArn: KEY } }, "replica.region: must be another region than eu-west-1"],
    [{ replica: { region: "us-gov-east-1", kmsKeyArn: GOV_KEY } }, "replica.region: must be another region"],
    [{ replica: { region: "Frankfurt", kmsKeyArn: FAR_KEY } }, "replica.region: must be the code of a commercial"],
    [
      { replica: { region: "eu-central-1", kmsKeyArn: KEY } },
      "replica.kmsKeyArn: must be a key of the region eu-central-1",
    ],
  ] as const)("%j", async (overrides, words) => {
    expect(await refused(overrides)).toEqual([expect.stringContaining(words)]);
  });

  it("nothing about outputs, of which nothing is known yet", async () => {
    const unknown = pulumi.output("");

    const resources = await credentials({
      database: { ...ARGS.database, password: unknown },
      kmsKeyArn: unknown,
      subnetIds: pulumi.output([]),
    });

    expect(only(resources, SECRET).inputs).toBeDefined();
  });
});

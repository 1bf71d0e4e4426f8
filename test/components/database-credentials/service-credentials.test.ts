import * as pulumi from "@pulumi/pulumi";
import { ServiceCredentials, type ServiceCredentialsArgs } from "../../../components/database-credentials";
import { deploy, only, refusals, type Registered } from "../../support/deploy";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-database-service-AbCdEf";

const ARGS: ServiceCredentialsArgs = {
  database: {
    kind: "instance",
    identifier: "shop-database-1a2b",
    writerHost: "shop-database-1a2b.abc.eu-west-1.rds.amazonaws.com",
    port: 5432,
    databaseName: "shop",
  },
  kmsKeyArn: KEY,
};

const OUTPUTS = {
  [PASSWORD]: () => ({ result: "generated" }),
  [SECRET]: () => ({ arn: SECRET_ARN }),
  [VERSION]: () => ({ secretArn: SECRET_ARN, versionId: "0a1b2c3d" }),
};

const credentials = (overrides: Partial<ServiceCredentialsArgs> = {}): Promise<Registered[]> =>
  deploy(() => new ServiceCredentials("shop-database-service", { ...ARGS, ...overrides }), { outputs: OUTPUTS });

function valueOf(resources: readonly Registered[]): unknown {
  const { secretString } = only(resources, VERSION).inputs;
  const text = (secretString as { readonly value?: string }).value ?? secretString;
  return JSON.parse(String(text)) as unknown;
}

describe("the credentials of services", () => {
  it("are a generated password of the role, in the form that AWS's rotation functions read", async () => {
    const resources = await credentials();

    expect(only(resources, PASSWORD).inputs).toMatchObject({ length: 32, special: false });
    expect(valueOf(resources)).toEqual({
      engine: "postgres",
      host: "shop-database-1a2b.abc.eu-west-1.rds.amazonaws.com",
      port: 5432,
      dbname: "shop",
      username: "service",
      password: "generated",
      ssl: true,
      dbInstanceIdentifier: "shop-database-1a2b",
    });
  });

  it("are encrypted with the key, and can be restored for 30 days, or go at once", async () => {
    expect(only(await credentials(), SECRET).inputs).toMatchObject({ kmsKeyId: KEY, recoveryWindowInDays: 30 });
    const brief = await credentials({ recoveryWindowDays: 0 });
    expect(only(brief, SECRET).inputs.recoveryWindowInDays).toBe(0);
  });

  it("aren't rotated by themselves: the role isn't there yet", async () => {
    expect((await credentials()).filter(({ type }) => type === ROTATION)).toEqual([]);
  });

  it("are written once more for another role or revision, and for nothing else", async () => {
    const nameOf = async (overrides: Partial<ServiceCredentialsArgs>) =>
      only(await credentials(overrides), VERSION).name;
    const { database } = ARGS;

    expect(await nameOf({})).toBe("shop-database-service-service-1");
    expect(await nameOf({ database: { ...database, revision: "restored" } })).toBe(
      "shop-database-service-service-restored",
    );
    expect(await nameOf({ username: "shop" })).toBe("shop-database-service-shop-1");
    expect(await nameOf({ database: { ...database, writerHost: "other.abc.eu-west-1.rds.amazonaws.com" } })).toBe(
      "shop-database-service-service-1",
    );
    expect(valueOf(await credentials({ username: "shop" }))).toMatchObject({ username: "shop" });
  });

  it("tell their secret, the value that the program wrote, and what reads it", async () => {
    let told: unknown;
    await deploy(
      () => {
        const { secretArn, secretVersion, readStatements } = new ServiceCredentials("shop-database-service", ARGS);
        pulumi.output({ secretArn, secretVersion, readStatements }).apply((known) => {
          told = known;
        });
      },
      { outputs: OUTPUTS },
    );

    expect(told).toEqual({
      secretArn: SECRET_ARN,
      secretVersion: "0a1b2c3d",
      readStatements: [
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET_ARN },
        {
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: KEY,
          Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
        },
      ],
    });
  });
});

describe("credentials of services are refused", () => {
  const refused = async (overrides: Partial<ServiceCredentialsArgs>): Promise<string[]> => {
    const problems = await refusals(() => new ServiceCredentials("shop-database-service", { ...ARGS, ...overrides }));
    return problems.map((problem) => problem.split(": ")[0] ?? "").sort();
  };

  it("with everything that is wrong", async () => {
    expect(
      await refused({
        username: "Shop",
        database: { ...ARGS.database, revision: "with space" },
        kmsKeyArn: "alias/shop",
        recoveryWindowDays: 3,
      }),
    ).toEqual(["database.revision", "kmsKeyArn", "recoveryWindowDays", "username"]);
  });

  it.each(["postgres", "rdsadmin", "pg_monitor", "with-hyphen", ""])("with a role called %j", async (username) => {
    expect(await refused({ username })).toEqual(["username"]);
  });
});

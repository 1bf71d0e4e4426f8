import * as pulumi from "@pulumi/pulumi";
import type { CacheArgs } from "../../../components/cache";
import type { PolicyStatement } from "../../../components/shared/policy-document";
import { all, only, type Registered } from "../../support/deploy";
import { cache, GROUP, KEY_ARN, PASSWORD, read, SECRET, SECRET_VERSION, USER, USER_GROUP } from "./deployed";

function userOf(resources: readonly Registered[], userName: string): Registered["inputs"] {
  const [found] = all(resources, USER).filter(({ inputs }) => inputs.userName === userName);
  return opened(found?.inputs ?? {}) as Registered["inputs"];
}

/** Values with their secrets opened. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  const properties = value as Record<string, unknown>;
  if (pulumi.runtime.isRpcSecret(properties)) return opened(pulumi.runtime.unwrapRpcSecret(properties));
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, opened(each)]));
}

async function passwords(overrides: Partial<CacheArgs>): Promise<unknown> {
  return userOf(await cache(overrides), "application").authenticationMode;
}

async function secretValue(overrides: Partial<CacheArgs> = {}): Promise<unknown> {
  const { secretString } = opened(only(await cache(overrides), SECRET_VERSION).inputs) as { secretString: string };
  return JSON.parse(secretString);
}

describe("the users of a cache", () => {
  it("are one who may do what isn't dangerous, with a generated password", async () => {
    const resources = await cache();

    expect(userOf(resources, "application")).toMatchObject({
      userId: "shop-cache-application",
      engine: "redis",
      accessString: "on ~* &* +@all -@dangerous +info",
      authenticationMode: { type: "password", passwords: ["generated-shop-cache-password-1"] },
    });
    for (const { inputs } of all(resources, PASSWORD)) expect(inputs).toEqual({ length: 40, special: false });
  });

  it("are a default one who may nothing, in the place of the one without a password", async () => {
    const resources = await cache();

    expect(userOf(resources, "default")).toMatchObject({ userId: "shop-cache-default", accessString: "off ~* -@all" });
    expect(only(resources, USER_GROUP).inputs).toMatchObject({
      userGroupId: "shop-cache-users",
      userIds: ["shop-cache-default", "shop-cache-application"],
    });
    expect(only(resources, GROUP).inputs.userGroupIds).toEqual(["shop-cache-users"]);
  });

  it("stay the same where Redis becomes Valkey", async () => {
    const of = async (engine: "redis" | "valkey") =>
      (await cache({ engine })).filter(({ type }) => [USER, USER_GROUP].includes(type)).map(({ inputs }) => inputs);

    expect(await of("valkey")).toEqual(await of("redis"));
  });

  it("are another one under another name and with other rights", async () => {
    const resources = await cache({ username: "Reports", accessString: "on ~reports:* -@all +@read" });

    expect(userOf(resources, "Reports")).toMatchObject({
      userId: "shop-cache-reports",
      accessString: "on ~reports:* -@all +@read",
    });
    expect(await secretValue({ username: "Reports" })).toMatchObject({ username: "Reports" });
  });

  it("have ids of at most 40 characters, which differ", async () => {
    const resources = await cache({}, `proofpix-production-${"x".repeat(30)}-cache`);
    const ids = all(resources, USER).map(({ inputs }) => String(inputs.userId));

    expect(ids.every((id) => id.length <= 40)).toBe(true);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("the password of a cache", () => {
  it("is in a secret of its own as JSON, encrypted with the key", async () => {
    const resources = await cache();

    expect(await secretValue()).toEqual({ username: "application", password: "generated-shop-cache-password-1" });
    expect(only(resources, SECRET).inputs).toMatchObject({ kmsKeyId: KEY_ARN, recoveryWindowInDays: 30 });
    expect(only(resources, SECRET).inputs).not.toHaveProperty("replicas");
  });

  it("is a secret to Pulumi wherever it is given", async () => {
    const resources = await cache();

    expect(pulumi.runtime.isRpcSecret(only(resources, SECRET_VERSION).inputs.secretString)).toBe(true);
    for (const { inputs } of all(resources, USER)) {
      const plain = JSON.stringify(withoutSecrets(inputs));
      expect(plain).not.toContain("generated-");
    }
  });

  it("has a copy of its secret in a second region where that is asked for", async () => {
    const kmsKeyArn = KEY_ARN.replace("eu-west-1", "eu-central-1");
    const resources = await cache({ replica: { region: "eu-central-1", kmsKeyArn }, recoveryWindowDays: 0 });

    expect(only(resources, SECRET).inputs).toMatchObject({
      replicas: [{ region: "eu-central-1", kmsKeyId: kmsKeyArn }],
      recoveryWindowInDays: 0,
    });
  });

  it("changes while the one before it stays valid", async () => {
    expect(await passwords({ passwordVersion: 2 })).toMatchObject({
      passwords: ["generated-shop-cache-password-2", "generated-shop-cache-password-1"],
    });
    expect(await secretValue({ passwordVersion: 2 })).toMatchObject({ password: "generated-shop-cache-password-2" });
    expect(await passwords({ passwordVersion: 3 })).toMatchObject({
      passwords: ["generated-shop-cache-password-3", "generated-shop-cache-password-2"],
    });
  });

  it("is told once the user has it", async () => {
    const seen: string[] = [];
    await read((made) => made.secretArn.apply((arn) => seen.push(arn)));

    expect(seen).toEqual(["arn:mock:shop-cache-user"]);
  });

  it("can be read with the statements that the cache gives, and with nothing else of the key", async () => {
    const seen: unknown[] = [];
    await read((made) => pulumi.output(made.readStatements).apply((statements) => seen.push(statements)));

    expect(seen[0] as PolicyStatement[]).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "arn:mock:shop-cache-user" },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY_ARN,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
      },
    ]);
  });
});

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const properties = value as Record<string, unknown>;
  if (pulumi.runtime.isRpcSecret(properties)) return "hidden";
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, withoutSecrets(each)]));
}

import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey, type EncryptionKeyArgs, keyPolicy } from "../../../components/encryption-key";
import { deploy, only, refusals, type Registered } from "../../support/deploy";

const SCOPE = { accountId: "123456789012", region: "eu-central-1" };
const KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/k";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

const OUTPUTS = { [KEY]: () => ({ arn: KEY_ARN, keyId: "k" }) };

async function encryptionKey(overrides: Partial<EncryptionKeyArgs> = {}): Promise<Registered[]> {
  return deploy(() => new EncryptionKey("web", { ...SCOPE, ...overrides }), { outputs: OUTPUTS });
}

describe("EncryptionKey", () => {
  it("rotates, can be rescued for 30 days, and is found by its alias", async () => {
    const resources = await encryptionKey();

    expect(only(resources, KEY).inputs).toMatchObject({
      description: "Encrypts what belongs to web",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    expect(only(resources, ALIAS).inputs).toEqual({ name: "alias/web", targetKeyId: "k" });
  });

  it("carries the policy of its account and region, outputs or not", async () => {
    const outputs = { accountId: pulumi.output(SCOPE.accountId), region: pulumi.output(SCOPE.region) };
    for (const overrides of [{}, outputs]) {
      const { policy } = only(await encryptionKey(overrides), KEY).inputs;

      expect(policy).toBe(JSON.stringify(keyPolicy(SCOPE)));
    }
  });

  it.each([7, 14, 30])("takes a deletion window of %i days", async (deletionWindowDays) => {
    expect(only(await encryptionKey({ deletionWindowDays }), KEY).inputs.deletionWindowInDays).toBe(deletionWindowDays);
  });

  it("takes a description and tags", async () => {
    const resources = await encryptionKey({ description: "Logs", tags: { Environment: "staging" } });

    expect(only(resources, KEY).inputs).toMatchObject({
      description: "Logs",
      tags: { Name: "web-key", Environment: "staging" },
    });
  });

  it("gives its ARN, ID and alias on", async () => {
    const seen: unknown[] = [];
    await deploy(
      () => {
        const { keyArn, keyId, aliasName } = new EncryptionKey("web", SCOPE);
        pulumi.all([keyArn, keyId, aliasName]).apply((values) => seen.push(...values));
      },
      { outputs: OUTPUTS },
    );

    expect(seen).toEqual([KEY_ARN, "k", "alias/web"]);
  });

  it("is the parent of its children", async () => {
    for (const type of [KEY, ALIAS]) expect(only(await encryptionKey(), type).parent).toMatch(/EncryptionKey::web$/);
  });

  it.each([
    ["key", KEY],
    ["alias", ALIAS],
  ] as const)("lets transform.%s change that child alone", async (child, type) => {
    const resources = await encryptionKey({ transform: { [child]: { region: "eu-west-1" } } });

    expect(resources.filter(({ inputs }) => inputs.region !== undefined).map((each) => each.type)).toEqual([type]);
  });
});

describe("EncryptionKey refuses", () => {
  async function refused(overrides: Partial<EncryptionKeyArgs>, name = "web"): Promise<string[]> {
    return refusals(() => new EncryptionKey(name, { ...SCOPE, ...overrides }));
  }

  it.each([6, 31, 7.5, Number.NaN])("a deletion window of %p days", async (deletionWindowDays) => {
    expect(await refused({ deletionWindowDays })).toEqual([
      `deletionWindowDays: must be a whole number from 7 to 30, got ${deletionWindowDays}`,
    ]);
  });

  it.each(["", "12345678901", "1234567890123", "arn:aws:iam::1"])("the account %p", async (accountId) => {
    expect(await refused({ accountId })).toEqual([`accountId: must be an account's 12 digits, got "${accountId}"`]);
  });

  it.each(["", "eu-central-1a", "europe", "cn-north-1", "us-iso-east-1"])("the region %p", async (region) => {
    expect(await refused({ region })).toEqual([
      `region: must be the code of a commercial or GovCloud (US) region, such as "eu-central-1", got "${region}"; services of other partitions are named otherwise`,
    ]);
  });

  it.each(["aws/web", "web key", "w".repeat(251)])("the name %p, which is no alias", async (name) => {
    expect(await refused({}, name)).toEqual([expect.stringMatching(/^name: must work as an alias: .*, got "/)]);
  });

  it("everything that is wrong at once", async () => {
    const problems = await refused({ accountId: "1", region: "1", deletionWindowDays: 1 }, "1 2");

    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "name",
      "accountId",
      "region",
      "deletionWindowDays",
    ]);
  });
});

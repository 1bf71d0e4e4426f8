import * as pulumi from "@pulumi/pulumi";
import { ApplicationSecrets, type ApplicationSecretsArgs } from "../../../components/application-secrets";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/k";
const FAR_KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/f";
const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-session-key-1234567-AbCdEf";
/** How the SDK marks a secret on its way to the engine (Pulumi's provider protocol). */
const MARKED = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const OUTPUTS = { [SECRET]: () => ({ arn: ARN }), [VERSION]: () => ({ versionId: "9d4cb84b-ad69" }) };
const EMPTY: ApplicationSecretsArgs = { secrets: { "session-key": {} }, kmsKeyArn: KEY_ARN };
const FILLED: ApplicationSecretsArgs = { secrets: { "session-key": { value: "hunter2" } }, kmsKeyArn: KEY_ARN };

async function secrets(args: ApplicationSecretsArgs): Promise<Registered[]> {
  return deploy(() => new ApplicationSecrets("shop", args), { outputs: OUTPUTS });
}

async function outputsOf(args: ApplicationSecretsArgs): Promise<object> {
  let seen: object = {};
  await deploy(
    () => {
      const { secretArns, sources } = new ApplicationSecrets("shop", args);
      pulumi.output({ secretArns, sources }).apply((values) => {
        seen = values;
      });
    },
    { outputs: OUTPUTS },
  );
  return seen;
}

describe("ApplicationSecrets", () => {
  it("creates each secret empty, under the given key, with AWS's longest recovery window", async () => {
    const resources = await secrets({ ...EMPTY, secrets: { "session-key": {}, license: { description: "License" } } });

    expect(all(resources, SECRET).map(({ name, inputs }) => [name, inputs])).toEqual([
      ["shop-session-key", { kmsKeyId: KEY_ARN, recoveryWindowInDays: 30, tags: { Name: "shop-session-key" } }],
      [
        "shop-license",
        { description: "License", kmsKeyId: KEY_ARN, recoveryWindowInDays: 30, tags: { Name: "shop-license" } },
      ],
    ]);
    expect(all(resources, VERSION)).toEqual([]); // a version would overwrite what somebody put there
  });

  it.each([
    ["a plain text", "hunter2"],
    ["an output", pulumi.output("hunter2")],
    ["a secret", pulumi.secret("hunter2")],
  ])("marks a value as a secret that is given as %s", async (_, value) => {
    const version = only(await secrets({ ...EMPTY, secrets: { "session-key": { value } } }), VERSION);

    expect(version.inputs.secretString).toEqual({ ...MARKED, value: "hunter2" });
    expect(version.inputs.secretId).toBe(ARN);
  });

  it("tells the ARNs, and for containers the version of a given value", async () => {
    expect(await outputsOf(EMPTY)).toEqual({ secretArns: { "session-key": ARN }, sources: { "session-key": ARN } });
    expect(await outputsOf(FILLED)).toEqual({
      secretArns: { "session-key": ARN },
      sources: { "session-key": { secretArn: ARN, versionId: "9d4cb84b-ad69" } },
    });
  });

  it("keeps copies in a second region under that region's key", async () => {
    const replica = { region: "eu-central-1", kmsKeyArn: FAR_KEY_ARN };

    expect(only(await secrets({ ...EMPTY, replica }), SECRET).inputs.replicas).toEqual([
      { region: "eu-central-1", kmsKeyId: FAR_KEY_ARN },
    ]);
  });

  it.each([0, 7])("can be restored for %d days after its deletion where that is asked for", async (days) => {
    const args = { ...EMPTY, secrets: { "session-key": { recoveryWindowInDays: days } } };

    expect(only(await secrets(args), SECRET).inputs.recoveryWindowInDays).toBe(days);
  });

  it("tags the secrets, and is the parent of its children", async () => {
    const resources = await secrets({ ...FILLED, tags: { Environment: "staging" } });

    expect(only(resources, SECRET).inputs.tags).toEqual({ Name: "shop-session-key", Environment: "staging" });
    for (const type of [SECRET, VERSION]) expect(only(resources, type).parent).toMatch(/ApplicationSecrets::shop$/);
  });

  it.each([
    ["secret", SECRET],
    ["version", VERSION],
  ] as const)("lets transform.%s change that child alone", async (child, type) => {
    const resources = await secrets({ ...FILLED, transform: { [child]: { region: "eu-west-2" } } });

    expect(resources.filter(({ inputs }) => inputs.region !== undefined).map((each) => each.type)).toEqual([type]);
  });
});

describe("ApplicationSecrets refuses", () => {
  const refused = (overrides: Partial<ApplicationSecretsArgs>) =>
    refusals(() => new ApplicationSecrets("shop", { ...EMPTY, ...overrides }));

  it("to be without secrets", async () => {
    expect(await refused({ secrets: {} })).toEqual([
      "secrets: must have at least one secret; name one, or leave the component out",
    ]);
  });

  it.each(["Session", "session_key", "-session", "session-", "1session", "s".repeat(33)])(
    "the name %s",
    async (name) => {
      expect(await refused({ secrets: { [name]: {} } })).toEqual([
        expect.stringContaining(`secrets.${name}: must be named by at most 32 lower-case letters`),
      ]);
    },
  );

  it("values that Secrets Manager doesn't take, without repeating them", async () => {
    const tooLong = "hunter2-ü".repeat(6_554);
    const reasons = await refused({ secrets: { empty: { value: "" }, long: { value: tooLong } } });

    expect(reasons).toEqual([
      "secrets.empty.value: must not be empty; leave it out to create the secret without a value",
      expect.stringMatching(/^secrets\.long\.value: must have at most 65536 bytes, got 65540 /),
    ]);
    expect(reasons.join()).not.toContain("hunter2");
    expect(await secrets({ ...EMPTY, secrets: { long: { value: "x".repeat(65_536) } } })).toHaveLength(3);
  });

  it.each([1, 6, 31, 7.5, -1])("a recovery window of %d days", async (recoveryWindowInDays) => {
    expect(await refused({ secrets: { "session-key": { recoveryWindowInDays } } })).toEqual([
      `secrets.session-key.recoveryWindowInDays: must be a whole number of days from 7 to 30, or 0 for none, got ${recoveryWindowInDays}`,
    ]);
  });

  it("a description that is too long", async () => {
    expect(await refused({ secrets: { "session-key": { description: "x".repeat(2049) } } })).toEqual([
      "secrets.session-key.description: must have at most 2048 characters, got 2049; shorten it",
    ]);
  });

  it("a replica in no region, or under the key of another", async () => {
    expect(await refused({ replica: { region: "nowhere", kmsKeyArn: pulumi.output("") } })).toEqual([
      expect.stringMatching(/^replica\.region: must be .*, got "nowhere"$/),
    ]);
    expect(await refused({ replica: { region: "eu-central-1", kmsKeyArn: KEY_ARN } })).toEqual([
      expect.stringMatching(/^replica\.kmsKeyArn: must be the ARN of a key of the region "eu-central-1"/),
    ]);
  });

  it("tags that AWS refuses", async () => {
    expect(await refused({ tags: { "aws:x": "y" } })).toHaveLength(1);
  });
});

import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { credentialSource, SecretCredentials } from "../../../examples/enterprise/src/credentials";
import { type Aws, startAws } from "./servers/aws";

const FIRST = { username: "proofpix", password: "first" };
const SECOND = { username: "proofpix", password: "second" };

let aws: Aws;
let client: SecretsManagerClient;
beforeAll(async () => {
  aws = await startAws();
  Object.assign(process.env, aws.environment);
  client = new SecretsManagerClient();
});
afterAll(async () => {
  client.destroy();
  await aws.process.stop();
});

let count = 0;
async function secretOf(text: string): Promise<string> {
  const { ARN = "" } = await client.send(new CreateSecretCommand({ Name: `secret-${count++}`, SecretString: text }));
  return ARN;
}

/** Credentials in a new secret, which is changed at once after it has been read, and a clock. */
async function rotating() {
  const clock = { now: 0 };
  const arn = await secretOf(JSON.stringify({ ...FIRST, engine: "postgres" }));
  const credentials = new SecretCredentials(arn, { timeout: 5000, now: () => clock.now });
  const first = await credentials.current();
  await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: JSON.stringify(SECOND) }));
  return { credentials, first, clock };
}

describe("SecretCredentials", () => {
  it("are read once, until a server refuses them", async () => {
    const { credentials, first, clock } = await rotating();
    expect([first, await credentials.current()]).toEqual([FIRST, FIRST]);
    clock.now = 1000;
    credentials.refused(first);

    expect(await credentials.current()).toEqual(SECOND);
  });

  it("stay when others are refused, such as those from before a rotation", async () => {
    const { credentials, clock } = await rotating();
    clock.now = 1000;
    credentials.refused({ ...FIRST });

    expect(await credentials.current()).toEqual(FIRST);
  });

  it("aren't read over and over where a server refuses whatever it gets", async () => {
    const { credentials, first, clock } = await rotating();
    clock.now = 999;
    credentials.refused(first);

    expect(await credentials.current()).toBe(first);
  });

  it.each(["hunter2", "[]", "null", '{"username":"proofpix","secret":"hunter2"}'])(
    "refuse a secret that is something else, and don't quote it",
    async (text) => {
      const credentials = new SecretCredentials(await secretOf(text), { timeout: 5000 });
      const failure: unknown = await credentials.current().catch((error: unknown) => error);

      expect(failure).toEqual(new Error("the secret is no JSON with a username and a password"));
    },
  );

  it("are asked for again after a failure", async () => {
    aws.process.hang();
    const credentials = new SecretCredentials("missing", { timeout: 100 });
    await expect(credentials.current()).rejects.toThrow("aborted");
    aws.process.goOn();

    await expect(credentials.current()).rejects.toThrow("can't find the specified secret");
  });
});

describe("credentialSource", () => {
  it("takes credentials by hand as they are", async () => {
    expect(await credentialSource(FIRST, { timeout: 1 }).current()).toEqual(FIRST);
  });
});

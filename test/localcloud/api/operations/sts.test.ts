import type { Properties } from "../../../../localcloud/model/values";
import { apiRehearsal, NOON } from "../support";

const ROLE = "aws:iam/role:Role";
const ACCOUNT = "123456789012";
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/deployer`;
const SESSION = { RoleArn: ROLE_ARN, RoleSessionName: "release" };

function trusting(Principal: unknown, condition: Properties = {}): Properties {
  const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...condition }];
  return { name: "deployer", assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement }) };
}

describe("AssumeRole of AWS STS", () => {
  it.each([
    ["the account", { AWS: `arn:aws:iam::${ACCOUNT}:root` }],
    ["the account by its number", { AWS: ACCOUNT }],
    ["the caller", { AWS: `arn:aws:iam::${ACCOUNT}:user/local-cloud` }],
    ["everybody", "*"],
  ])("gives credentials of a role that trusts %s", async (_, principal) => {
    const { call, test } = apiRehearsal();
    test.create(ROLE, trusting(principal));
    const { Credentials, AssumedRoleUser } = await call("sts", "AssumeRole", SESSION);

    expect(AssumedRoleUser).toMatchObject({ Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/release` });
    expect(Credentials).toMatchObject({
      AccessKeyId: expect.stringMatching(/^ASIA[0-9A-F]{16}$/) as unknown,
      Expiration: NOON + 3_600_000,
    });
  });

  it.each([
    ["a service alone", trusting({ Service: "ecs-tasks.amazonaws.com" })],
    ["another account", trusting({ AWS: "arn:aws:iam::210987654321:root" })],
    [
      "who brings another external id",
      trusting({ AWS: ACCOUNT }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
    ],
  ])("refuses a role that trusts %s", async (_, inputs) => {
    const { call, test } = apiRehearsal();
    test.create(ROLE, inputs);

    await expect(call("sts", "AssumeRole", SESSION)).rejects.toMatchObject({
      code: "AccessDenied",
      message:
        `User: arn:aws:iam::${ACCOUNT}:user/local-cloud is not authorized to perform: ` +
        `sts:AssumeRole on resource: ${ROLE_ARN}`,
    });
  });

  it("takes the external id that the trust asks for, and refuses a role that isn't there", async () => {
    const { call, test } = apiRehearsal();
    await expect(call("sts", "AssumeRole", SESSION)).rejects.toMatchObject({ code: "AccessDenied" });
    test.create(ROLE, trusting({ AWS: ACCOUNT }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } }));

    await expect(call("sts", "AssumeRole", { ...SESSION, ExternalId: "x" })).resolves.toHaveProperty("Credentials");
  });

  it.each([
    [899, "greater than or equal to 900"],
    [3601, "exceeds the MaxSessionDuration"],
  ])("refuses a session of %d seconds", async (DurationSeconds, message) => {
    const { call, test } = apiRehearsal();
    test.create(ROLE, trusting({ AWS: ACCOUNT }));

    await expect(call("sts", "AssumeRole", { ...SESSION, DurationSeconds })).rejects.toThrow(message);
    await expect(call("sts", "AssumeRole", { ...SESSION, DurationSeconds: 900 })).resolves.toBeDefined();
  });
});

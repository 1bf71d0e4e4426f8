import * as pulumi from "@pulumi/pulumi";
import { parseCredentials, readCredentials } from "../../../components/shared/credentials";
import { deploy } from "../../support/deploy";

const SOURCE = { key: "shop:databaseCredentials", remedy: "create it" };

describe("parseCredentials", () => {
  it("reads name and password, whatever else the secret holds", () => {
    const text = '{"username":"reader","password":"hunter2","note":"x"}';

    expect(parseCredentials(text, "shop/database", SOURCE.key)).toEqual({ username: "reader", password: "hunter2" });
  });

  it.each([
    "hunter2",
    '"hunter2"',
    "null",
    '["hunter2"]',
    '{"password":"hunter2"}',
    '{"username":1,"password":"hunter2"}',
  ])("refuses %s, naming the secret and never its content", (text) => {
    expect(() => parseCredentials(text, "shop/database", SOURCE.key)).toThrow(
      /^(?!.*hunter2)the secret "shop\/database" of shop:databaseCredentials must be/,
    );
  });
});

describe("readCredentials", () => {
  const getSecretVersion = "aws:secretsmanager/getSecretVersion:getSecretVersion";

  it("gives name and password as secrets, and the secret's ARN in plain text", async () => {
    const seen: unknown[] = [];
    await deploy(
      async () => {
        const { secretArn, username, password } = readCredentials("shop/database", SOURCE, {});
        pulumi.all([secretArn, username, password]).apply((values) => seen.push(...values));
        seen.push(...(await Promise.all([secretArn, username, password].map((each) => pulumi.isSecret(each)))));
      },
      {
        calls: {
          [getSecretVersion]: ({ secretId }) => ({
            secretArn: `arn-of-${String(secretId)}`,
            secretString: '{"username":"reader","password":"hunter2"}',
          }),
        },
      },
    );

    expect(seen).toEqual(expect.arrayContaining(["arn-of-shop/database", "reader", "hunter2"]));
    expect(seen.filter((each) => typeof each === "boolean")).toEqual([false, true, true]);
  });
});

import fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { looksSecret, validateEnvironment, type Variables } from "../../../components/container-service/environment";
import { ArgumentProblems } from "../../../components/shared/validation";

const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf";

function problems(environment: Variables, secrets: Variables = {}): string[] {
  const found = new ArgumentProblems();
  validateEnvironment(environment, secrets, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("looksSecret", () => {
  it.each([
    "PASSWORD",
    "DB_PASSWORD",
    "dbPassword",
    "db-password",
    "JWT_SECRET",
    "GITHUB_TOKEN",
    "STRIPE_API_KEY",
    "STRIPE_APIKEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "TLS_PRIVATE_KEY",
    "SIGNING_KEY",
    "GOOGLE_CREDENTIALS",
    "KEY_PASSPHRASE",
  ])("recognises %s by its name", (name) => {
    expect(looksSecret(name)).toBe(true);
  });

  it.each([
    "NODE_ENV",
    "LOG_LEVEL",
    "TOKEN_TTL",
    "PASSWORD_MIN_LENGTH",
    "SECRET_NAME",
    "MAX_TOKENS",
    "PUBLIC_KEY",
    "SORT_KEY",
    "SECRETARY",
    "BROKEN",
  ])("leaves %s alone", (name) => {
    expect(looksSecret(name)).toBe(false);
  });

  it.each([
    ["postgres://shop:hunter2@database:5432/shop", true],
    ["redis://:hunter2@cache:6379", true],
    ["postgres://shop@database:5432/shop", false],
    ["https://example.com/a:b@c", false],
    ["database:5432", false],
  ])("judges the value %s: %s", (value, expected) => {
    expect(looksSecret("DATABASE_URL", value)).toBe(expected);
  });
});

describe("validateEnvironment", () => {
  it("accepts the values of CO-3, outputs, and secrets by ARN", () => {
    const environment = {
      NODE_ENV: "production",
      LOG_LEVEL: "info",
      DATABASE_URL: pulumi.output("postgres://database"),
    };

    expect(problems(environment, { DB_PASSWORD: SECRET_ARN, JWT_SECRET: pulumi.output(SECRET_ARN) })).toEqual([]);
  });

  it("refuses what looks like a secret, points to secrets, and never shows the value", () => {
    const found = problems({ DB_PASSWORD: "hunter2", DATABASE_URL: "postgres://shop:hunter2@database/shop" });

    expect(found).toEqual([
      expect.stringMatching(/^environment\.DB_PASSWORD: looks like a secret.*give its ARN in secrets/),
      expect.stringMatching(/^environment\.DATABASE_URL: looks like a secret/),
    ]);
    expect(found.join()).not.toContain("hunter2");
  });

  it("refuses a secret given as its value, without showing it", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (value) => {
        const found = problems({}, { DB_PASSWORD: value });

        expect(found).toEqual([expect.stringMatching(/^secrets\.DB_PASSWORD: must be the ARN of/)]);
        expect(found.join()).not.toContain(value);
      }),
    );
  });

  it("refuses one name in both", () => {
    expect(problems({ GREETING: "hello" }, { GREETING: SECRET_ARN })).toEqual([
      "environment.GREETING: is given in secrets as well; a name may stand in one of the two",
    ]);
  });

  it.each(["", "A=B", "1ST", "WITH SPACE"])("refuses the name %j", (name) => {
    expect(problems({ [name]: "value" })).toEqual([expect.stringContaining("must be named by letters")]);
    expect(problems({}, { [name]: SECRET_ARN })).toEqual([expect.stringContaining("must be named by letters")]);
  });
});

import { credentialIn, namesSecret, withoutCredentials } from "../../../components/shared/credential-detection";

describe("namesSecret", () => {
  it.each([
    "DB_PASSWORD",
    "password",
    "dbPassword",
    "API_TOKEN",
    "apiKey",
    "AWS_SECRET_ACCESS_KEY",
    "SENTRY_DSN",
    "client-secret",
    "JWTSigningKey",
    "privateKey",
    "masterUserPassword",
  ])("takes %s for a credential", (name) => {
    expect(namesSecret(name)).toBe(true);
  });

  it.each([
    "NODE_ENV",
    "PARTITION_KEY",
    "KEYBOARD",
    "tokenizer",
    "SECRET_ARN",
    "TOKEN_TTL",
    "passwordPolicy",
    "COMPASS",
    "secretName",
    "TOKEN_LIFETIME_SECONDS",
    "passwordMaxDays",
    "API_KEY_HEADER",
    "",
  ])("takes %j for none", (name) => {
    expect(namesSecret(name)).toBe(false);
  });
});

describe("credentialIn", () => {
  it.each([
    [`AKIA${"Z".repeat(16)}`, "an AWS access key"],
    ["-----BEGIN RSA PRIVATE KEY-----\nx", "a private key"],
    ["-----BEGIN PRIVATE KEY-----\nx", "a private key"],
    ["redis://:pass@cache:6379", "a URL with a password"],
    ["https://user:pass@host/path", "a URL with a password"],
    [`ghp_${"a".repeat(36)}`, "a GitHub token"],
    [`eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.c`, "a JSON web token"],
  ])("finds one in %s", (text, kind) => {
    expect(credentialIn(text)).toBe(kind);
  });

  it.each([
    "https://host:8080/path",
    "postgres://user@host:5432/db",
    "postgres://user:${password}@host",
    "-----BEGIN PUBLIC KEY-----",
    `AKIA${"Z".repeat(15)}`,
    "arn:aws:iam::123456789012:role/web",
  ])("finds none in %s", (text) => {
    expect(credentialIn(text)).toBeUndefined();
  });
});

it("takes every credential out of a text and leaves the rest", () => {
  const [first, second] = [`AKIA${"A".repeat(16)}`, `AKIA${"B".repeat(16)}`];

  expect(withoutCredentials(`from ${first} to ${second}.`)).toBe(
    "from (an AWS access key, withheld) to (an AWS access key, withheld).",
  );
});

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUp } from "./look-up";

/** User name and password that a secret holds. */
export interface StoredCredentials {
  /** ARN of the secret, for what reads it by itself, as ECS does. */
  readonly secretArn: pulumi.Output<string>;
  readonly username: pulumi.Output<string>;
  /** Kept secret in the state and in outputs, as is the user name. */
  readonly password: pulumi.Output<string>;
}

/** How errors speak of a secret that holds credentials. */
export interface CredentialsSource {
  /** What names the secret, such as `proofpix:registryCredentials`. */
  readonly key: string;
  /** What most likely mends a secret that can't be found; lower case, no full stop. */
  readonly remedy: string;
}

/**
 * Reads credentials from a secret of Secrets Manager, `{"username": "…", "password": "…"}` in JSON.
 * @param secretId name or ARN of the secret.
 */
export function readCredentials(
  secretId: string,
  source: CredentialsSource,
  options: pulumi.InvokeOptions,
): StoredCredentials {
  const call = aws.secretsmanager.getSecretVersion({ secretId }, options);
  const version = pulumi.output(lookUp(call, `the secret ${JSON.stringify(secretId)}`, source.remedy));
  const content = pulumi.secret(version.secretString).apply((text) => parseCredentials(text, secretId, source.key));
  // The engine marks every output of the call as secret. A secret ARN would hide the whole container definition.
  return { secretArn: pulumi.unsecret(version.secretArn), username: content.username, password: content.password };
}

/**
 * The credentials in a secret's text, which is never part of an error.
 * @throws {pulumi.RunError} naming the secret when the text is not `{"username": "…", "password": "…"}`.
 */
export function parseCredentials(text: string, secretId: string, key: string): { username: string; password: string } {
  const { username, password } = jsonObject(text);
  if (typeof username === "string" && typeof password === "string") return { username, password };
  throw new pulumi.RunError(
    `the secret ${JSON.stringify(secretId)} of ${key} must be {"username": "…", "password": "…"} in JSON; store it anew with aws secretsmanager put-secret-value`,
  );
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseImageReference } from "../../components/container-image";
import { answered } from "../../components/shared/answered";
import { ecrRegistry } from "../../components/container-image/ecr-registry";

/** What a private registry asks for, and the secret from which ECS reads the same. */
export interface RegistryCredentials {
  readonly secretArn: pulumi.Output<string>;
  readonly username: pulumi.Output<string>;
  readonly password: pulumi.Output<string>;
}

/**
 * Whether the environment's credentials are for an image: one of the registry from which the environment's own image
 * comes, unless that is Amazon ECR, which lets this account's roles in.
 */
export function needsRegistryCredentials(image: string, environmentImage: string): boolean {
  const { registry } = parseImageReference(image);
  return registry === parseImageReference(environmentImage).registry && ecrRegistry(registry) === undefined;
}

/** Reads the credentials from their secret, by its name or ARN. */
export function readRegistryCredentials(secretId: string, options: pulumi.InvokeOptions): RegistryCredentials {
  const question = aws.secretsmanager.getSecretVersion({ secretId }, options);
  const remedy = "create it in proofpix:region, or name another in proofpix:registryCredentials";
  const version = pulumi.output(answered(question, `the secret ${JSON.stringify(secretId)}`, remedy));
  const content = pulumi.secret(version.secretString).apply((text) => parseRegistryCredentials(text, secretId));
  // What stands beside a secret counts as one too; an ARN is none, and would hide the whole container definition.
  return { secretArn: pulumi.unsecret(version.secretArn), username: content.username, password: content.password };
}

/**
 * The credentials in a secret's text. The text is never part of an error.
 * @throws {Error} when it is not `{"username": "…", "password": "…"}`.
 */
export function parseRegistryCredentials(text: string, secretId: string): { username: string; password: string } {
  const { username, password } = jsonObject(text);
  if (typeof username === "string" && typeof password === "string") return { username, password };
  throw new pulumi.RunError(
    `the secret "${secretId}" of proofpix:registryCredentials must be {"username": "…", "password": "…"} in JSON; store it anew with aws secretsmanager put-secret-value`,
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

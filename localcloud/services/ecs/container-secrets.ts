import { parseArn } from "../../../components/shared/arn";
import { AwsError } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import { isProperties, objects, text, type Properties } from "../../model/values";
import { missingPermission } from "../iam/role-permissions";
import { keyNamed } from "../kms/key-reference";
import {
  CURRENT,
  isScheduledForDeletion,
  secretNamed,
  secretStringOf,
  versionAt,
  versionById,
} from "../secretsmanager/secret-lookup";
import { publicParameter } from "../ssm/get-parameter";

const DECRYPT = "kms:Decrypt";
const PARTS_OF_ARN = 7;
/** The words in which ECS says that it can't read what a container needs to start. */
const UNREADABLE = "ResourceInitializationError: unable to pull secrets or registry auth";

/** A container and what ECS starts it with. */
export interface ContainerStart {
  readonly container: Properties;
  /** The role with which ECS reads secrets; undefined where the task definition has none. */
  readonly executionRole: CloudResource | undefined;
  readonly region: string;
  readonly cloud: CloudReader;
}

/** Why a container stops before it starts, in ECS's words; undefined where each of its secrets can be read. */
export function unreadableSecret({ container, executionRole, region, cloud }: ContainerStart): string | undefined {
  for (const arn of secretsOf(container)) {
    const found = secretNamed(withoutKey(arn), region, cloud);
    const reason =
      found === undefined || isScheduledForDeletion(found)
        ? `ResourceNotFoundException: Secrets Manager can't find the specified secret: ${arn}`
        : (reasonNotToReadSecret(found, executionRole, cloud) ?? missingValue(found, arn, cloud));
    if (reason === undefined) continue;
    return `${UNREADABLE}: unable to retrieve secret from asm: ${reason}`;
  }
  return undefined;
}

/**
 * Why a task's execution role can't read a secret (Amazon ECS Developer Guide, "Amazon ECS task execution IAM role"):
 * permissions name the secret's whole ARN, and a customer managed key needs a permission of its own.
 * @returns undefined where the role can read it, or where there is no role.
 */
function reasonNotToReadSecret(
  secret: CloudResource,
  role: CloudResource | undefined,
  cloud: CloudReader,
): string | undefined {
  if (role === undefined) return undefined;
  const key = keyOf(secret, cloud);
  const permissions = [
    { action: "secretsmanager:GetSecretValue", resource: secret.id },
    ...(key === undefined ? [] : [{ action: DECRYPT, resource: text(key.computed, "arn") ?? key.id }]),
  ];
  const missing = missingPermission(role, permissions, cloud);
  if (missing === undefined) return undefined;
  const { action, resource } = missing;
  if (action === DECRYPT) return `AccessDeniedException: Access to KMS is not allowed: ${resource}`;
  return `AccessDeniedException: User: ${text(role.computed, "arn") ?? ""} is not authorized to perform: ${action} on resource: ${resource}`;
}

/**
 * Why a secret that can be read has no value for the container (Amazon ECS Developer Guide, "Pass Secrets Manager
 * secrets through Amazon ECS environment variables"). An ARN may be followed by
 * `:<json-key>:<version-stage>:<version-id>`.
 */
function missingValue(secret: CloudResource, arn: string, cloud: CloudReader): string | undefined {
  const [key = "", ...version] = arn.split(":").slice(PARTS_OF_ARN);
  const failure = (reason: string): string => `failed to fetch secret ${arn} from secrets manager: ${reason}`;
  try {
    const content = secretStringOf(versionNamed(secret, version, cloud)) ?? "";
    if (key === "" || key in parsedObject(content)) return undefined;
    return `retrieved secret from Secrets Manager did not contain json key ${key}`;
  } catch (error) {
    if (error instanceof AwsError) return failure(`${error.code}: ${error.message}`);
    throw error;
  }
}

function versionNamed(
  secret: CloudResource,
  [stage = "", versionId = ""]: readonly string[],
  cloud: CloudReader,
): CloudResource {
  if (versionId !== "") return versionById(secret, versionId, cloud);
  return versionAt(secret, stage === "" ? CURRENT : stage, cloud);
}

function keyOf({ inputs }: CloudResource, cloud: CloudReader): CloudResource | undefined {
  const name = text(inputs, "kmsKeyId");
  return name === undefined ? undefined : keyNamed(name, cloud);
}

/** ARNs of Secrets Manager that a container reads. */
function secretsOf(container: Properties): string[] {
  const credentials = text(container, "repositoryCredentials.credentialsParameter") ?? "";
  return [...valuesOfSecrets(container), credentials].filter(isSecret);
}

/** What a container's secrets name: ARNs of Secrets Manager, and parameters of Systems Manager. */
export function valuesOfSecrets(container: Properties): string[] {
  return objects(container, "secrets").map((secret) => text(secret, "valueFrom") ?? "");
}

/** Whether a source is an ARN of Secrets Manager. */
export function isSecret(arn: string): boolean {
  return parseArn(arn).service === "secretsmanager";
}

/** An ARN may be followed by `:<json-key>:<version-stage>:<version-id>`. */
function withoutKey(arn: string): string {
  return arn.split(":").slice(0, PARTS_OF_ARN).join(":");
}

/** The object that a JSON text holds; an empty one where it holds none. */
export function parsedObject(json: string): Properties {
  try {
    const content: unknown = JSON.parse(json);
    return isProperties(content) ? content : {};
  } catch {
    return {};
  }
}

/** A container's secrets as environment variables, or, in ECS's words, why there is none of them. */
export type SecretValues = { readonly values: Readonly<Record<string, string>> } | { readonly reason: string };

/** The values that a container's secrets have now. */
export function secretValuesOf(start: ContainerStart): SecretValues {
  const reason = unreadableSecret(start) ?? missingParameter(start);
  if (reason !== undefined) return { reason };
  const { container, region, cloud } = start;
  const values = objects(container, "secrets").map((secret) => {
    const source = text(secret, "valueFrom") ?? "";
    return [
      text(secret, "name") ?? "",
      isSecret(source) ? secretValue(source, region, cloud) : parameter(source, region),
    ];
  });
  return { values: Object.fromEntries(values) as Record<string, string> };
}

function secretValue(source: string, region: string, cloud: CloudReader): string {
  const secret = secretNamed(withoutKey(source), region, cloud);
  if (secret === undefined) return "";
  const [key = "", ...version] = source.split(":").slice(PARTS_OF_ARN);
  const content = secretStringOf(versionNamed(secret, version, cloud)) ?? "";
  if (key === "") return content;
  const value = parsedObject(content)[key];
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Parameters of Systems Manager, which a secret names by an ARN or by name. */
function missingParameter({ container, region }: ContainerStart): string | undefined {
  const missing = valuesOfSecrets(container).filter(
    (source) => !isSecret(source) && parameter(source, region) === undefined,
  );
  if (missing.length === 0) return undefined;
  return `${UNREADABLE}: unable to retrieve secrets from ssm: invalid parameters: ${missing.join(", ")}`;
}

function parameter(source: string, region: string): string | undefined {
  const { service, resource } = parseArn(source);
  return publicParameter(service === "ssm" ? resource.replace(/^parameter/, "") : source, region);
}

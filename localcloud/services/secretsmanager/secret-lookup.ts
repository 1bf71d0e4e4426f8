import { refuse } from "../../model/aws-error";
import { type CloudReader, type CloudResource, outputsOf } from "../../model/resource";
import { text, texts } from "../../model/values";

export const SECRET = "aws:secretsmanager/secret:Secret";

/**
 * A secret by its name, its ARN, or its ARN without the last six characters; also one that is scheduled for deletion.
 */
export function secretNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(SECRET).find((secret) => namesOf(secret, region).includes(name));
}

/** @throws {AwsError} in Secrets Manager's words where a secret's value can't be read or written. */
export function requireUsableSecret(name: string, region: string, cloud: CloudReader): CloudResource {
  const found = secretNamed(name, region, cloud);
  if (found === undefined) {
    refuse("ResourceNotFoundException", `Secrets Manager can't find the specified secret '${name}'`, "secretId");
  }
  if (!isScheduledForDeletion(found)) return found;
  refuse(
    "InvalidRequestException",
    `You can't perform this operation on the secret because it was marked for deletion: '${name}'`,
    "secretId",
  );
}

/** AWS Secrets Manager User Guide, "Delete an AWS Secrets Manager secret": it stays for its recovery window. */
export function scheduledForDeletion(secret: CloudResource): CloudResource {
  return { ...secret, computed: { ...secret.computed, scheduledForDeletion: true } };
}

export function isScheduledForDeletion({ computed }: CloudResource): boolean {
  return computed.scheduledForDeletion === true;
}

function namesOf({ id, region, computed }: CloudResource, asked: string): unknown[] {
  const byName = region === asked ? [computed.name] : [];
  return [id, id.replace(/-[^-]{6}$/, ""), ...byName];
}

export const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
export const CURRENT = "AWSCURRENT";

/** All values that a secret ever had, the latest one last. */
export function versionsOf(secret: CloudResource, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(SECRET_VERSION).filter(({ computed }) => computed.arn === secret.id);
}

/**
 * The value of a secret at a stage: the latest one that was put there. A new current value makes the one before it
 * `AWSPREVIOUS` (AWS Secrets Manager User Guide, "Secret versions").
 * @throws {AwsError} where there is none.
 */
export function versionAt(secret: CloudResource, stage: string, cloud: CloudReader): CloudResource {
  const versions = versionsOf(secret, cloud);
  const current = versions.filter((version) => stagesOf(version).includes(CURRENT));
  const found =
    stage === "AWSPREVIOUS" ? current.at(-2) : versions.findLast((version) => stagesOf(version).includes(stage));
  if (found !== undefined) return found;
  refuse(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
    "secretId",
  );
}

/** The version of a secret with an id. */
export function versionById(secret: CloudResource, versionId: string, cloud: CloudReader): CloudResource {
  const found = versionsOf(secret, cloud).find(({ computed }) => computed.versionId === versionId);
  if (found !== undefined) return found;
  refuse(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for VersionId: ${versionId}`,
    "versionId",
  );
}

/** The text of a version, also one that the engine's state doesn't hold; undefined where it is binary. */
export function secretStringOf({ inputs }: CloudResource): string | undefined {
  return text(inputs, "secretString") ?? text(inputs, "secretStringWo");
}

function stagesOf(version: CloudResource): string[] {
  return texts(outputsOf(version), "versionStages");
}

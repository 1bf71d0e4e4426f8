import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import { outputsOf } from "../../model/resource";
import { texts } from "../../model/values";

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

function stagesOf(version: CloudResource): string[] {
  return texts(outputsOf(version), "versionStages");
}

import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";

export const SECRET = "aws:secretsmanager/secret:Secret";

/** A secret by its name, its ARN, or its ARN without the last six characters; also one that is scheduled for deletion. */
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

import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { missingPermission } from "../iam/role-permissions";
import { keyNamed } from "../kms/key-reference";

const DECRYPT = "kms:Decrypt";

/**
 * Why a task's execution role can't read a secret (Amazon ECS Developer Guide, "Amazon ECS task execution IAM role"):
 * permissions go by the whole ARN, and a customer's key takes one of its own. Undefined where it can, and where there is
 * no role.
 */
export function reasonNotToRead(
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

function keyOf({ inputs }: CloudResource, cloud: CloudReader): CloudResource | undefined {
  const name = text(inputs, "kmsKeyId");
  return name === undefined ? undefined : keyNamed(name, cloud);
}

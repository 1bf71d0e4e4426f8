import { randomBytes, randomUUID } from "node:crypto";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { CURRENT, SECRET, SECRET_VERSION, versionsOf } from "../secretsmanager/secret-lookup";

/**
 * The secret in which RDS keeps the master user's password, as an output of the database (Amazon RDS User Guide,
 * "Password management with Amazon RDS and AWS Secrets Manager").
 * @param prefix `db` for instances, `cluster` for clusters.
 */
export function managedSecretOutput(operation: Operation, prefix: "db" | "cluster"): Properties {
  const { inputs, previous, region, accountId } = operation;
  if (flag(inputs, "manageMasterUserPassword") !== true) return { masterUserSecrets: [] };
  const known = objects(previous?.computed ?? {}, "masterUserSecrets");
  if (known.length > 0) return { masterUserSecrets: known };
  const name = `rds!${prefix}-${randomUUID()}`;
  const kmsKeyId =
    text(inputs, "masterUserSecretKmsKeyId") ?? arn("kms", region, accountId, "alias/aws/secretsmanager");
  const secretArn = arn("secretsmanager", region, accountId, `secret:${name}-${hexadecimalToken(6)}`);
  return { masterUserSecrets: [{ kmsKeyId, secretArn, secretStatus: "active" }] };
}

/** The secret itself, with a password that RDS draws; nothing where there is one already, or none. */
export function newManagedSecret(database: CloudResource, user: string, cloud: CloudReader): CloudResource[] {
  const [output] = objects(database.computed, "masterUserSecrets");
  const id = text(output ?? {}, "secretArn") ?? "";
  if (output === undefined || cloud.find(SECRET, id) !== undefined) return [];
  const name = /secret:(.*)-[^-]{6}$/.exec(id)?.[1] ?? "";
  const password = randomBytes(24).toString("base64url");
  const versionId = randomUUID();
  const { region } = database;
  return [
    {
      type: SECRET,
      id,
      region,
      urn: "",
      inputs: { name, kmsKeyId: output.kmsKeyId },
      computed: { arn: id, name, policy: "" },
    },
    {
      type: SECRET_VERSION,
      id: `${id}|${versionId}`,
      region,
      urn: "",
      inputs: { secretId: id, secretString: JSON.stringify({ username: user, password }) },
      computed: { arn: id, secretArn: id, versionId, versionStages: [CURRENT] },
    },
  ];
}

/** The secret of a database, which goes with it. */
export function managedSecretOf(database: CloudResource, cloud: CloudReader): CloudResource[] {
  const [output] = objects(database.computed, "masterUserSecrets");
  const secret = cloud.find(SECRET, text(output ?? {}, "secretArn") ?? "");
  return secret === undefined ? [] : [...versionsOf(secret, cloud), secret];
}

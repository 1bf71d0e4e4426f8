import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { letsRoleUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { secretNamed } from "../secretsmanager/secret-lookup";

const INVALID = "InvalidParameterValue";
const SERVICE = "rds.amazonaws.com";

/** Types of passwords that clients of a family may use (Amazon RDS API Reference, UserAuthConfig). */
const PASSWORD_TYPES: Readonly<Record<string, readonly string[]>> = {
  MYSQL: ["MYSQL_NATIVE_PASSWORD", "MYSQL_CACHING_SHA2_PASSWORD"],
  POSTGRESQL: ["POSTGRES_SCRAM_SHA_256", "POSTGRES_MD5"],
  SQLSERVER: ["SQL_SERVER_AUTHENTICATION"],
};

/** How a proxy lets clients in, and gets into the database. */
export const proxyAuthRules: readonly Rule[] = [
  requireAuth,
  requirePasswordTypes,
  requireIamAuthMode,
  requireAssumableRole,
  warningOf(requireReadableSecrets, "the proxy can't authenticate clients, and its targets never become available"),
];

/** Amazon RDS API Reference, CreateDBProxy: secrets, or end-to-end IAM authentication. */
function requireAuth({ inputs }: Operation): void {
  const usesIam = text(inputs, "defaultAuthScheme") === "IAM_AUTH";
  const auths = objects(inputs, "auths");
  if (auths.length === 0 && !usesIam) {
    refuse(INVALID, "Specify at least one authentication method in Auth, or the default scheme IAM_AUTH.", "auths");
  }
  const without = auths.findIndex((auth) => text(auth, "secretArn") === undefined);
  if (without < 0) return;
  refuse(INVALID, "The authentication scheme SECRETS needs a secret.", `auths[${without}].secretArn`);
}

function requirePasswordTypes({ inputs }: Operation): void {
  const family = text(inputs, "engineFamily") ?? "";
  objects(inputs, "auths").forEach((auth, index) => {
    const type = text(auth, "clientPasswordAuthType");
    if (type === undefined || PASSWORD_TYPES[family]?.includes(type) === true) return;
    refuse(
      INVALID,
      `The client password authentication type ${type} isn't one of the engine family ${family}.`,
      `auths[${index}].clientPasswordAuthType`,
    );
  });
}

/** Amazon RDS API Reference, UserAuthConfig, IAMAuth: optional IAM authentication is SQL Server's. */
function requireIamAuthMode({ inputs }: Operation): void {
  const family = text(inputs, "engineFamily") ?? "";
  const index = objects(inputs, "auths").findIndex((auth) => text(auth, "iamAuth") === "ENABLED");
  if (index < 0 || family === "SQLSERVER") return;
  refuse(INVALID, `IAM authentication ENABLED isn't supported for ${family}.`, `auths[${index}].iamAuth`);
}

/** Amazon RDS User Guide, "Configuring IAM policies for RDS Proxy": RDS assumes the role. */
function requireAssumableRole({ inputs, cloud }: Operation): void {
  const roleArn = text(inputs, "roleArn") ?? "";
  const role = roleByArn(roleArn, cloud);
  if (role !== undefined && isAssumableBy(role, SERVICE)) return;
  refuse(INVALID, `RDS is not authorized to assume the role ${roleArn}`, "roleArn");
}

/** The same section: the role reads the secrets, and decrypts them with their keys. */
function requireReadableSecrets({ inputs, region, cloud }: Operation): void {
  const role = roleByArn(text(inputs, "roleArn") ?? "", cloud);
  objects(inputs, "auths").forEach((auth, index) => {
    const name = text(auth, "secretArn") ?? "";
    const secret = secretNamed(name, region, cloud);
    const input = `auths[${index}].secretArn`;
    if (secret === undefined) refuse(INVALID, `the secret ${name} does not exist`, input);
    if (role === undefined) return;
    const read = { action: "secretsmanager:GetSecretValue", resource: secret.id };
    if (missingPermission(role, [read], cloud) !== undefined) {
      refuse(INVALID, `the role ${role.id} may not ${read.action} on ${secret.id}`, "roleArn");
    }
    requireDecryption(role, secret, { region, cloud });
  });
}

function requireDecryption(
  role: CloudResource,
  secret: CloudResource,
  { region, cloud }: Pick<Operation, "region" | "cloud">,
): void {
  const key = keyNamed(text(secret.inputs, "kmsKeyId") ?? "", cloud);
  if (key === undefined) return;
  const keyArn = text(key.computed, "arn") ?? "";
  const roleArn = text(role.computed, "arn") ?? "";
  const context = { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` };
  const mayByItself = missingPermission(role, [{ action: "kms:Decrypt", resource: keyArn }], cloud) === undefined;
  if (mayByItself || letsRoleUse(key, { roleArn, actions: ["kms:Decrypt"], context })) return;
  refuse(INVALID, `the role ${role.id} may not kms:Decrypt with the secret's key ${keyArn}`, "roleArn");
}

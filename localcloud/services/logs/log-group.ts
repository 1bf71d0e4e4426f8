import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { flag, text } from "../../model/values";
import { letsServiceUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";

/** Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS". */
const KEY_ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"];

export const logGroup: ResourceType = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  autonaming: { input: "name", maximumLength: 512, unlessGiven: "namePrefix" },
  defaults: { retentionInDays: 0, skipDestroy: false },
  replacedBy: ["name", "namePrefix", "logGroupClass", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (name) => `The specified log group already exists: ${name} (name)`,
  },
  rules: [requireUsableKey],
  deletion: [refuseWhileProtected],
  make: (operation) => {
    const id = nameOf(operation);
    const logGroupClass = text(operation.inputs, "logGroupClass") ?? "STANDARD";
    return { id, computed: { name: id, arn: arnOf(operation), logGroupClass } };
  },
};

function nameOf({ inputs, previous }: Operation): string {
  return text(inputs, "name") ?? previous?.id ?? `${text(inputs, "namePrefix") ?? ""}${hexadecimalToken(26)}`;
}

function arnOf(operation: Operation): string {
  return arn("logs", operation.region, operation.accountId, `log-group:${nameOf(operation)}`);
}

/** CloudWatch Logs tries the key, and says the same for one that isn't there as for one that it may not use. */
function requireUsableKey(operation: Operation): void {
  const name = text(operation.inputs, "kmsKeyId");
  if (name === undefined) return;
  const logGroupArn = arnOf(operation);
  const key = keyNamed(name, operation.cloud);
  const use = {
    service: `logs.${operation.region}.amazonaws.com`,
    actions: KEY_ACTIONS,
    context: { "kms:EncryptionContext:aws:logs:arn": logGroupArn },
  };
  if (key !== undefined && key.region === operation.region && letsServiceUse(key, use)) return;
  throw new AwsError(
    "AccessDeniedException",
    `The specified KMS key does not exist or is not allowed to be used with Arn '${logGroupArn}' (kmsKeyId)`,
  );
}

/** Amazon CloudWatch Logs API Reference, DeleteLogGroup. */
function refuseWhileProtected(resource: CloudResource): void {
  if (flag(resource.inputs, "deletionProtectionEnabled") !== true) return;
  throw new AwsError(
    "ValidationException",
    `The log group '${resource.id}' is protected against deletion (deletionProtectionEnabled)`,
  );
}

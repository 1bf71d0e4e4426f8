import { arnPattern } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { letsServiceUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { nameOf } from "../shared/inputs";

/** Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS". */
const KEY_ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"];

/** Zero is how Pulumi says "never": the provider then leaves the retention unset. */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
].map(String);

/** The ARN of a key, which CloudWatch Logs looks for only then. */
const KEY_ARN = arnPattern({ service: "kms", resource: "key/.+" });

export const logGroup: ResourceType = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  mapping: {
    operation: "logs.CreateLogGroup",
    inputs: { name: "logGroupName", retentionInDays: "PutRetentionPolicy:retentionInDays" },
  },
  documentedLimits: {
    name: [{ document: "Amazon CloudWatch Logs API Reference, CreateLogGroup", pattern: "^(?!aws/).*$" }],
    retentionInDays: [{ document: "Amazon CloudWatch Logs API Reference, PutRetentionPolicy", enum: RETENTION_DAYS }],
  },
  autonaming: { input: "name", maximumLength: 512, unlessGiven: "namePrefix" },
  defaults: { retentionInDays: 0, skipDestroy: false },
  replaceOnChanges: ["name", "namePrefix", "logGroupClass", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (name) => `The specified log group already exists: ${name}`,
  },
  rules: [requireUsableKey],
  deletion: [refuseWhileProtected],
  make: (operation) => {
    const { region, accountId, inputs } = operation;
    const name = nameOf(operation);
    const logGroupClass = text(inputs, "logGroupClass") ?? "STANDARD";
    return { id: name, computed: { name, arn: logGroupArn(region, accountId, name), logGroupClass } };
  },
};

function logGroupArn(region: string, accountId: string, name: string): string {
  return arn("logs", region, accountId, `log-group:${name}`);
}

/**
 * Amazon CloudWatch Logs API Reference, AssociateKmsKey: a symmetric key, by its ARN. CloudWatch Logs tries it, and
 * says the same for one that isn't there as for one that it may not use.
 */
function requireUsableKey({ inputs, region, accountId, cloud, previous }: Operation): void {
  const keyName = text(inputs, "kmsKeyId");
  if (keyName === undefined) return;
  const name = text(inputs, "name") ?? previous?.id ?? `${text(inputs, "namePrefix") ?? ""}*`;
  const group = logGroupArn(region, accountId, name);
  if (!KEY_ARN.test(keyName)) {
    refuse("InvalidParameterException", `The KMS key must be named by its ARN, got '${keyName}'`, "kmsKeyId");
  }
  if (isUsable(keyNamed(keyName, cloud), group, region)) return;
  refuse(
    "AccessDeniedException",
    `The specified KMS key does not exist or is not allowed to be used with Arn '${group}'`,
    "kmsKeyId",
  );
}

function isUsable(key: CloudResource | undefined, group: string, region: string): boolean {
  const spec = text(key?.inputs ?? {}, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
  if (key === undefined || key.region !== region || spec !== "SYMMETRIC_DEFAULT") return false;
  const context = { "kms:EncryptionContext:aws:logs:arn": group };
  return letsServiceUse(key, { service: `logs.${region}.amazonaws.com`, actions: KEY_ACTIONS, context });
}

/** Amazon CloudWatch Logs API Reference, DeleteLogGroup. */
function refuseWhileProtected(resource: CloudResource): void {
  if (flag(resource.inputs, "deletionProtectionEnabled") !== true) return;
  refuse(
    "ValidationException",
    `The log group '${resource.id}' is protected against deletion`,
    "deletionProtectionEnabled",
  );
}

import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES, warningOf } from "../../model/warning";
import { publishingProblem } from "../sns/publishing";
import { vaultNamed, vaultReference } from "./vault-lookup";

/** What AWS Backup tells a topic of a vault (AWS Backup Developer Guide, "Notification options with AWS Backup"). */
export const vaultNotifications: ResourceType = {
  type: "aws:backup/vaultNotifications:VaultNotifications",
  mapping: { operation: "backup.PutBackupVaultNotifications", inputs: { snsTopicArn: "SNSTopicArn" } },
  replaceOnChanges: ["backupVaultEvents", "backupVaultName", "snsTopicArn", "region"],
  unique: {
    inputs: ["backupVaultName"],
    scope: "region",
    code: "InvalidParameterValueException",
    message: (name) => `The vault has notifications already: ${name}`,
    warning: OVERWRITES,
  },
  references: [vaultReference("backupVaultName")],
  rules: [requireTopicOfTheRegion, warningOf(requireArrival, "its events never arrive, and nobody is told")],
  make: ({ inputs, region, cloud }) => {
    const name = text(inputs, "backupVaultName") ?? "";
    return { id: name, computed: { backupVaultArn: vaultNamed(name, region, cloud)?.computed.arn } };
  },
};

function requireTopicOfTheRegion({ inputs, region }: Operation): void {
  const topic = parseArn(text(inputs, "snsTopicArn") ?? "");
  if (topic.service === "sns" && topic.region === region) return;
  refuse("InvalidParameterValueException", `Invalid SNS topic: it is not one of ${region}`, "snsTopicArn");
}

/** The guide's example policy for the topic lets `backup.amazonaws.com` publish. */
function requireArrival({ inputs, cloud, accountId }: Operation): void {
  const context = { "aws:SecureTransport": "true", "aws:SourceAccount": accountId };
  const publisher = { service: "backup.amazonaws.com", context, isAdmittedByDefault: false };
  const problem = publishingProblem(text(inputs, "snsTopicArn") ?? "", publisher, cloud);
  if (problem !== undefined) refuse("AuthorizationError", problem, "snsTopicArn");
}

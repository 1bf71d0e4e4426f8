import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { valuesAt } from "../../model/values";
import { letsRoleUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { launchTemplateOf } from "./launch-source";

/** What instances with encrypted volumes take. */
const ACTIONS = [
  ...["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKeyWithoutPlaintext", "DescribeKey"],
  "CreateGrant",
].map((action) => `kms:${action}`);

/**
 * The service-linked role has no right to a customer's key but by the key's own policy (Amazon EC2 Auto Scaling User
 * Guide, "Required AWS KMS key policy for use with encrypted volumes").
 */
export function requireUsableVolumeKeys({ inputs, region, accountId, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud);
  const roleArn = `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const context = { "kms:CallerAccount": accountId, "kms:ViaService": `ec2.${region}.amazonaws.com` };
  for (const { value, path } of valuesAt(template?.inputs ?? {}, "blockDeviceMappings[].ebs.kmsKeyId")) {
    const key = keyNamed(String(value), cloud);
    if (key === undefined || letsRoleUse(key, { roleArn, actions: ACTIONS, context })) continue;
    refuse(
      "Client.InternalError",
      `Client error on launch: the policy of key '${String(value)}' doesn't let ${roleArn} use it`,
      `launchTemplate: ${path}`,
    );
  }
}

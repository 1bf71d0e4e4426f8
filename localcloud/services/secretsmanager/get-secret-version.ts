import { secret as secretValue } from "../../model/pulumi-values";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { CURRENT, requireUsableSecret, secretStringOf, versionAt, versionById } from "./secret-lookup";

/** A value of a secret, the current one unless another is asked for; marked as a secret on its way to the program. */
export const getSecretVersion: CloudFunction = {
  token: "aws:secretsmanager/getSecretVersion:getSecretVersion",
  call: ({ args, region, cloud }) => {
    const secretId = text(args, "secretId") ?? "";
    const secret = requireUsableSecret(secretId, region, cloud);
    const version = versionFor(secret, args, cloud);
    const { versionId, versionStages } = version.computed;
    return {
      id: `${secretId}|${text(args, "versionId") ?? text(args, "versionStage") ?? CURRENT}`,
      arn: secret.id,
      createdDate: "",
      region: secret.region,
      secretArn: secret.id,
      secretBinary: secretValue(text(version.inputs, "secretBinary") ?? ""),
      secretId,
      secretString: secretValue(secretStringOf(version) ?? ""),
      versionId,
      versionStage: text(args, "versionStage") ?? CURRENT,
      versionStages,
    };
  },
};

function versionFor(secret: CloudResource, args: Properties, cloud: CloudReader): CloudResource {
  const versionId = text(args, "versionId");
  if (versionId === undefined) return versionAt(secret, text(args, "versionStage") ?? CURRENT, cloud);
  return versionById(secret, versionId, cloud);
}

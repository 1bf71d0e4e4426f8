import { AwsError } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { CloudFunction, Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { text } from "../../model/values";
import { secret as secretValue } from "../../provider/codec";
import { SECRET, secretNamed } from "./secret";

const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const CURRENT = "AWSCURRENT";

export const secretVersion: ResourceType = {
  type: SECRET_VERSION,
  replacedBy: ["secretId", "secretString", "secretBinary", "region"],
  references: [
    {
      input: "secretId",
      to: [SECRET],
      missing: {
        code: "ResourceNotFoundException",
        message: (id) => `Secrets Manager can't find the specified secret '${id}'.`,
      },
    },
  ],
  rules: [requireOneValue],
  secrets: ["secretString", "secretBinary"],
  make: ({ inputs }) => {
    const secretArn = text(inputs, "secretId") ?? "";
    const versionId = hexadecimalToken(32);
    return { id: `${secretArn}|${versionId}`, computed: { arn: secretArn, versionId, versionStages: [CURRENT] } };
  },
};

function requireOneValue({ inputs }: Operation): void {
  if ((inputs.secretString === undefined) !== (inputs.secretBinary === undefined)) return;
  throw new AwsError("InvalidRequestException", "Specify exactly one value (secretString, secretBinary)");
}

/** The latest value of a secret, marked as a secret on its way to the program. */
export const getSecretVersion: CloudFunction = {
  token: "aws:secretsmanager/getSecretVersion:getSecretVersion",
  call: ({ args, region, cloud }) => {
    const secretId = text(args, "secretId") ?? "";
    const version = currentVersion(secretId, region, cloud);
    const { arn, versionId, versionStages } = version.computed;
    return {
      id: `${secretId}|${CURRENT}`,
      arn,
      createdDate: "",
      secretArn: arn,
      secretId,
      secretBinary: "",
      secretString: secretValue(text(version.inputs, "secretString") ?? ""),
      versionId,
      versionStage: CURRENT,
      versionStages,
      region,
    };
  },
};

function currentVersion(secretId: string, region: string, cloud: CloudReader): CloudResource {
  const found = secretNamed(secretId, region, cloud);
  if (found === undefined) {
    throw new AwsError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret '${secretId}' (secretId)`,
    );
  }
  const version = cloud.ofType(SECRET_VERSION).findLast((each) => each.inputs.secretId === found.id);
  if (version !== undefined) return version;
  throw new AwsError(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for staging label: ${CURRENT} (secretId)`,
  );
}

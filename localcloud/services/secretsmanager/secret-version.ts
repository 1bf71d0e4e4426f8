import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { text, texts } from "../../model/values";
import { refuseUnmodelled } from "../shared/not-modelled";
import { requireUsableSecret } from "./secrets";
import { CURRENT, SECRET_VERSION } from "./versions";

const WRITE_ONLY = ["secretStringWo", "secretStringWoVersion"];

export const secretVersion: ResourceType = {
  type: SECRET_VERSION,
  replacedBy: ["secretId", "secretString", "secretBinary", "region"],
  rules: [
    refuseUnmodelled(WRITE_ONLY, "write-only values", "services/secretsmanager/secret-version.ts"),
    requireSecret,
    requireOneValue,
  ],
  secrets: ["secretString", "secretBinary"],
  // The current value can't be taken from a secret, so the provider leaves it where it is.
  retained: (resource) => resource,
  make: (operation) => {
    const { inputs, region, cloud } = operation;
    const { id: secretArn } = requireUsableSecret(text(inputs, "secretId") ?? "", region, cloud);
    const versionId = hexadecimalToken(32);
    return {
      id: `${secretArn}|${versionId}`,
      computed: { arn: secretArn, hasSecretStringWo: false, secretArn, versionId, versionStages: stagesOf(operation) },
    };
  },
  recomputed: ["versionStages"],
  remake: (operation) => ({ versionStages: stagesOf(operation) }),
};

function stagesOf({ inputs }: Operation): string[] {
  const given = texts(inputs, "versionStages");
  return given.length === 0 ? [CURRENT] : given;
}

function requireSecret({ inputs, region, cloud }: Operation): void {
  requireUsableSecret(text(inputs, "secretId") ?? "", region, cloud);
}

function requireOneValue({ inputs }: Operation): void {
  if ((inputs.secretString === undefined) !== (inputs.secretBinary === undefined)) return;
  throw new AwsError("InvalidRequestException", "Specify exactly one value (secretString, secretBinary)");
}

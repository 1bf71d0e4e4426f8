import { refuse } from "../../model/aws-error";
import { hexadecimalToken } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { CURRENT, requireUsableSecret, SECRET_VERSION } from "./secret-lookup";

const MOST_BYTES = 65_536;
const WRITE_ONLY = ["secretStringWo", "secretStringWoVersion"];

export const secretVersion: ResourceType = {
  type: SECRET_VERSION,
  mapping: {
    operation: "secretsmanager.PutSecretValue",
    inputs: { secretBinary: null }, // its limit counts the bytes, not the characters of the base64 text
  },
  replaceOnChanges: ["secretId", "secretString", "secretBinary", "region"],
  rules: [
    refuseUnmodelled(WRITE_ONLY, "write-only values", "services/secretsmanager/secret-version.ts"),
    requireSecret,
    requireOneValue,
    requireSize,
  ],
  secrets: ["secretString", "secretBinary"],
  // AWS doesn't delete the current value of a secret, so the provider leaves it.
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

/**
 * AWS Secrets Manager User Guide, "AWS Secrets Manager quotas": bytes of a value, which the provider takes in base64
 * where it is no text.
 */
function requireSize({ inputs }: Operation): void {
  const binary = text(inputs, "secretBinary");
  if (binary !== undefined && !isBase64(binary)) {
    refuse("InvalidParameterException", "The value has to be in base64", "secretBinary");
  }
  const [input, bytes] =
    binary === undefined
      ? (["secretString", Buffer.byteLength(text(inputs, "secretString") ?? "")] as const)
      : (["secretBinary", Buffer.from(binary, "base64").length] as const);
  if (bytes <= MOST_BYTES) return;
  refuse("ValidationException", `A value has at most ${MOST_BYTES} bytes, got ${bytes}`, input);
}

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
}

function requireOneValue({ inputs }: Operation): void {
  if ((inputs.secretString === undefined) !== (inputs.secretBinary === undefined)) return;
  refuse("InvalidRequestException", "Specify exactly one value", "secretString, secretBinary");
}

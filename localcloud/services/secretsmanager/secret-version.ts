import { refuse } from "../../model/aws-error";
import { hexadecimalToken } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { copiesOf, isReplica } from "./replication";
import { CURRENT, requireUsableSecret, SECRET_VERSION } from "./secret-lookup";

const MOST_BYTES = 65_536;
const VALUES = ["secretString", "secretBinary", "secretStringWo"] as const;

export const secretVersion: ResourceType = {
  type: SECRET_VERSION,
  mapping: {
    operation: "secretsmanager.PutSecretValue",
    inputs: { secretBinary: null }, // its limit counts the bytes, not the characters of the base64 text
  },
  replaceOnChanges: ["secretId", "secretString", "secretBinary", "secretStringWoVersion", "region"],
  rules: [requireSecret, requireOneValue, requireVersionOfWriteOnly, requireSize],
  // A write-only value is nowhere to compare with: its version tells of a change.
  comparedInputs: (inputs) => ({ ...inputs, secretStringWo: undefined }),
  secrets: [...VALUES],
  // AWS doesn't delete the current value of a secret, so the provider leaves it.
  retained: (resource) => resource,
  make: (operation) => {
    const { inputs, region, cloud } = operation;
    const { id: secretArn } = requireUsableSecret(text(inputs, "secretId") ?? "", region, cloud);
    const versionId = hexadecimalToken(32);
    return {
      id: `${secretArn}|${versionId}`,
      computed: {
        arn: secretArn,
        hasSecretStringWo: inputs.secretStringWo !== undefined,
        secretArn,
        secretStringWo: undefined,
        versionId,
        versionStages: stagesOf(operation),
      },
    };
  },
  recomputed: ["versionStages"],
  remake: (operation) => ({ versionStages: stagesOf(operation) }),
  sideEffects: copiesOf,
};

function stagesOf({ inputs }: Operation): string[] {
  const given = texts(inputs, "versionStages");
  return given.length === 0 ? [CURRENT] : given;
}

/** AWS Secrets Manager User Guide, "Promote a replica secret to a standalone secret": only the primary takes values. */
function requireSecret({ inputs, region, cloud }: Operation): void {
  if (!isReplica(requireUsableSecret(text(inputs, "secretId") ?? "", region, cloud))) return;
  refuse(
    "InvalidParameterException",
    "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    "secretId",
  );
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
  const input = VALUES.find((each) => inputs[each] !== undefined) ?? "secretString";
  const bytes = Buffer.from(text(inputs, input) ?? "", binary === undefined ? "utf8" : "base64").length;
  if (bytes <= MOST_BYTES) return;
  refuse("ValidationException", `A value has at most ${MOST_BYTES} bytes, got ${bytes}`, input);
}

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
}

function requireOneValue({ inputs }: Operation): void {
  if (VALUES.filter((each) => inputs[each] !== undefined).length === 1) return;
  refuse("InvalidRequestException", "Specify exactly one value", VALUES.join(", "));
}

/** hashicorp/terraform-provider-aws, `aws_secretsmanager_secret_version`: neither goes without the other. */
function requireVersionOfWriteOnly({ inputs }: Operation): void {
  const pair = ["secretStringWo", "secretStringWoVersion"];
  if ((inputs.secretStringWo === undefined) === (inputs.secretStringWoVersion === undefined)) return;
  refuse("MissingRequiredArgument", `all of \`${pair.join(",")}\` must be specified`, pair.join(", "));
}

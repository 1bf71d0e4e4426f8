import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { given, nameOf } from "../shared/inputs";
import { keyNamed, keyReferences } from "./key-reference";

const CREATE_ALIAS = "AWS KMS API Reference, CreateAlias";

const MISSING: Reference["missing"] = {
  code: "NotFoundException",
  message: (key) => `Key '${key}' does not exist`,
};

/** Another name of a key. The limits refuse names that AWS reserves. */
export const alias: ResourceType = {
  type: "aws:kms/alias:Alias",
  mapping: { operation: "kms.CreateAlias", inputs: { name: "AliasName" } },
  documentedLimits: {
    name: [
      {
        document: CREATE_ALIAS,
        pattern: "^alias/.+$",
        message: () =>
          'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
      },
      {
        document: CREATE_ALIAS,
        pattern: "^[^:]*$", // AWS's model lets colons through
      },
      {
        document: CREATE_ALIAS,
        pattern: "^(?!alias/aws/).*$",
        code: "NotAuthorizedException",
        message: () => "The prefix alias/aws/ is reserved for AWS managed keys",
      },
    ],
  },
  replaceOnChanges: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "AlreadyExistsException",
    message: (name) => `An alias with the name ${name} already exists`,
  },
  references: keyReferences("targetKeyId", MISSING).map((reference) => ({ ...reference, inRegion: true })),
  rules: [requireKey, requireSameKindOfKey, refuseNameWithPrefix],
  make: (operation) => {
    const id = nameOf(operation);
    const { region, accountId } = operation;
    return { id, computed: { name: id, arn: arn("kms", region, accountId, id), ...targetOf(operation) } };
  },
  recomputed: ["targetKeyArn"],
  remake: targetOf,
};

/** AWS KMS API Reference, CreateAlias: a key, by its id or ARN. */
function requireKey({ inputs }: Operation): void {
  if (!/^alias\/|:alias\//.test(text(inputs, "targetKeyId") ?? "")) return;
  refuse("ValidationException", "Aliases must refer to keys. Not aliases", "targetKeyId");
}

/** AWS KMS API Reference, UpdateAlias: the next key is of the same kind and use as the one before. */
function requireSameKindOfKey({ inputs, cloud, previous }: Operation): void {
  const [before, after] = [previous?.inputs ?? inputs, inputs].map(({ targetKeyId }) => {
    const key = keyNamed(String(targetKeyId), cloud);
    return key && [kindOf(text(key.inputs, "customerMasterKeySpec")), key.inputs.keyUsage].join(" for ");
  });
  if (before === undefined || before === after) return;
  refuse(
    "ValidationException",
    `The current and the new key of an alias must be of the same type and usage, got ${before} and ${after ?? "none"}`,
    "targetKeyId",
  );
}

function kindOf(spec = "SYMMETRIC_DEFAULT"): string {
  if (spec === "SYMMETRIC_DEFAULT") return "symmetric";
  return spec.startsWith("HMAC_") ? "HMAC" : "asymmetric";
}

/** The provider's schema (`ConflictsWith`). */
function refuseNameWithPrefix({ inputs }: Operation): void {
  if (given(inputs, ["name", "namePrefix"]).length < 2) return;
  refuse(
    "ConflictingArguments",
    'Conflicting configuration arguments: "name" conflicts with namePrefix',
    "name, namePrefix",
  );
}

function targetOf({ inputs, cloud }: Operation): { readonly targetKeyArn: unknown } {
  return { targetKeyArn: keyNamed(text(inputs, "targetKeyId") ?? "", cloud)?.computed.arn };
}

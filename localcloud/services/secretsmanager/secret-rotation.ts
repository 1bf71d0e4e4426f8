import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, isProperties, number, text, type Properties } from "../../model/values";
import { OVERWRITES, warningOf } from "../../model/warning";
import { keyNamed } from "../kms/key-reference";
import { stackOfFunction } from "../serverlessrepo/rotation-function";
import { given, NotModelledError, parseJson, refuseUnmodelled } from "../shared/inputs";
import { requireUsableSecret, versionAt } from "./secret-lookup";

const FILE = "services/secretsmanager/secret-rotation.ts";
/**
 * What AWS's rotation function reads (AWS Secrets Manager User Guide, "JSON structure of AWS Secrets Manager secrets").
 */
const NEEDED = ["engine", "host", "username", "password"];
const FAILS = "no rotation ever succeeds";

/**
 * The schedule on which Secrets Manager rotates a secret by a function. The local cloud never rotates: it knows no
 * time.
 */
export const secretRotation: ResourceType = {
  type: "aws:secretsmanager/secretRotation:SecretRotation",
  mapping: {
    operation: "secretsmanager.RotateSecret",
    inputs: { rotationEnabled: null },
  },
  documentedLimits: {
    "rotationRules.duration": [
      {
        document: "AWS Secrets Manager API Reference, RotationRulesType",
        allows: (value) => /^(?:[1-9]|1\d|2[0-4])h$/.test(String(value)),
        message: (value) => `The rotation window ${value} must not extend into the next UTC day`,
      },
    ],
  },
  defaults: { rotateImmediately: true },
  replaceOnChanges: ["secretId", "region"],
  unique: {
    inputs: ["secretId"],
    scope: "region",
    code: "InvalidRequestException",
    message: (secretId) => `The secret ${secretId} has a rotation already`,
    warning: OVERWRITES,
  },
  rules: [
    refuseUnmodelled(["externalSecretRotationMetadatas", "externalSecretRotationRoleArn"], "partners' secrets", FILE),
    refuseOtherSchedules,
    requireSchedule,
    requireSecret,
    requireFunction,
    warningOf(requireValue, FAILS),
    warningOf(requireKey, FAILS),
  ],
  make: (operation) => ({ id: secretOf(operation).id, computed: { rotationEnabled: true } }),
};

function refuseOtherSchedules({ inputs }: Operation): void {
  if (text(inputs, "rotationRules.scheduleExpression") !== undefined) {
    throw new NotModelledError("schedule expressions of rotations", ["rotationRules.scheduleExpression"], FILE);
  }
  if (flag(inputs, "rotationEnabled") === false) {
    throw new NotModelledError("rotations that are switched off", ["rotationEnabled"], FILE);
  }
}

/** The provider's own check: one of the two forms of a schedule. */
function requireSchedule({ inputs }: Operation): void {
  if (number(inputs, "rotationRules.automaticallyAfterDays") !== undefined) return;
  refuse(
    "InvalidParameterException",
    "one of `automatically_after_days,schedule_expression` must be specified",
    "rotationRules",
  );
}

function requireSecret(operation: Operation): void {
  secretOf(operation);
}

/** AWS Secrets Manager API Reference, RotateSecret, and "Troubleshoot rotation", of functions that can't be called. */
function requireFunction({ inputs, cloud }: Operation): void {
  if (given(inputs, ["rotationLambdaArn"]).length === 0) {
    refuse("InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.", LAMBDA);
  }
  if (stackOfFunction(text(inputs, LAMBDA) ?? "", cloud) !== undefined) return;
  refuse(
    "AccessDeniedException",
    "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.",
    LAMBDA,
  );
}

const LAMBDA = "rotationLambdaArn";

/** The function logs in with what the secret holds. */
function requireValue(operation: Operation): void {
  const version = versionAt(secretOf(operation), "AWSCURRENT", operation.cloud);
  const content = parseJson(text(version.inputs, "secretString") ?? "");
  const value: Properties = isProperties(content) ? content : {};
  const missing = NEEDED.filter((key) => typeof value[key] !== "string" || value[key] === "");
  if (missing.length > 0) {
    refuse("KeyError", `${missing.join(", ")} key is missing from secret JSON`, "secretId");
  }
  if (value.engine !== "postgres") refuse("KeyError", "Database engine must be set to 'postgres'", "secretId");
}

/** The function may use the key that it was told, and no other. */
function requireKey(operation: Operation): void {
  const { inputs, cloud } = operation;
  const own = text(secretOf(operation).inputs, "kmsKeyId");
  const functionKey = text(stackOfFunction(text(inputs, LAMBDA) ?? "", cloud)?.inputs ?? {}, "parameters.kmsKeyArn");
  if (own === undefined) return;
  const arnOf = (name: string | undefined) => (name === undefined ? undefined : keyNamed(name, cloud)?.computed.arn);
  if (arnOf(own) === arnOf(functionKey)) return;
  refuse(
    "AccessDeniedException",
    `The function may not use the key ${own} of the secret; give the key's ARN as the application's parameter kmsKeyArn`,
    LAMBDA,
  );
}

function secretOf({ inputs, region, cloud }: Operation): CloudResource {
  return requireUsableSecret(text(inputs, "secretId") ?? "", region, cloud);
}

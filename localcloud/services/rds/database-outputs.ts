import { arn } from "../../model/identifiers";
import type { Operation } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { keyArnOf } from "./encryption";

/** Outputs that the program's value decides where there is one, and AWS's elsewhere. */
export function chosenOver(inputs: Properties, base: Properties): Properties {
  const chosen = Object.keys(base)
    .filter((name) => inputs[name] !== undefined)
    .map((name) => [name, inputs[name]] as const);
  return { ...base, ...(Object.fromEntries(chosen) as Properties) };
}

/**
 * Whether a database is encrypted, and with which key: AWS's own for RDS where nothing names another.
 * @param facts what it is made from, which decides whatever the program says.
 */
export function encryptionOutputs(operation: Operation, facts: Properties): Properties {
  const { inputs, region, accountId } = operation;
  const named = keyArnOf(text(inputs, "kmsKeyId"), operation);
  // A restore with a key encrypts what wasn't encrypted.
  const isEncrypted = flag(facts, "storageEncrypted") ?? flag(inputs, "storageEncrypted") ?? false;
  const isRestoredWithKey = facts.storageEncrypted === false && named !== undefined;
  if (!isEncrypted && !isRestoredWithKey) return { storageEncrypted: false };
  const kmsKeyId = named ?? text(facts, "kmsKeyId") ?? arn("kms", region, accountId, "alias/aws/rds");
  return { storageEncrypted: true, kmsKeyId };
}

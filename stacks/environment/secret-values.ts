import * as pulumi from "@pulumi/pulumi";
import { editDistance, nearestNames } from "../../components/shared/nearest-name";
import type { ArgumentProblems } from "../../components/shared/validation";

/**
 * Namespace of the values of declared secrets: `pulumi config set --secret proofpix-secrets:<name>`. The engine tells
 * of a whole key whether it is encrypted, and not of its parts, so that each value is a key of its own.
 */
const NAMESPACE = "proofpix-secrets";
const MOST_SLIPS = 2;

/** Keys of a stack's file beside those of the configuration. */
export interface ForeignKeys {
  readonly all: readonly string[];
  /** Those whose values are encrypted. */
  readonly encrypted: readonly string[];
}

/** The value of a declared secret, encrypted wherever it goes; undefined where the stack's file has none. */
export function secretValue(name: string): pulumi.Output<string> | undefined {
  return new pulumi.Config(NAMESPACE).getSecret(name);
}

/**
 * Records values in plain text and values of secrets that aren't declared; never a value.
 * @param declared names of the declared secrets; undefined where they aren't known, since something is wrong with them.
 */
export function checkSecretValues(
  { all, encrypted }: ForeignKeys,
  declared: readonly string[] | undefined,
  problems: ArgumentProblems,
): void {
  for (const key of all) {
    const [namespace = "", name = ""] = key.split(/:(.*)/s);
    if (namespace === NAMESPACE) {
      problems.require(
        encrypted.includes(key),
        key,
        `must be encrypted (the value is not shown here); whoever may read the file knows it, so make a new one, and set it by pulumi config set --secret ${key}`,
      );
      problems.require(declared?.includes(name) !== false, key, undeclared(name, declared ?? []));
    } else if (editDistance(namespace, NAMESPACE) <= MOST_SLIPS) {
      problems.add(key, `has an unknown namespace; did you mean ${NAMESPACE}:${name}?`);
    }
  }
}

function undeclared(name: string, declared: readonly string[]): string {
  const nearest = nearestNames(name, declared).map((each) => `${NAMESPACE}:${each}`);
  const remedy =
    nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : "declare it in proofpix:secrets, or remove the key";
  return `is the value of no secret in proofpix:secrets; ${remedy}`;
}
